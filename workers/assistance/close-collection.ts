/**
 * Job `close-collection` — the term for a good reason is over. One that was handed in and is still looked at is waited
 * for; without one the assistance ends with the month from which it was not paid (docs/domain.md 1.8).
 * Next: the gateway "Has assistance ended?".
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { endTerm } from './end-term.ts'

export function closeCollection({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'close-collection'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const today = dateInBaku(job.now)
      const tomorrow = endOfOfficeDay(addWorkingDays(today, 1, await records.calendarMoves())).toISOString()
      const term = await records.assistanceTerms.lock(caseId)
      const suspension = (await records.entitlements.suspensions(term.entitlementId)).find(
        ({ cause }) => cause === 'not-collected',
      )
      if (term.endedOn !== undefined) return completed({ assistanceEnded: true, reasonDueAt: tomorrow })
      // A reason was accepted a moment ago, and the message that says so is on its way.
      if (suspension === undefined) return completed({ assistanceEnded: false, reasonDueAt: tomorrow })
      const reason = (await records.assistanceTerms.changesOf(caseId)).find(
        ({ kind, result }) => kind === 'collection-reason' && result === undefined,
      )
      if (reason !== undefined) {
        const { decisionDueAt } = await records.cases.get(reason.caseId)
        const isToCome = decisionDueAt !== undefined && new Date(decisionDueAt) > job.now
        return completed({ assistanceEnded: false, reasonDueAt: isToCome ? decisionDueAt : tomorrow })
      }
      await endTerm(records, term, {
        cause: 'not-collected',
        fromPeriod: suspension.fromPeriod,
        decidedIn: caseId,
        by: { actor: 'worker:close-collection', cause: 'reconciliation', now: job.now, caseUrl },
      })
      records.ledger.append(
        ledgerEntry('close-collection', job, {
          caseId,
          action: 'assistance.ended',
          reason: 'not-collected',
          after: { fromPeriod: suspension.fromPeriod },
        }),
      )
      return completed({ assistanceEnded: true, reasonDueAt: tomorrow })
    })
}
