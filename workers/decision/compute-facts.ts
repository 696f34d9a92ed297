/**
 * Job `compute-facts` — the numbers without a person that the decision tables read, with the parameters of
 * the application's date. Next: entitlement-reason and refusal-grounds (DMN).
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { computeFacts } from '../../domain/compute-facts.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { evidenceOfCase } from './evidence-of-case.ts'

export function computeFactsOfCase(): Worker<'compute-facts'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { evidence, parameters } = await evidenceOfCase(records, caseId)
      const facts = computeFacts(evidence, parameters)
      await records.cases.setState(caseId, 'deciding')
      records.ledger.append(
        ledgerEntry('compute-facts', job, { caseId, action: 'facts.computed', after: { ...facts } }),
      )
      return completed({ facts })
    })
}
