/**
 * Job `reserve-asset` — what the contract says is set aside for this person, until it is handed over. When that fails,
 * `release-asset` takes it back. docs/domain.md 2.4 step 8. Next: the handover.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInWorkingDays } from './term.ts'

export function reserveAsset(): Worker<'reserve-asset'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { number, valueQepik } = await records.assetContracts.get(caseId)
      const handoverDueAt = await dueInWorkingDays(records, job.now, 'self-employment-handover-working-days')
      await records.selfEmployments.reserve(caseId, valueQepik)
      await records.cases.setDecisionDueAt(caseId, handoverDueAt)
      records.ledger.append(
        ledgerEntry('reserve-asset', job, {
          caseId,
          action: 'asset.reserved',
          after: { contractNumber: number, valueQepik, handoverDueAt },
        }),
      )
      return completed({ handoverDueAt })
    })
}
