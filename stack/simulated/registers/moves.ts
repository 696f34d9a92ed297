/** People whom the population register has lost since the household was made: they died, or moved away. */
import { Type, type Static } from 'typebox'
import { Fin } from '../../../domain/identifiers.ts'
import type { RegisterAnswers } from '../../../domain/registers.ts'

export const Move = Type.Object(
  { fin: Fin, became: Type.Enum(['dead', 'moved-away']) },
  { additionalProperties: false },
)
export type Move = Static<typeof Move>

type Members = RegisterAnswers['population']['members']

export function createMoves() {
  const became = new Map<string, Move['became']>()
  return {
    add: (move: Move) => became.set(move.fin, move.became),
    clear: () => {
      became.clear()
    },
    after: (members: Members): Members =>
      members
        .filter(({ fin }) => became.get(fin) !== 'moved-away')
        .map((person) =>
          became.get(person.fin) === 'dead' ? { ...person, absence: 'dead' as const } : person,
        ),
  }
}
