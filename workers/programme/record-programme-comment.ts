/**
 * Job `record-programme-comment` — what a body says to the draft, as it stands on the page, or that it says nothing.
 * A comment that is announced and not written comes back. Next: when all were heard, the draft is revised.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordProgrammeComment(): Worker<'record-programme-comment'> {
  return async ({ caseId, commentingBody, commentResult }, job) =>
    job.record(async (records) => {
      const comments = await records.employmentProgrammes.comments(caseId)
      const written = comments.some(({ body, comment }) => body === commentingBody && comment !== undefined)
      const note = (action: string) => {
        records.ledger.append(
          ledgerEntry('record-programme-comment', job, {
            caseId,
            action,
            after: { commentingBody, commentResult },
          }),
        )
      }
      if (commentResult === 'commented' && !written) {
        note('programme.comment-returned')
        return {
          kind: 'refused',
          code: 'COMMENT_MISSING',
          message: 'No comment of that body stands on the page',
          variables: {
            formProblem: 'Səhifədə rəyiniz yoxdur / Your comment is not on the page',
          },
        }
      }
      await records.employmentProgrammes.closeComment(caseId, commentingBody, commentResult)
      note('programme.comment-recorded')
      return completed({})
    })
}
