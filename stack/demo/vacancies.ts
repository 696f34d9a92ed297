/** Vacancies of the one-machine stack, so that advisers find something to refer people to. */
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import type { NewVacancy } from '../../domain/vacancy.ts'

const OPEN_DAYS = 90

const common = {
  leastEducation: 'general-secondary',
  leastExperienceYears: 0,
  conditions: [],
  languages: ['az'],
  places: 3,
} as const satisfies Partial<NewVacancy>

/** What a vacancy of the samples says; open for some weeks from today. */
export const sampleVacancies = (now: Date): readonly NewVacancy[] => {
  const openUntil = addDays(dateInBaku(now), OPEN_DAYS)
  const all: readonly Omit<NewVacancy, 'openUntil'>[] = [
    {
      ...common,
      employerVoen: '1400123451',
      employerName: 'Xəzər Tikinti MMC',
      employerPhone: '+994502110001',
      title: 'Elektrik montyoru',
      field: 'construction',
      occupationCode: '7411',
      leastEducation: 'vocational',
      leastExperienceYears: 1,
      conditions: ['heights'],
      languages: ['az'],
      place: 'Mərdəkan',
      wageQepik: 850_00,
    },
    {
      ...common,
      employerVoen: '1400123461',
      employerName: 'Abşeron Market',
      employerPhone: '+994502110002',
      title: 'Kassir',
      field: 'trade',
      occupationCode: '5230',
      conditions: ['long-standing'],
      languages: ['az'],
      place: 'Buzovna',
      wageQepik: 500_00,
    },
    {
      ...common,
      employerVoen: '1400123471',
      employerName: 'Şüvəlan İstirahət Evi',
      employerPhone: '+994502110003',
      title: 'Aşpaz köməkçisi',
      field: 'catering',
      occupationCode: '9412',
      conditions: ['long-standing'],
      languages: ['az'],
      place: 'Şüvəlan',
      wageQepik: 550_00,
    },
    {
      ...common,
      employerVoen: '1400123481',
      employerName: 'Pirallahı Neft Servis',
      employerPhone: '+994502110004',
      title: 'Qaynaqçı',
      field: 'manufacturing',
      occupationCode: '7212',
      leastEducation: 'vocational',
      leastExperienceYears: 3,
      conditions: ['noise', 'heavy-lifting'],
      languages: ['az', 'ru'],
      place: 'Pirallahı',
      wageQepik: 1_200_00,
    },
    {
      ...common,
      employerVoen: '1400123491',
      employerName: 'Xəzər Data Mərkəzi',
      employerPhone: '+994502110005',
      title: 'Məlumat operatoru',
      field: 'office',
      occupationCode: '4132',
      conditions: ['screen-work'],
      languages: ['az', 'en'],
      place: 'Nəsimi',
      wageQepik: 700_00,
    },
  ]
  return all.map((vacancy) => ({ ...vacancy, openUntil }))
}
