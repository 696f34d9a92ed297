/**
 * Job `submit-programme-draft` — the draft is closed for the time of the comments. With a gap it comes back. Next: the
 * centre and both district administrations are asked side by side.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { draftGaps } from '../../domain/employment-programme.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { gapsInWords } from './gaps-in-words.ts'

export function submitProgrammeDraft(): Worker<'submit-programme-draft'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const programme = await records.employmentProgrammes.get(caseId)
      const gaps = draftGaps(programme)
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('submit-programme-draft', job, { caseId, action, after }))
      }
      if (gaps.length > 0) {
        note('programme.draft-returned', { gaps })
        return {
          kind: 'refused',
          code: 'DRAFT_INCOMPLETE',
          message: `The draft lacks ${gaps.join(', ')}`,
          variables: { formProblem: gapsInWords(gaps) },
        }
      }
      await records.employmentProgrammes.setState(caseId, 'commenting')
      await records.cases.setState(caseId, 'in-progress')
      note('programme.draft-submitted', { targets: programme.targets })
      return completed({})
    })
}
