/**
 * Job `correct-facts` — first step of bpmn/redecision.bpmn: the facts of the contested decision with those that the appeal
 * corrects, under the law of the day of application. Next: the tables entitlement-reason and refusal-grounds.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { correctedFactsOf } from './corrected-facts.ts'

export function correctFactsOfCase(): Worker<'correct-facts'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { contested, facts } = await correctedFactsOf(records, caseId)
      await records.cases.setState(caseId, 'deciding')
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('correct-facts', job, {
          caseId,
          action: 'redecision.facts-corrected',
          before: { ...contested.facts },
          after: { ...facts },
        }),
      )
      return completed({ facts })
    })
}
