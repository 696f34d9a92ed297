/**
 * Job `record-lateness` — an appeal after its term is taken up for a good reason only (docs/domain.md 1.8). Next: the
 * appeals group decides, or the appellant is told that it is not taken up.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { tellContested } from '../../domain/lodge-appeal.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordLateness(): Worker<'record-lateness'> {
  return async ({ caseId, lateness }, job) =>
    job.record(async (records) => {
      const takenUp = lateness === 'good-reason'
      await records.appeals.judgeLateness(caseId, lateness)
      if (!takenUp) {
        await records.cases.setState(caseId, 'closed')
        const { contestedCaseId } = await records.appeals.get(caseId)
        await tellContested(records, await records.cases.get(contestedCaseId), 'recovery-appeal-closed')
      }
      records.ledger.append(
        ledgerEntry('record-lateness', job, { caseId, action: 'appeal.lateness-judged', reason: lateness }),
      )
      return completed({ takenUp })
    })
}
