/** The self-employment programme: one who may not take part, one whose asset goes back because the handover fails. */
import { dateInBaku } from '../../domain/clock.ts'
import { households } from '../simulated/registers/households.ts'
import type { Household } from '../simulated/registers/model.ts'
import type { Scene } from './stage.ts'

type Status = Household['held']['statuses'][number]['status']

/** Far behind the families that the demo posts. */
const FIRST_HOUSEHOLD = 4_000

function applicationOf(status: Status) {
  for (let index = FIRST_HOUSEHOLD; index < households.count; index += 1) {
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

const mark = { feasibility: 20, marketPotential: 18, budgetQuality: 16, defence: 19 }

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
    play: async ({ request, enter, finish, reaches }) => {
      const { caseId, caseNumber } = await request(
        '/v1/self-employment-applications',
        applicationOf('unemployed'),
      )
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
      for (const place of [0, 1, 2]) {
        await finish('employment-panel', caseNumber, 'ScorePlan', mark, place)
      }
      await finish('employment-adviser', caseNumber, 'SignContract', {
        assetKind: 'equipment',
        assetDescription: 'İki tikiş maşını',
        assetValueManat: 2_400,
        signedOn: today,
      })
      await finish('employment-adviser', caseNumber, 'HandOverAsset', {
        handoverResult: 'failed',
        handoverFailure: 'asset-faulty',
      })
      await reaches(caseId, 'refused')
      return `${caseNumber}: the asset went back`
    },
  },
]
