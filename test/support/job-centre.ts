/** Job-seekers on the real engine, and what advisers, employers and they themselves do. */
import { createEmployerDesk } from '../../api/placement/employer-desk.ts'
import { createJobSeekerDesk } from '../../api/placement/job-seeker-desk.ts'
import { createVacancyDesk } from '../../api/placement/vacancy-desk.ts'
import type { JobProfile } from '../../domain/job-profile.ts'
import type { EmployerAnswer, JobReferral } from '../../domain/job-referral.ts'
import type { NewVacancy } from '../../domain/vacancy.ts'
import { findRootInstance } from './engine-view.ts'
import type { Followed } from './followed.ts'
import { anApplicant, aVacancy, electrician } from './job-seekers.ts'
import { office } from './office.ts'
import type { World } from './world.ts'

export interface Seeker extends Followed {
  readonly caseId: string
}

export const CLERK = `staff:${office.adviser}`
export const CODE = 'K7QM2XWD'
export const settings = { publicUrl: 'http://127.0.0.1:3000' }

export function openJobCentre(world: World) {
  const { transact, clock } = world
  const desk = createJobSeekerDesk({ transact, clock, settings })
  const employer = createEmployerDesk({ transact, followCode: () => CODE })
  const vacancyDesk = createVacancyDesk(world)
  const by = { actor: CLERK, idempotencyKey: undefined }

  const followSeeker = (caseId: string): Seeker => {
    let root: string | undefined
    const roots = async () => [(root ??= await findRootInstance(caseId))].filter((key) => key !== undefined)
    return { caseId, ...world.follow(caseId, roots) }
  }
  const register = (fin: string, profile: JobProfile = electrician, birthDate?: string) =>
    desk.register({ applicant: anApplicant(fin, birthDate), language: 'az', profile }, by)
  /** The newest referral of that person, once there are so many of them. */
  const referralOf = (seeker: Seeker, count = 1): Promise<JobReferral> =>
    seeker.waitFor(`referral ${count}`, async () => {
      const all = await transact(({ jobReferrals }) => jobReferrals.of(seeker.caseId))
      return all.length >= count ? all[count - 1] : undefined
    })

  return {
    desk,
    employer,
    followSeeker,
    register,
    referralOf,
    registered: async (...asked: Parameters<typeof register>): Promise<Seeker> =>
      followSeeker((await register(...asked)).caseId),
    /** @returns its number */
    vacancy: async (changes: Partial<NewVacancy> = {}): Promise<string> =>
      (await vacancyDesk.enter(aVacancy(changes), by)).value.number,
    /** Its places were filled otherwise. */
    close: (vacancyNumber: string) => vacancyDesk.close(vacancyNumber, 'filled-otherwise', by),
    fileOf: (caseId: string) => transact(({ cases }) => cases.get(caseId)),
    seekerOf: (caseId: string) => transact(({ jobSeekers }) => jobSeekers.get(caseId)),
    noticesOf: async (caseId: string) => [
      ...new Set(
        (await transact(({ notifications }) => notifications.of(caseId))).map(({ notice }) => notice),
      ),
    ],
    choose: (seeker: Seeker, vacancyNumber: string, who: string = office.adviser) =>
      seeker.finish('ChooseVacancy', who, { vacancyChoice: 'refer', vacancyNumber }),
    noneSuits: (seeker: Seeker) =>
      seeker.finish('ChooseVacancy', office.adviser, { vacancyChoice: 'none-suitable' }),
    answer: async (seeker: Seeker, given: EmployerAnswer, count = 1) =>
      employer.answer((await referralOf(seeker, count)).number, CODE, given),
    termPasses: async (seeker: Seeker, elementId: string) =>
      clock.advanceTo((await seeker.task(elementId)).dueDate),
  }
}
export type JobCentre = ReturnType<typeof openJobCentre>
