/**
 * Job `decide-unemployed` — no suitable job was found in the term: the person is given the status "unemployed", entered in
 * the individual employment sheet with its day. Who counts as employed is not (docs/domain.md 2.3). Next: the person is
 * told, and measures are chosen.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function decideUnemployed(): Worker<'decide-unemployed'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { profile, unemployedSince } = await records.jobSeekers.get(caseId)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const measuresDay = addWorkingDays(
        today,
        parameters.value('job-measures-working-days'),
        await records.calendarMoves(),
      )
      const measuresDueAt = endOfOfficeDay(measuresDay).toISOString()
      const statusGiven = profile?.employedAs === undefined
      // The round is over: the next one has a term of its own.
      await records.jobSeekers.setSearchDueAt(caseId, undefined)
      if (statusGiven) {
        await records.jobSeekers.setUnemployed(caseId, today)
        await records.cases.setDecisionDueAt(caseId, measuresDueAt)
      } else {
        await records.jobSeekers.end(caseId, { state: 'not-unemployed', on: today })
        await records.cases.setState(caseId, 'refused')
      }
      records.ledger.append(
        ledgerEntry('decide-unemployed', job, {
          caseId,
          action: statusGiven ? 'unemployed.decided' : 'unemployed.refused',
          after: { since: statusGiven ? (unemployedSince ?? today) : null },
        }),
      )
      return completed({ statusGiven, measuresDueAt })
    })
}
