/** What the other bodies do, played one scene beside the other; each process adds its scenes here. */
import { appealScenes } from './appeal-scenes.ts'
import { assistanceScenes } from './assistance-scenes.ts'
import { benefitScenes } from './benefit-scenes.ts'
import type { Board, BoardLine } from './board.ts'
import { createOfficeApi } from './office-api.ts'
import type { Places } from './places.ts'
import { programmeScenes } from './programme-scenes.ts'
import { placementScenes } from './placement-scenes.ts'
import { recoveryScenes } from './recovery-scenes.ts'
import { selfEmploymentScenes } from './self-employment-scenes.ts'
import { serviceScenes } from './service-scenes.ts'
import { createStaffRoom } from './staff-room.ts'
import { createStage, readMessages, type Scene } from './stage.ts'

export const scenes: readonly Scene[] = [
  ...serviceScenes,
  ...appealScenes,
  ...assistanceScenes,
  ...recoveryScenes,
  ...programmeScenes,
  ...benefitScenes,
  ...placementScenes,
  ...selfEmploymentScenes,
]

/** @returns stories that did not end as they should, with what was wrong */
export async function playScenes(
  played: readonly Scene[],
  { places, board, limitMs }: { readonly places: Places; readonly board: Board; readonly limitMs: number },
): Promise<readonly string[]> {
  const api = createOfficeApi(places.apiUrl, places.token)
  const staff = createStaffRoom(places)
  const until = Date.now() + limitMs
  const lines: BoardLine[] = played.map(({ kind, story }, place) => ({
    title: `${place + 1} ${kind}`,
    story,
    now: '',
    mark: 'open',
  }))
  const wrong: string[] = []
  await Promise.all(
    played.map(async (scene, place) => {
      const show = (change: Partial<BoardLine>) => {
        const line = lines[place]
        if (line !== undefined) lines[place] = { ...line, ...change }
        board.show(lines)
      }
      const say = (now: string) => {
        show({ now })
      }
      try {
        const end = await scene.play(
          createStage({ api, staff, say, until, messages: readMessages(places.notificationsUrl) }),
        )
        show({ now: end, mark: 'done' })
      } catch (error) {
        const told = error instanceof Error ? error.message : String(error)
        wrong.push(`${scene.kind} (${scene.story}): ${told}`)
        show({ now: told, mark: 'wrong' })
      }
    }),
  )
  return wrong
}
