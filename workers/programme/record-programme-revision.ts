/**
 * Job `record-programme-revision` — every comment is answered and the draft has no gap; else it comes back. Next:
 * somebody who did not draft it approves.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { draftGaps, unanswered } from '../../domain/employment-programme.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { gapsInWords } from './gaps-in-words.ts'
import { termFromToday } from './programme-term.ts'

export function recordProgrammeRevision(): Worker<'record-programme-revision'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const programme = await records.employmentProgrammes.get(caseId)
      const comments = await records.employmentProgrammes.comments(caseId)
      const gaps = [...unanswered(comments), ...draftGaps(programme)]
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('record-programme-revision', job, { caseId, action, after }))
      }
      if (gaps.length > 0) {
        note('programme.revision-returned', { gaps })
        return {
          kind: 'refused',
          code: 'REVISION_INCOMPLETE',
          message: `The revision lacks ${gaps.join(', ')}`,
          variables: { formProblem: gapsInWords(gaps) },
        }
      }
      const approvalDueAt = await termFromToday(records, job, 'programme-approval-working-days')
      await records.employmentProgrammes.setState(caseId, 'approving')
      await records.cases.setState(caseId, 'deciding')
      await records.cases.setDecisionDueAt(caseId, approvalDueAt)
      note('programme.revised', {
        targets: programme.targets,
        answers: Object.fromEntries(
          comments.flatMap(({ body, answer }) => (answer === undefined ? [] : [[body, answer]])),
        ),
      })
      return completed({ approvalDueAt })
    })
}
