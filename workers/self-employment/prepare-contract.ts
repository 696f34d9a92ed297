/**
 * Job `prepare-contract` — the plan has passed: until when the contract is signed. docs/domain.md 2.4 step 8.
 * Next: the adviser signs it with the person.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInWorkingDays, joins } from './term.ts'

export function prepareContract(): Worker<'prepare-contract'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const contractDueAt = await dueInWorkingDays(records, job.now, 'self-employment-contract-working-days')
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, contractDueAt)
      await joins(records, caseId, job)
      records.ledger.append(
        ledgerEntry('prepare-contract', job, {
          caseId,
          action: 'contract.prepared',
          after: { contractDueAt },
        }),
      )
      return completed({ contractDueAt })
    })
}
