/** Where a case stands on its diagrams and what happened on it lately: for every page of a case. */
import type { FastifyRequest } from 'fastify'
import type { ProcessPosition } from '../../domain/case.ts'
import type { LedgerRow } from '../../domain/ledger.ts'
import type { ApiDeps } from '../ports.ts'

/** Newest rows of the ledger on the page; the rest is in the API. */
const TIMELINE_ROWS = 100

export function createCaseStory({ lists, processPositions }: Pick<ApiDeps, 'lists' | 'processPositions'>) {
  return {
    /** Newest first. */
    newestHistory: async (caseId: string): Promise<readonly LedgerRow[]> => {
      let rows: readonly LedgerRow[] = []
      let after: string | undefined
      do {
        const next = await lists.history({ caseId, after, limit: 500 })
        rows = [...rows, ...next.items].slice(-TIMELINE_ROWS)
        after = next.next
      } while (after !== undefined)
      return rows.toReversed()
    },

    /** `undefined` when the engine's history cannot be asked: the page says so and shows all the rest. */
    positionsOf: async (
      request: FastifyRequest,
      caseId: string,
    ): Promise<readonly ProcessPosition[] | undefined> => {
      try {
        return await processPositions(caseId)
      } catch (error) {
        // The record is the database.
        request.log.warn({ reqId: request.id, err: error }, 'the position in the process cannot be told')
        return undefined
      }
    },
  }
}

/** Instances of one process as one, e.g. of the files of a run: a diagram each would be the same diagram many times. */
export function byProcess(positions: readonly ProcessPosition[]): readonly ProcessPosition[] {
  const merged = new Map<string, ProcessPosition>()
  for (const position of positions) {
    const known = merged.get(position.processId)
    const active = [...new Set([...(known?.activeElementIds ?? []), ...position.activeElementIds])]
    const done = new Set([...(known?.doneElementIds ?? []), ...position.doneElementIds])
    merged.set(position.processId, {
      ...position,
      activeElementIds: active,
      doneElementIds: [...done].filter((element) => !active.includes(element)),
    })
  }
  return [...merged.values()]
}
