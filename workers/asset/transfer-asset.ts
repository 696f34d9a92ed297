/**
 * Job `transfer-asset` — the asset leaves the balance of the state and becomes the person's (docs/domain.md 2.4 step 10).
 * Its compensation is `take-transfer-back`. Next: the registration of the new owner is entered.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function transferAsset(): Worker<'transfer-asset'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { contractNumber } = await records.assetMonitoring.get(caseId)
      const { attempt } = await records.assetMonitoring.transfer(caseId)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const dueDay = addWorkingDays(
        today,
        parameters.value('asset-registration-working-days'),
        await records.calendarMoves(),
      )
      const registrationDueAt = endOfOfficeDay(dueDay).toISOString()
      records.ledger.append(
        ledgerEntry('transfer-asset', job, {
          caseId,
          action: 'asset.transferred',
          after: { contractNumber, attempt, registrationDueAt },
        }),
      )
      return completed({ registrationDueAt })
    })
}
