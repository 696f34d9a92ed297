/**
 * Job `begin-measure` — an active measure begins, with the day on which its outcome is asked for (docs/domain.md 2.3 and
 * 2.4; the terms are assumptions). Next: the adviser says how it went.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { measureDays } from '../../domain/job-seeker.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function beginMeasure(): Worker<'begin-measure'> {
  return async ({ caseId, measure }, job) =>
    job.record(async (records) => {
      const today = dateInBaku(job.now)
      const days = measureDays(measure, await records.parametersOn(today))
      const measureDueAt = endOfOfficeDay(addDays(today, days)).toISOString()
      const measureId = await records.jobSeekers.beginMeasure(caseId, {
        measure,
        on: today,
        dueAt: measureDueAt,
      })
      records.ledger.append(
        ledgerEntry('begin-measure', job, {
          caseId,
          action: 'active-measure.begun',
          after: { measure, measureId, measureDueAt },
        }),
      )
      return completed({ measureId, measureDueAt })
    })
}
