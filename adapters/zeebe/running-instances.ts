/** Which instances of a process run, on which version and where; and the versions there are. From the engine's records. */
import type { EngineRecord, RecordStore } from './record-store.ts'

export interface RunningInstance {
  readonly processInstanceKey: string
  readonly version: number
  readonly activeElementIds: readonly string[]
}

export interface DeployedVersion {
  readonly version: number
  readonly processDefinitionKey: string
  readonly xml: string
}

export interface RunningInstances {
  find(processId: string): Promise<readonly RunningInstance[]>
  /** On which version these instances are now, or were when they ended; one that the records do not know is left out. */
  versionsOf(processInstanceKeys: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Oldest first. */
  versions(processId: string): Promise<readonly DeployedVersion[]>
}

/** So many instances go into one search; OpenSearch takes 65,536 terms. */
const INSTANCES_PER_SEARCH = 1_000
const beginnings = ['ELEMENT_ACTIVATED', 'ELEMENT_MIGRATED']
const intents = [...beginnings, 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED']

/** @throws RetryableError when the store does not answer */
export function createRunningInstances(store: RecordStore): RunningInstances {
  return {
    find: async (processId) => {
      const roots = await store.events('process-instance', {
        bool: {
          filter: [
            { term: { 'value.bpmnProcessId': processId } },
            { term: { 'value.bpmnElementType': 'PROCESS' } },
            { terms: { intent: intents } },
          ],
        },
      })
      const versions = stillActive(roots, ({ value }) => Number(value['version']))
      const keys = [...versions.keys()]
      const places = new Map<string, string[]>()
      for (let first = 0; first < keys.length; first += INSTANCES_PER_SEARCH) {
        const events = await store.events('process-instance', {
          bool: {
            filter: [
              { terms: { 'value.processInstanceKey': keys.slice(first, first + INSTANCES_PER_SEARCH) } },
              { terms: { intent: intents } },
            ],
            must_not: [{ term: { 'value.bpmnElementType': 'PROCESS' } }],
          },
        })
        for (const [, { value }] of stillActive(events, (event) => event)) {
          const key = String(value['processInstanceKey'])
          places.set(key, [...(places.get(key) ?? []), String(value['elementId'])])
        }
      }
      return [...versions].map(([processInstanceKey, version]) => ({
        processInstanceKey,
        version,
        activeElementIds: [...new Set(places.get(processInstanceKey))],
      }))
    },
    versionsOf: async (processInstanceKeys) => {
      const events = await store.events('process-instance', {
        bool: {
          filter: [
            { terms: { key: processInstanceKeys } },
            { term: { 'value.bpmnElementType': 'PROCESS' } },
            { terms: { intent: intents } },
          ],
        },
      })
      return new Map(events.map(({ key, value }) => [key, Number(value['version'])]))
    },
    versions: async (processId) => {
      const found = await store.events('process', { term: { 'value.bpmnProcessId': processId } })
      const byVersion = new Map(
        found.map(({ key, value }) => [
          Number(value['version']),
          {
            version: Number(value['version']),
            processDefinitionKey: key,
            xml: Buffer.from(String(value['resource']), 'base64').toString('utf8'),
          },
        ]),
      )
      return [...byVersion.values()].toSorted((one, other) => one.version - other.version)
    },
  }
}

/** What the newest beginning says of each element instance that has not ended, by its key. */
function stillActive<T>(events: readonly EngineRecord[], read: (event: EngineRecord) => T): Map<string, T> {
  const active = new Map<string, T>()
  for (const event of events) {
    if (beginnings.includes(event.intent)) active.set(event.key, read(event))
    else active.delete(event.key)
  }
  return active
}
