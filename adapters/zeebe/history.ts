/**
 * Who completed a user task: the engine's own record, which no form field can pretend (docs/domain.md, design
 * of checks in workers/case/verify-completion.ts). The exporter is a second or two behind, so whoever asks
 * waits; all who wait are answered by one search per tick.
 */
import { RetryableError } from '../../domain/errors.ts'
import type { EngineHistory, TaskCompletion } from '../../domain/staff.ts'
import type { EngineRecord, RecordStore } from './record-store.ts'

interface Waiter {
  readonly processInstanceKey: string
  readonly elementId: string
  readonly afterUserTaskKey: string
  readonly until: number
  resolve(completion: TaskCompletion): void
  reject(error: Error): void
}

export interface EngineHistoryOptions {
  /** Between two searches; the exporter writes, and the store shows what it wrote, about once a second. */
  readonly tickMs?: number
  /** How long to wait for the exporter. */
  readonly patienceMs?: number
}

/** So many questions go into one search; OpenSearch allows 1,024 clauses. */
const MOST_PER_SEARCH = 300

export function createEngineHistory(store: RecordStore, options: EngineHistoryOptions = {}): EngineHistory {
  const { tickMs = 500, patienceMs = 30_000 } = options
  const waiters = new Set<Waiter>()
  let ticking = false

  async function tick(): Promise<void> {
    const asked = [...waiters].slice(0, MOST_PER_SEARCH)
    let found: readonly EngineRecord[] = []
    let problem: Error | undefined
    try {
      const query = {
        bool: {
          should: asked.map(toClause),
          minimum_should_match: 1,
          filter: [{ terms: { intent: ['COMPLETED', 'MIGRATED'] } }],
        },
      }
      found = await store.events('user-task', query, ['processInstanceKey', 'elementId', 'assignee'])
    } catch (error) {
      // Not told to the waiters before their time is up: the store may be back by the next tick.
      problem = error instanceof Error ? error : new Error(String(error))
    }
    const completions = toCompletions(found)
    for (const waiter of asked) {
      const completion = completions.filter(fits(waiter)).sort(byKey)[0]
      if (completion !== undefined) {
        waiters.delete(waiter)
        waiter.resolve(completion)
      } else if (Date.now() >= waiter.until) {
        waiters.delete(waiter)
        const message = `The engine's record of ${waiter.elementId} of instance ${waiter.processInstanceKey} did not show up`
        waiter.reject(new RetryableError(message, { cause: problem }))
      } else {
        // To the back of the queue, so that more waiters than one search takes all get their turn.
        waiters.delete(waiter)
        waiters.add(waiter)
      }
    }
  }

  async function run(): Promise<void> {
    if (ticking) return
    ticking = true
    while (waiters.size > 0) {
      await tick()
      if (waiters.size > 0) await new Promise((resolve) => setTimeout(resolve, tickMs))
    }
    ticking = false
  }

  return {
    taskCompletion: (query) =>
      new Promise((resolve, reject) => {
        waiters.add({ ...query, until: Date.now() + patienceMs, resolve, reject })
        run().catch(reject)
      }),
  }
}

/** Without the element, which `fits` looks at: the exporter maps it as analysed text, and a `term` never meets it. */
const toClause = ({ processInstanceKey, afterUserTaskKey }: Waiter) => ({
  bool: {
    filter: [
      { term: { 'value.processInstanceKey': processInstanceKey } },
      { range: { key: { gt: afterUserTaskKey } } },
    ],
  },
})

const fits =
  (waiter: Waiter) =>
  (completion: TaskCompletion): boolean =>
    completion.processInstanceKey === waiter.processInstanceKey &&
    completion.elementId === waiter.elementId &&
    BigInt(completion.userTaskKey) > BigInt(waiter.afterUserTaskKey)

const byKey = (a: TaskCompletion, b: TaskCompletion) =>
  BigInt(a.userTaskKey) < BigInt(b.userTaskKey) ? -1 : 1

/** Under the element's present id: a task whose instance was moved to another version ends under its old one. */
function toCompletions(events: readonly EngineRecord[]): readonly TaskCompletion[] {
  const moved = new Map(
    events
      .filter(({ intent }) => intent === 'MIGRATED')
      .map(({ key, value }) => [key, String(value['elementId'])]),
  )
  return events
    .filter(({ intent }) => intent === 'COMPLETED')
    .map(toCompletion)
    .map((completion) => ({
      ...completion,
      elementId: moved.get(completion.userTaskKey) ?? completion.elementId,
    }))
}

function toCompletion({ key, timestamp, value }: EngineRecord): TaskCompletion {
  const assignee = value['assignee']
  return {
    userTaskKey: key,
    processInstanceKey: String(value['processInstanceKey']),
    elementId: String(value['elementId']),
    assignee: typeof assignee === 'string' && assignee !== '' ? assignee : undefined,
    completedAt: new Date(timestamp).toISOString(),
  }
}
