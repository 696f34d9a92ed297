/**
 * Job `open-training` — the training begins: until when its hours are to be attended. docs/domain.md 2.4 step 5.
 * Next: the person is told; the adviser enters sessions on the case page and closes the training.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInDays, joins } from './term.ts'

export function openTraining(): Worker<'open-training'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const trainingDueAt = await dueInDays(records, job.now, 'self-employment-training-days')
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, trainingDueAt)
      await joins(records, caseId, job)
      records.ledger.append(
        ledgerEntry('open-training', job, { caseId, action: 'training.opened', after: { trainingDueAt } }),
      )
      return completed({ trainingDueAt })
    })
}
