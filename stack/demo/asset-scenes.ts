/** An asset that the demo has handed over: the person gives the work up, and it comes back. */
import { dateInBaku } from '../../domain/clock.ts'
import type { Scene } from './stage.ts'

export const assetScenes: readonly Scene[] = [
  {
    kind: 'asset-monitoring',
    story: 'Somebody who was given an asset does not go on; it is asked back and returned',
    play: async ({ find, enter, reaches }) => {
      const { caseId, caseNumber } = await find(
        'an asset that was handed over',
        'asset-monitoring',
        ({ state }) => state === 'in-progress',
      )
      const today = dateInBaku(new Date())
      await enter('dost-monitoring', `/cases/${caseId}/early-end`, { cause: 'own-wish', endedOn: today })
      await reaches(caseId, 'awaiting-applicant')
      await enter('employment-adviser', `/cases/${caseId}/asset-return`, {
        receiptNumber: 'TA-1',
        returnedOn: today,
        condition: 'good',
      })
      await reaches(caseId, 'closed')
      return `${caseNumber}: the asset has come back`
    },
  },
]
