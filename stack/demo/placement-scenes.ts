/** Job-seekers: one is referred and hired by the employer's answer, another finds no job and is offered a measure. */
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import type { JobProfile } from '../../domain/job-profile.ts'
import type { NewVacancy } from '../../domain/vacancy.ts'
import type { Scene } from './stage.ts'

const person = (fin: string, givenName: string) => ({
  fin,
  givenName,
  familyName: 'Səfərova',
  birthDate: '1991-04-12',
  phone: '+994501112244',
  address: { settlement: 'Qala', street: 'A. Yusifli', building: '7' },
})
const cook: JobProfile = {
  education: 'vocational',
  occupationCode: '5120',
  field: 'catering',
  experienceYears: 4,
  places: ['Qala', 'Türkan'],
  wageWantedQepik: 500_00,
  healthLimits: ['night-work'],
  languages: ['az'],
}
const employerPhone = '+994502119977'
const kitchen = (now: Date): NewVacancy => ({
  employerVoen: '1400998871',
  employerName: 'Qala Restoranı',
  employerPhone,
  title: 'Aşpaz',
  field: 'catering',
  occupationCode: '5120',
  leastEducation: 'vocational',
  leastExperienceYears: 2,
  conditions: [],
  languages: ['az'],
  place: 'Qala',
  wageQepik: 800_00,
  places: 1,
  openUntil: addDays(dateInBaku(now), 30),
})
/** FIN of somebody new at each demo: who has a job may ask again, who is on the register may not. */
let people = 0
const newFin = () => `9${String(Date.now() + (people += 1)).slice(-6)}`

export const placementScenes: readonly Scene[] = [
  {
    kind: 'job-placement',
    story: 'A cook is referred to a vacancy, and the employer hires her',
    play: async (stage) => {
      const { vacancyNumber } = await stage.post<{ vacancyNumber: string }>(
        '/v1/vacancies',
        kitchen(new Date()),
      )
      const { caseId, caseNumber } = await stage.request('/v1/job-seekers', {
        applicant: person(newFin(), 'Günay'),
        language: 'az',
        profile: cook,
      })
      await stage.finish('employment-adviser', caseNumber, 'ChooseVacancy', {
        vacancyChoice: 'refer',
        vacancyNumber,
      })
      // The employer reads number and code in the message, as the gateway sent it.
      const message = await stage.messageTo(employerPhone, vacancyNumber)
      const [number = '', code = ''] = /number=(REF-[0-9-]+) kod (\w+)/.exec(message)?.slice(1) ?? []
      stage.say(`the employer answers ${number}`)
      await stage.post(`/v1/referrals/${number}/answer`, { code, answer: 'hired' })
      await stage.reaches(caseId, 'granted')
      return `${caseNumber}: hired`
    },
  },
  {
    kind: 'job-placement',
    story: 'No job suits; registered as unemployed, and public works become a job',
    play: async (stage) => {
      const { caseId, caseNumber } = await stage.request('/v1/job-seekers', {
        applicant: person(newFin(), 'Lalə'),
        language: 'az',
        profile: { ...cook, places: ['Neft Daşları'], occupationCode: '3115' },
      })
      await stage.finish('employment-adviser', caseNumber, 'ChooseVacancy', {
        vacancyChoice: 'none-suitable',
      })
      await stage.finish('employment-adviser', caseNumber, 'ChooseMeasures', { measures: ['public-works'] })
      await stage.finish('employment-adviser', caseNumber, 'RecordMeasure', { recordedOutcome: 'placed' })
      await stage.reaches(caseId, 'granted')
      return `${caseNumber}: a job by public works`
    },
  },
]
