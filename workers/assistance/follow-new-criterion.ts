/**
 * Job `follow-new-criterion` — in January and once more in February, for what is assigned late: running assistance is
 * raised to the need criterion of the new year (raise-to-criterion.ts). Next: the gateway "Is it more?".
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { raiseToCriterion } from './raise-to-criterion.ts'

export function followNewCriterion(): Worker<'follow-new-criterion'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const term = await records.assistanceTerms.lock(caseId)
      const raised = await raiseToCriterion(records, term, job.now, 'worker:follow-new-criterion')
      if (raised === undefined) return completed({ amountRaised: false })
      const { beforeQepik, ...after } = raised
      records.ledger.append(
        ledgerEntry('follow-new-criterion', job, {
          caseId,
          action: 'assistance.recalculated',
          reason: 'need-criterion',
          before: { monthlyAmountQepik: beforeQepik },
          after,
        }),
      )
      return completed({ amountRaised: true })
    })
}
