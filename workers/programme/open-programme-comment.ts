/**
 * Job `open-programme-comment` — one body is asked for its comment: by whom, until when, and when a missing one is
 * reported. Next: its people read the draft on the programme's page.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { commentGroups } from '../../domain/employment-programme.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { termFromToday } from './programme-term.ts'

export function openProgrammeComment(): Worker<'open-programme-comment'> {
  return async ({ caseId, commentingBody }, job) =>
    job.record(async (records) => {
      const commentDueAt = await termFromToday(records, job, 'programme-comment-working-days')
      const commentRemindAt = await termFromToday(records, job, 'programme-comment-reminder-working-days')
      await records.employmentProgrammes.openComment(caseId, commentingBody, commentDueAt)
      await records.cases.setDecisionDueAt(caseId, commentDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('open-programme-comment', job, {
          caseId,
          action: 'programme.comment-asked',
          after: { commentingBody, commentDueAt },
        }),
      )
      return completed({ commentGroup: commentGroups[commentingBody], commentDueAt, commentRemindAt })
    })
}
