/**
 * User tasks as the exporter wrote them, for the workload (adapters/postgres/task-work.ts). Read by time with an
 * overlap: shards of an index become readable one after the other, so a record may show up after one that is newer.
 */
import type { RecordedTask } from '../../domain/workload.ts'
import type { EngineRecord, RecordStore } from './record-store.ts'

/** Longer than any refresh of an index and any difference between the clocks of brokers. */
const OVERLAP_MS = 60_000
export interface TaskRecords {
  readonly tasks: readonly RecordedTask[]
  /** Time of the newest record among them. */
  readonly newestAt: string
}

export function createTaskRecords(store: Pick<RecordStore, 'pagesFrom'>) {
  /**
   * What was recorded since, oldest first, a page at a time; the last minute before is read again.
   * @param since time of the newest record read before; `undefined` for the beginning
   */
  return async function* readTasks(since: string | undefined): AsyncIterable<TaskRecords> {
    const from = since === undefined ? 0 : Date.parse(since) - OVERLAP_MS
    const query = { terms: { intent: ['CREATED', 'COMPLETED', 'CANCELED'] } }
    for await (const records of store.pagesFrom('user-task', query, from)) {
      const newest = records.at(-1)
      if (newest === undefined) continue
      yield { tasks: records.map(toTask), newestAt: new Date(newest.timestamp).toISOString() }
    }
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

function toTask({ key, intent, timestamp, value }: EngineRecord): RecordedTask {
  const at = new Date(timestamp).toISOString()
  const created = Number(value['creationTimestamp'])
  const groups = value['candidateGroupsList']
  const dueDate = text(value['dueDate'])
  return {
    userTaskKey: key,
    processInstanceKey: String(value['processInstanceKey']),
    processId: String(value['bpmnProcessId']),
    elementId: String(value['elementId']),
    staffGroups: Array.isArray(groups) ? groups.map(String) : [],
    createdAt: created > 0 ? new Date(created).toISOString() : at,
    dueAt: dueDate === undefined ? undefined : new Date(dueDate).toISOString(),
    completedAt: intent === 'COMPLETED' ? at : undefined,
    cancelledAt: intent === 'CANCELED' ? at : undefined,
  }
}
