/** Job-seekers nobody knows yet, vacancies that suit them, and referrals to these. */
import { registerJobSeeker } from '../../../domain/register-job-seeker.ts'
import type { Match } from '../../../domain/job-matching.ts'
import type { Transact } from '../../../domain/records.ts'
import { anApplicant, aVacancy, electrician } from '../../support/job-seekers.ts'

const match: Match = { points: 100, outOf: 100, suitable: true, lines: [] }
let people = 0
/** A FIN that no other job-seeker of this file has. */
export const nextFin = () => `7JB${String((people += 1)).padStart(4, '0')}`

export const jobSeekersOf = (transact: Transact) => ({
  /** @returns the id of the case */
  register: (fin = nextFin(), registeredOn = '2026-11-26') =>
    transact((records) =>
      registerJobSeeker(
        records,
        {
          applicant: { role: 'applicant', ...anApplicant(fin) },
          profile: electrician,
          language: 'az',
          district: 'khazar',
          registeredOn,
        },
        { actor: 'system:test', caseUrl: () => '' },
      ),
    ).then(({ id }) => id),
  vacancy: (places = 1) =>
    transact(({ vacancies }) => vacancies.add(aVacancy({ places }), { actor: 'system:test', year: '2026' })),
  refer: (caseId: string, vacancyId: string) =>
    transact(({ jobReferrals }) =>
      jobReferrals.add({ caseId, vacancyId, match, answerDueAt: '2026-12-03T14:00:00.000Z', year: '2026' }),
    ),
})
