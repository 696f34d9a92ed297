/** Job-seekers, vacancies and their answers as tests enter them. */
import type { JobProfile } from '../../domain/job-profile.ts'
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
