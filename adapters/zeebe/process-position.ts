/** Where instances stand, from the engine's own records: for the diagram on the case page, never for decisions. */
import type { ProcessPosition } from '../../domain/case.ts'
import type { EngineRecord, RecordStore } from './record-store.ts'

/** Positions of these instances and of all they called, callers first; instances the engine does not know are left out. */
export type FindPositions = (processInstanceKeys: readonly string[]) => Promise<readonly ProcessPosition[]>

const intents = ['ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED']

export function createFindPositions(store: RecordStore): FindPositions {
  const search = (field: string, keys: readonly string[], more: object[] = []) =>
    store.events('process-instance', {
      bool: { filter: [{ terms: { [`value.${field}`]: keys } }, { terms: { intent: intents } }, ...more] },
    })

  return async (processInstanceKeys) => {
    const known = new Set(processInstanceKeys)
    let level = [...known]
    while (level.length > 0) {
      const called = await search('parentProcessInstanceKey', level, [
        { term: { 'value.bpmnElementType': 'PROCESS' } },
      ])
      level = [...new Set(called.map(({ key }) => key))].filter((key) => !known.has(key))
      for (const key of level) known.add(key)
    }
    if (known.size === 0) return []
    const byInstance = new Map<string, EngineRecord[]>([...known].map((key) => [key, []]))
    for (const event of await search('processInstanceKey', [...known])) {
      byInstance.get(String(event.value['processInstanceKey']))?.push(event)
    }
    return [...byInstance].flatMap(([key, events]) => positionOf(key, events))
  }
}

function positionOf(processInstanceKey: string, events: readonly EngineRecord[]): ProcessPosition[] {
  const [first] = events
  if (first === undefined) return []
  const active = new Map<string, string>()
  const done = new Set<string>()
  for (const { key, intent, value } of events) {
    if (value['bpmnElementType'] === 'PROCESS') continue
    const elementId = String(value['elementId'])
    if (intent === 'ELEMENT_ACTIVATED') active.set(key, elementId)
    else active.delete(key)
    if (intent === 'ELEMENT_COMPLETED') done.add(elementId)
  }
  const activeElementIds = [...new Set(active.values())]
  return [
    {
      processId: String(first.value['bpmnProcessId']),
      processInstanceKey,
      version: Number(first.value['version']),
      activeElementIds,
      doneElementIds: [...done].filter((elementId) => !activeElementIds.includes(elementId)),
    },
  ]
}
