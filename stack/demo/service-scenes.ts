/** Requests for a service: one comes from another system, one from a visitor at the front desk. */
import type { Scene } from './stage.ts'

const person = {
  fin: '7DEM0AA',
  givenName: 'Gülnar',
  familyName: 'Rəhimova',
  birthDate: '1985-03-14',
  phone: '+994501112233',
} as const

export const serviceScenes: readonly Scene[] = [
  {
    kind: 'service-request',
    story: 'Asked by a portal, answered in its term',
    play: async ({ request, enter, finish, reaches }) => {
      const { caseId, caseNumber } = await request('/v1/service-requests', {
        serviceCode: '01-09-07-00',
        language: 'az',
        applicant: { ...person, address: { settlement: 'Mərdəkan', street: 'S. Yesenin', building: '4' } },
        wish: 'Putyovka almaq istəyirəm.',
      })
      await reaches(caseId, 'in-progress')
      await enter('dost-operator', `/cases/${caseId}/service-answer`, {
        answer: 'Müraciətiniz aidiyyəti quruma göndərildi, onlar sizinlə əlaqə saxlayacaq.',
      })
      await finish('dost-operator', caseNumber, 'HandleServiceRequest', { serviceOutcome: 'forwarded' })
      await reaches(caseId, 'closed')
      return `${caseNumber} answered: passed on to the responsible body`
    },
  },
  {
    kind: 'service-request',
    story: 'A visitor at the front desk asks for public works',
    play: async ({ start, enter, finish, reaches }) => {
      const { caseId, caseNumber } = await start('dost-operator', 'service-request', {
        serviceCode: '05-04-04-00',
        requestLanguage: 'az',
        settlement: 'Buzovna',
      })
      await enter('dost-operator', `/cases/${caseId}/service-request`, {
        ...person,
        email: '',
        serviceCode: '05-04-04-00',
        wish: '',
      })
      await finish('dost-operator', caseNumber, 'CompleteRequest', { deskResult: 'complete' })
      await reaches(caseId, 'in-progress')
      await enter('employment-adviser', `/cases/${caseId}/service-answer`, {
        answer: 'Göndəriş verildi: ictimai işlər 1 dekabrdan başlayır.',
      })
      await finish('employment-adviser', caseNumber, 'HandleServiceRequest', { serviceOutcome: 'done' })
      await reaches(caseId, 'granted')
      return `${caseNumber} answered: done`
    },
  },
]
