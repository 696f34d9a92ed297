/**
 * Job `publish-programme` — approved: from now on everybody reads it at /programmes/<year> and as a PDF, and nobody
 * changes it. Next: bpmn/programme-progress.bpmn waits for the end of the first quarter.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { quarterEnd } from './quarter-end.ts'

export function publishProgramme(): Worker<'publish-programme'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { year, targets } = await records.employmentProgrammes.get(caseId)
      const quarterEndsAt = quarterEnd(year, 1)
      await records.employmentProgrammes.setState(caseId, 'published')
      await records.cases.setState(caseId, 'granted')
      await records.cases.setDecisionDueAt(caseId, quarterEndsAt)
      records.ledger.append(
        ledgerEntry('publish-programme', job, {
          caseId,
          action: 'programme.published',
          after: { year, targets },
        }),
      )
      return completed({ quarterEndsAt })
    })
}
