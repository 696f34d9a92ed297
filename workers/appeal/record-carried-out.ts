/** Job `record-carried-out` — the responsible group has put right what the appeal upheld. Last step of the appeal. */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordCarriedOut(): Worker<'record-carried-out'> {
  return async ({ caseId, carryOutResult }, job) =>
    job.record(async (records) => {
      const { contestedCaseId } = await records.appeals.get(caseId)
      const note = (id: string) => {
        records.ledger.append(
          ledgerEntry('record-carried-out', job, {
            caseId: id,
            action: 'appeal.carried-out',
            reason: carryOutResult,
            after: { appealCaseId: caseId },
          }),
        )
      }
      note(caseId)
      note(contestedCaseId)
      return completed({})
    })
}
