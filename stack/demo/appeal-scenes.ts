/** Appeals: on a request that was refused, upheld and put right; one that is taken back; a family decided again. */
import type { Scene, Stage } from './stage.ts'

const person = {
  fin: '7DEM0AB',
  givenName: 'Vüsal',
  familyName: 'Kazımov',
  birthDate: '1979-09-02',
  phone: '+994501112244',
} as const

/** Somebody asked for a service and was refused. */
async function refusedRequest({ request, enter, finish, reaches }: Stage): Promise<string> {
  const { caseId, caseNumber } = await request('/v1/service-requests', {
    serviceCode: '01-09-07-00',
    language: 'az',
    applicant: person,
  })
  await reaches(caseId, 'in-progress')
  await enter('dost-operator', `/cases/${caseId}/service-answer`, {
    answer: 'Sənədlər natamamdır.',
  })
  await finish('dost-operator', caseNumber, 'HandleServiceRequest', { serviceOutcome: 'refused' })
  await reaches(caseId, 'refused')
  return caseId
}

export const appealScenes: readonly Scene[] = [
  {
    kind: 'appeal',
    story: 'On a refused request: upheld by somebody else, put right by the group',
    play: async (stage) => {
      const contestedCaseId = await refusedRequest(stage)
      const { caseId, caseNumber } = await stage.request('/v1/appeals', {
        contestedCaseId,
        subject: 'decision',
        appellant: 'applicant',
        grounds: 'Bütün sənədləri təqdim etmişəm.',
      })
      await stage.reaches(caseId, 'in-progress')
      await stage.enter('dsmf-appeals', `/cases/${caseId}/appeal-findings`, {
        reasons: 'Sənədlər işdə var, imtina əsassızdır.',
        legalBase: 'İnzibati icraat haqqında Qanun, 71-ci maddə',
      })
      await stage.finish('dsmf-appeals', caseNumber, 'DecideAppeal', { appealOutcome: 'upheld' })
      await stage.reaches(caseId, 'granted')
      await stage.finish('dost-operator', caseNumber, 'CarryOutDecision', { carryOutResult: 'done' })
      return `${caseNumber} upheld and carried out`
    },
  },
  {
    kind: 'appeal',
    story: 'On a refused request: the appellant takes it back',
    play: async (stage) => {
      const contestedCaseId = await refusedRequest(stage)
      const { caseId, caseNumber } = await stage.request('/v1/appeals', {
        contestedCaseId,
        subject: 'decision',
        appellant: 'applicant',
        grounds: 'Cavabla razı deyiləm.',
      })
      await stage.reaches(caseId, 'in-progress')
      await stage.enter('dost-operator', `/cases/${caseId}/withdrawal`, {})
      await stage.reaches(caseId, 'withdrawn')
      return `${caseNumber} withdrawn`
    },
  },
  {
    kind: 'redecision',
    story: 'A family refused for a vehicle it had sold: decided again and paid',
    play: async (stage) => {
      const refused = await stage.find(
        'a family refused for a vehicle alone',
        'targeted-social-assistance',
        ({ state, decision, casesAbout }) =>
          state === 'refused' &&
          casesAbout.length === 0 &&
          decision?.grounds.map(({ ground }) => ground).join() === 'vehicle',
      )
      const { caseId, caseNumber } = await stage.request('/v1/appeals', {
        contestedCaseId: refused.caseId,
        subject: 'decision',
        appellant: 'applicant',
        grounds: 'Maşın müraciətdən əvvəl satılıb.',
      })
      await stage.reaches(caseId, 'in-progress')
      await stage.enter('dsmf-appeals', `/cases/${caseId}/appeal-findings`, {
        reasons: 'Alqı-satqı müqaviləsi müraciətdən əvvəl bağlanıb.',
        legalBase: 'Ünvanlı dövlət sosial yardımı haqqında Qanun',
        vehicleCount: '0',
      })
      await stage.finish('dsmf-appeals', caseNumber, 'DecideAppeal', { appealOutcome: 'upheld' })
      const again = await stage.find(
        'the decision made again',
        'redecision',
        ({ details, state }) => details['appealCaseNumber'] === caseNumber && state === 'paying',
      )
      await stage.finish('dsmf-payment-checker', again.caseNumber, 'ApproveFirstPayment', {
        approval: 'approve',
      })
      await stage.reaches(again.caseId, 'paid')
      return `${again.caseNumber}: assigned and paid after all`
    },
  },
]
