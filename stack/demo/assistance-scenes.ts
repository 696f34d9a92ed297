/** Families that the demo was assigned aid for: property has changed, and a vehicle that turns out to be none. */
import { dateInBaku } from '../../domain/clock.ts'
import type { Scene, Stage } from './stage.ts'

/** @param place each scene takes a family of its own */
async function assistedFamily({ newest }: Stage, place: number): Promise<string> {
  const family = (await newest('assistance-term', 'granted'))[place]
  if (family === undefined) throw new Error('too few families get assistance')
  return family.caseId
}
const report = (stage: Stage, termId: string, kind: string, source: string) =>
  stage.request(`/v1/cases/${termId}/changes`, { kind, source, happenedOn: dateInBaku(new Date()) })

export const assistanceScenes: readonly Scene[] = [
  {
    kind: 'assistance-change',
    story: 'Property of a family has changed: decided again by the rules',
    play: async (stage) => {
      const { caseId, caseNumber } = await report(stage, await assistedFamily(stage, 0), 'property', 'family')
      await stage.reaches(caseId, 'closed')
      return `${caseNumber} decided again`
    },
  },
  {
    kind: 'assistance-change',
    story: 'An authority reports a vehicle: payment rests until somebody has looked',
    play: async (stage) => {
      const { caseId, caseNumber } = await report(
        stage,
        await assistedFamily(stage, 1),
        'vehicle',
        'authority',
      )
      await stage.finish('dsmf-assignment', caseNumber, 'ReviewChange', { changeReview: 'unfounded' })
      await stage.reaches(caseId, 'closed')
      return `${caseNumber} not confirmed: payment goes on`
    },
  },
]
