/**
 * The self-employment programme: one who may not take part, one whose asset goes back because the handover fails, and one
 * who is given it, is watched, and gives it back before the end.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { households } from '../simulated/registers/households.ts'
import type { Household } from '../simulated/registers/model.ts'
import type { Scene, Stage } from './stage.ts'

type Status = Household['held']['statuses'][number]['status']

/** Far behind the families that the demo posts. */
const FIRST_HOUSEHOLD = 4_000
const OTHER_HOUSEHOLD = 4_500

/** @param from the first household that is looked at */
function applicationOf(status: Status, from = FIRST_HOUSEHOLD) {
  for (let index = from; index < households.count; index += 1) {
    const { held, application } = households.household(index)
    const fin = held.statuses.find((known) => known.status === status)?.fin
    const person = held.population.find((known) => known.fin === fin)
    if (person === undefined) continue
    const { givenName, familyName, birthDate } = person
    const { address } = application.declaration
    const { phone } = application.applicant
    return {
      applicant: { fin: person.fin, givenName, familyName, birthDate, phone, address },
      language: 'az',
      activity: 'tailoring',
      idea: 'Evdə tikiş sexi açmaq istəyirəm.',
    }
  }
  throw new Error(`no generated household has somebody ${status}`)
}

const marks = { feasibility: '20', marketPotential: '18', budgetQuality: '16', defence: '19', remark: '' }

/** From the application to the signed contract. */
async function signed(
  { request, enter, finish, reaches }: Stage,
  application: object,
): Promise<{ readonly caseId: string; readonly caseNumber: string }> {
  const { caseId, caseNumber } = await request('/v1/self-employment-applications', application)
  const today = dateInBaku(new Date())
  await finish('employment-adviser', caseNumber, 'InterviewApplicant', {
    interviewResult: 'held',
    motivation: 9,
    experience: 7,
    marketKnowledge: 8,
  })
  await reaches(caseId, 'in-progress')
  for (const part of ['1', '2', '3', '4']) {
    await enter('employment-adviser', `/cases/${caseId}/training-session`, {
      heldOn: today,
      part,
      planned: '9',
      attended: '9',
    })
  }
  await finish('employment-adviser', caseNumber, 'CloseTraining', { trainingResult: 'finished' })
  await reaches(caseId, 'awaiting-applicant')
  await enter('employment-adviser', `/cases/${caseId}/business-plan`, {
    activity: 'tailoring',
    summary: 'İki tikiş maşını ilə məktəbli geyimləri.',
    budget: 'Tikiş maşını; 2; 1200.00\nParça; 50; 12.00',
    total: '3000.00',
  })
  await reaches(caseId, 'deciding')
  for (const place of [0, 1, 2]) {
    // In the record first: the form in Tasklist only confirms it.
    await enter('employment-panel', `/cases/${caseId}/panel-marks`, marks, place)
    await finish('employment-panel', caseNumber, 'ScorePlan', { marksEntered: true }, place)
  }
  await finish('employment-adviser', caseNumber, 'SignContract', {
    assetKind: 'equipment',
    assetDescription: 'İki tikiş maşını',
    assetValueManat: 2_400,
    signedOn: today,
  })
  return { caseId, caseNumber }
}

export const selfEmploymentScenes: readonly Scene[] = [
  {
    kind: 'self-employment',
    story: 'On unemployment insurance: the tables find the exclusion',
    play: async ({ request, reaches }) => {
      const { caseId, caseNumber } = await request(
        '/v1/self-employment-applications',
        applicationOf('unemployment-insurance'),
      )
      await reaches(caseId, 'refused')
      return `${caseNumber}: excluded`
    },
  },
  {
    kind: 'self-employment',
    story: 'Trained, judged by three, contract signed; the asset is faulty and goes back',
    play: async (stage) => {
      const { caseId, caseNumber } = await signed(stage, applicationOf('unemployed'))
      await stage.finish('employment-adviser', caseNumber, 'HandOverAsset', {
        handoverResult: 'failed',
        handoverFailure: 'asset-faulty',
      })
      await stage.reaches(caseId, 'refused')
      return `${caseNumber}: the asset went back`
    },
  },
  {
    kind: 'asset-monitoring',
    story: 'Given an asset, the person soon goes on no more, and hands it back in time',
    play: async (stage) => {
      const { enter, upload, finish, find, reaches } = stage
      const { caseId, caseNumber } = await signed(stage, applicationOf('unemployed', OTHER_HOUSEHOLD))
      const today = dateInBaku(new Date())
      await find(
        'the recorded contract',
        'self-employment',
        ({ caseId: id, details }) =>
          id === caseId && typeof details['contract'] === 'object' && details['contract'] !== null,
      )
      await upload(
        'employment-adviser',
        `/v1/self-employment-applications/${caseId}/evidence`,
        'application/pdf',
        new TextEncoder().encode('%PDF-1.4 deed of the handover'),
      )
      await enter('employment-adviser', `/cases/${caseId}/asset-handover`, {
        serialNumber: `TM-${caseNumber.slice(-6)}`,
        handedOverOn: today,
      })
      await finish('employment-adviser', caseNumber, 'HandOverAsset', { handoverResult: 'handed-over' })
      await reaches(caseId, 'granted')
      const watched = await find(
        'the monitoring of the asset',
        'asset-monitoring',
        ({ relatedCase }) => relatedCase?.caseId === caseId,
      )
      await reaches(watched.caseId, 'in-progress')
      await enter('employment-adviser', `/cases/${watched.caseId}/early-end`, {
        cause: 'own-wish',
        endedOn: today,
      })
      await reaches(watched.caseId, 'awaiting-applicant')
      await enter('employment-adviser', `/cases/${watched.caseId}/asset-return`, {
        receiptNumber: `TA-${caseNumber.slice(-6)}`,
        returnedOn: today,
        condition: 'worn',
      })
      await reaches(watched.caseId, 'closed')
      return `${watched.caseNumber}: handed back`
    },
  },
]
