/**
 * Job `close-recovery` — the recovery ends: nothing was to be demanded, the objection was right, everything has come
 * back, or the rest is before the court. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import type { RecoveryOutcome } from '../../domain/overpayment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function closeRecovery(): Worker<'close-recovery'> {
  return async ({ caseId, recoveryEnd }, job) =>
    job.record(async (records) => {
      const standing = await records.overpayments.standing(caseId)
      const outcome: RecoveryOutcome =
        recoveryEnd !== 'settled' ? recoveryEnd : standing.leftQepik === 0 ? 'repaid' : 'claimed'
      await records.overpayments.close(caseId, outcome)
      await records.cases.setState(caseId, 'closed')
      records.ledger.append(
        ledgerEntry('close-recovery', job, {
          caseId,
          action: 'recovery.closed',
          after: { outcome, ...standing },
        }),
      )
      return completed({})
    })
}
