/**
 * Job `begin-search` — a round of search begins, or goes on after an employer's or the person's refusal: its term stays
 * the same. Next: vacancies are ranked, unless the term is over.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { searchTerm } from '../../domain/job-seeker.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function beginSearch(): Worker<'begin-search'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const seeker = await records.jobSeekers.get(caseId)
      const today = dateInBaku(job.now)
      const term = searchTerm(seeker, today, await records.parametersOn(today), await records.calendarMoves())
      // A round that goes on keeps its end; the first one's is that of the registration.
      const searchDueAt = seeker.searchDueAt ?? term.searchDueAt
      const termRuns = job.now.toISOString() < searchDueAt
      await records.jobSeekers.setSearchDueAt(caseId, searchDueAt)
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, searchDueAt)
      records.ledger.append(
        ledgerEntry('begin-search', job, {
          caseId,
          action: 'job-search.begun',
          after: { searchDueAt, termRuns, goesOn: seeker.searchDueAt !== undefined },
        }),
      )
      const escalateAt = term.escalateAt < searchDueAt ? term.escalateAt : searchDueAt
      return completed({ searchDueAt, escalateAt, termRuns })
    })
}
