/** Job `record-measure-outcome` — how an active measure went. Next: the other measures, then work or a new search. */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordMeasureOutcome(): Worker<'record-measure-outcome'> {
  return async ({ caseId, measureId, recordedOutcome }, job) =>
    job.record(async (records) => {
      await records.jobSeekers.endMeasure(measureId, { outcome: recordedOutcome, on: dateInBaku(job.now) })
      records.ledger.append(
        ledgerEntry('record-measure-outcome', job, {
          caseId,
          action: 'active-measure.ended',
          after: { measureId, outcome: recordedOutcome },
        }),
      )
      return completed({ measureOutcome: recordedOutcome })
    })
}
