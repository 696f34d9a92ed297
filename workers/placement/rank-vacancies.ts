/**
 * Job `rank-vacancies` — the open vacancies, best first, as the adviser is to choose from; who was referred to one is not
 * referred there again. The form shows numbers and points, the case page why. Next: the adviser chooses, or enters the
 * profile first.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { Match } from '../../domain/job-matching.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { rankedFor } from '../../domain/ranked-vacancies.ts'

/** As many as a form shows; the case page has them all. */
const SUGGESTED = 5

export function rankVacanciesFor(): Worker<'rank-vacancies'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const seeker = await records.jobSeekers.get(caseId)
      const ranked = await rankedFor(records, seeker, dateInBaku(job.now))
      const suggestedVacancies = ranked.slice(0, SUGGESTED).map(({ vacancy, match }) => ({
        vacancyNumber: vacancy.number,
        points: match.points,
        outOf: match.outOf,
        suitable: inWords(match),
      }))
      records.ledger.append(
        ledgerEntry('rank-vacancies', job, {
          caseId,
          action: 'vacancies.ranked',
          after: {
            compared: ranked.length,
            suitable: ranked.filter(({ match }) => match.suitable).length,
            best: suggestedVacancies.map(({ vacancyNumber, points }) => `${vacancyNumber}: ${points}`),
          },
        }),
      )
      return completed({ profileComplete: seeker.profile !== undefined, suggestedVacancies })
    })
}

const inWords = ({ suitable }: Match): string =>
  suitable ? 'uyğundur / suitable' : 'uyğun deyil / not suitable'
