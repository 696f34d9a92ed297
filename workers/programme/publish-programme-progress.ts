/**
 * Job `publish-programme-progress` — figures and explanation of the quarter join the published programme. Without an
 * explanation the task comes back. Next: the next quarter, or the end of the year.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { QUARTERS } from '../../domain/employment-programme.ts'
import { OperatorError } from '../../domain/errors.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { quarterEnd } from './quarter-end.ts'

export function publishProgrammeProgress(): Worker<'publish-programme-progress'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { year } = await records.employmentProgrammes.get(caseId)
      const opened = await records.employmentProgrammes.openedQuarter(caseId)
      if (opened === undefined) {
        throw new OperatorError(
          `No quarter of the programme ${year} is reported on`,
          'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
        )
      }
      const { quarter, dueAt, explanation } = opened
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('publish-programme-progress', job, { caseId, action, after }))
      }
      if (explanation === undefined) {
        note('programme.progress-returned', { quarter })
        return {
          kind: 'refused',
          code: 'PROGRESS_MISSING',
          message: `Quarter ${quarter} is not explained`,
          variables: { formProblem: 'Səhifədə izahat yoxdur / The page has no explanation' },
        }
      }
      await records.employmentProgrammes.publishQuarter(caseId, quarter)
      const quarterEndsAt = quarterEnd(year, Math.min(quarter + 1, QUARTERS.length))
      await records.cases.setDecisionDueAt(caseId, quarterEndsAt)
      note('programme.progress-published', { quarter, late: job.now.toISOString() > dueAt })
      return completed({ quartersLeft: QUARTERS.length - quarter, quarterEndsAt })
    })
}
