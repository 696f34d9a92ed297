/**
 * Job `plan-programme-revision` — all were heard, or the head of unit sent the programme back: the draft is open again.
 * Next: the programme unit answers the comments.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { unanswered } from '../../domain/employment-programme.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { termFromToday } from './programme-term.ts'

export function planProgrammeRevision(): Worker<'plan-programme-revision'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { state } = await records.employmentProgrammes.get(caseId)
      const commentsToAnswer = unanswered(await records.employmentProgrammes.comments(caseId)).length
      const revisionDueAt = await termFromToday(records, job, 'programme-revision-working-days')
      await records.employmentProgrammes.setState(caseId, 'revising')
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, revisionDueAt)
      records.ledger.append(
        ledgerEntry('plan-programme-revision', job, {
          caseId,
          action: state === 'approving' ? 'programme.sent-back' : 'programme.heard',
          after: { commentsToAnswer, revisionDueAt },
        }),
      )
      return completed({ revisionDueAt, commentsToAnswer })
    })
}
