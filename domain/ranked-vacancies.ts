/** The vacancies that a job-seeker can be referred to now, ranked: what the step, the form and the case page show alike. */
import { rankVacancies, type RankedVacancy } from './job-matching.ts'
import type { JobSeeker } from './job-seeker.ts'
import type { Records } from './records.ts'

/** None while the profile is not entered. */
export async function rankedFor(
  records: Pick<Records, 'vacancies' | 'jobReferrals' | 'parametersOn'>,
  { caseId, profile }: Pick<JobSeeker, 'caseId' | 'profile'>,
  today: string,
): Promise<readonly RankedVacancy[]> {
  if (profile === undefined) return []
  const referred = new Set((await records.jobReferrals.of(caseId)).map(({ vacancyId }) => vacancyId))
  const open = (await records.vacancies.openOn(today)).filter(({ id }) => !referred.has(id))
  return rankVacancies(profile, open, await records.parametersOn(today))
}
