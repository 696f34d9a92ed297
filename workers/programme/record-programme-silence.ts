/** Job `record-programme-silence` — the term passed without the body's word; the programme goes on without it. */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordProgrammeSilence(): Worker<'record-programme-silence'> {
  return async ({ caseId, commentingBody }, job) =>
    job.record(async (records) => {
      await records.employmentProgrammes.closeComment(caseId, commentingBody, 'silent')
      records.ledger.append(
        ledgerEntry('record-programme-silence', job, {
          caseId,
          action: 'programme.comment-missing',
          after: { commentingBody },
        }),
      )
      return completed({})
    })
}
