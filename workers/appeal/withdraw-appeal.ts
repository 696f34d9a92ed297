/**
 * Job `withdraw-appeal` — the appellant took the appeal back before it was decided: it ends, and the contested decision
 * stays as it is. Next: the appellant is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function withdrawAppeal(): Worker<'withdraw-appeal'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      // Asked for through the API it is withdrawn already; a message from elsewhere withdraws it here.
      await records.appeals.withdraw(caseId)
      await records.cases.setState(caseId, 'withdrawn')
      records.ledger.append(ledgerEntry('withdraw-appeal', job, { caseId, action: 'appeal.withdrawn' }))
      return completed({})
    })
}
