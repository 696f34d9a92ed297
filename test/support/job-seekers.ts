/** Job-seekers, vacancies and their answers as tests enter them. */
import type { Match } from '../../domain/job-matching.ts'
import type { JobProfile } from '../../domain/job-profile.ts'
import type { Transact } from '../../domain/records.ts'
import { registerJobSeeker } from '../../domain/register-job-seeker.ts'
import type { NewVacancy } from '../../domain/vacancy.ts'

export const electrician: JobProfile = {
  education: 'vocational',
  occupationCode: '7411',
  field: 'construction',
  experienceYears: 3,
  places: ['Mərdəkan', 'Buzovna'],
  wageWantedQepik: 600_00,
  healthLimits: ['heavy-lifting'],
  languages: ['az', 'ru'],
}

/** Suits the electrician in everything. */
export const aVacancy = (changes: Partial<NewVacancy> = {}): NewVacancy => ({
  employerVoen: '1234567891',
  employerName: 'Xəzər Tikinti MMC',
  employerPhone: '+994502223344',
  title: 'Elektrik montyoru',
  field: 'construction',
  occupationCode: '7411',
  leastEducation: 'vocational',
  leastExperienceYears: 2,
  conditions: [],
  languages: ['az'],
  place: 'Mərdəkan',
  wageQepik: 700_00,
  places: 1,
  openUntil: '2099-12-31',
  ...changes,
})

export const anApplicant = (fin: string, birthDate = '1990-05-17') => ({
  fin,
  givenName: 'Aygün',
  familyName: 'Əliyeva',
  birthDate,
  phone: '+994501234567',
  address: { settlement: 'Mərdəkan' as const, street: 'S. Yesenin', building: '12' },
})

const match: Match = { points: 100, outOf: 100, suitable: true, lines: [] }
let people = 0
/** A FIN that no other job-seeker of this file has. */
export const nextFin = () => `7JB${String((people += 1)).padStart(4, '0')}`

/** Job-seekers nobody knows yet, vacancies that suit them, and referrals to these. */
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
