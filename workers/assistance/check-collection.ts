/**
 * Job `check-collection` — once a month: did the payments of so many months in a row come back uncollected? Then nothing
 * is paid from the month after, and the family may show a good reason (docs/domain.md 1.8).
 * Next: the gateway "Was it not collected?".
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { endOfOfficeDay } from '../../domain/calendar.ts'
import { addDays, addToMonth } from '../../domain/days.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function checkCollection(): Worker<'check-collection'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { entitlements } = records
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const lastDay = addDays(today, parameters.value('collection-reason-days'))
      const reasonDueAt = endOfOfficeDay(lastDay).toISOString()

      const { entitlementId, endedOn } = await records.assistanceTerms.lock(caseId)
      await entitlements.lock(entitlementId)
      const months = await entitlements.uncollected(entitlementId)
      const suspensions = await entitlements.suspensions(entitlementId)
      const suspended = suspensions.some(({ cause }) => cause === 'not-collected')
      const newest = months.at(-1)
      if (
        endedOn !== undefined ||
        suspended ||
        newest === undefined ||
        months.length < parameters.value('uncollected-months')
      ) {
        return completed({ notCollected: false, reasonDueAt })
      }
      const orderedUntil = (await entitlements.orderedUntil(entitlementId)) ?? newest
      const fromPeriod = addToMonth(orderedUntil > newest ? orderedUntil : newest, 1)
      await entitlements.suspend(entitlementId, {
        fromPeriod,
        cause: 'not-collected',
        answerDueAt: reasonDueAt,
      })
      records.ledger.append(
        ledgerEntry('check-collection', job, {
          caseId,
          action: 'assistance.suspended',
          reason: 'not-collected',
          after: { fromPeriod, months: [...months], reasonDueAt },
        }),
      )
      return completed({ notCollected: true, reasonDueAt })
    })
}
