/**
 * The staff without people: reads user tasks out of the exporter's records as they appear, in order, and completes
 * each through the engine's REST interface; and notices when a case has come to its end. The same for both sides.
 */
import { EngineError } from '../../adapters/zeebe/gateway.ts'
import type { RecordStore } from '../../adapters/zeebe/record-store.ts'
import type { UserTasks } from '../../adapters/zeebe/user-tasks.ts'

export interface CaseWork {
  readonly caseNumber: string
  /** What the inspector enters. */
  readonly visitForm: () => Readonly<Record<string, unknown>>
}

export interface FeedOptions {
  readonly store: RecordStore
  readonly userTasks: UserTasks
  readonly partitions: number
  readonly tickMs?: number
  readonly onEnded: (caseNumber: string) => void
  readonly onProblem: (error: unknown) => void
}

export interface StaffFeed {
  expect(work: CaseWork): void
  stop(): Promise<void>
}

const ROOT_PROCESS = 'targeted-social-assistance'
const inspectors: Readonly<Record<string, string>> = {
  'dost-inspector-khazar': 'aysel.mammadova',
  'dost-inspector-pirallahi': 'leyla.huseynova',
}

/** Begins with the records of now: what is in the store already is passed over. */
export async function startStaffFeed(options: FeedOptions): Promise<StaffFeed> {
  const { store, userTasks, onProblem } = options
  const expected = new Map<string, CaseWork>()
  const caseOfInstance = new Map<string, string>()
  const reached = new Map<string, string>()
  const early = new Set<() => boolean>()
  const stopping = new AbortController()

  /** New records of a value type, oldest first, over all partitions, and how far they go. */
  async function fresh(valueType: string, filter: readonly object[]) {
    const upTo = new Map<string, string>()
    const pages = Array.from({ length: options.partitions }, async (_, index) => {
      const key = `${valueType}/${index + 1}`
      const found = await store.events(valueType, {
        bool: {
          filter: [
            { term: { partitionId: index + 1 } },
            { range: { position: { gt: reached.get(key) ?? '-1' } } },
            ...filter,
          ],
        },
      })
      const last = found.at(-1)
      if (last !== undefined) upTo.set(key, last.position)
      return found
    })
    return { records: (await Promise.all(pages)).flat(), upTo }
  }

  async function look() {
    const found = await Promise.all([
      fresh('variable', [{ term: { intent: 'CREATED' } }, { term: { 'value.name': 'caseNumber' } }]),
      fresh('user-task', [{ term: { intent: 'CREATED' } }]),
      fresh('process-instance', [
        { term: { intent: 'ELEMENT_COMPLETED' } },
        { term: { 'value.bpmnElementType': 'PROCESS' } },
        { term: { 'value.bpmnProcessId': ROOT_PROCESS } },
      ]),
    ])
    // Only now: when one of the three failed, all are asked again.
    for (const { upTo } of found) for (const [key, position] of upTo) reached.set(key, position)
    const [numbers, tasks, ends] = found
    return { numbers: numbers.records, tasks: tasks.records, ends: ends.records }
  }

  async function tick(): Promise<void> {
    const { numbers, tasks, ends } = await look()
    for (const { value } of numbers) {
      const caseNumber = String(JSON.parse(String(value['value'])))
      if (expected.has(caseNumber)) caseOfInstance.set(String(value['processInstanceKey']), caseNumber)
    }
    for (const retry of early) if (retry()) early.delete(retry)
    for (const { key, value } of tasks) withCase(value, (caseNumber) => void finish(key, value, caseNumber))
    for (const { value } of ends) {
      withCase(value, (caseNumber) => {
        expected.delete(caseNumber)
        options.onEnded(caseNumber)
      })
    }
  }

  /** An index may show a task before another index shows whose it is: then it waits for the next look. */
  function withCase(value: Readonly<Record<string, unknown>>, work: (caseNumber: string) => void): void {
    const tryNow = () => {
      const caseNumber = caseOfInstance.get(String(value['processInstanceKey']))
      if (caseNumber === undefined) return false
      work(caseNumber)
      return true
    }
    if (!tryNow()) early.add(tryNow)
  }

  async function finish(
    key: string,
    value: Readonly<Record<string, unknown>>,
    caseNumber: string,
  ): Promise<void> {
    const work = expected.get(caseNumber)
    if (work === undefined) return
    const again = async (call: () => Promise<void>): Promise<void> => {
      try {
        await call()
      } catch (error) {
        // An engine that has too much to do refuses; people would press the button again.
        if (!(error instanceof EngineError && error.transient) || stopping.signal.aborted) throw error
        await again(call)
      }
    }
    try {
      if (value['elementId'] === 'VisitHousehold') {
        const [group] = value['candidateGroupsList'] as readonly string[]
        await again(() => userTasks.assign(key, inspectors[group ?? ''] ?? 'aysel.mammadova'))
        await again(() => userTasks.complete(key, work.visitForm()))
      } else if (value['elementId'] === 'ApproveFirstPayment') {
        await again(() => userTasks.assign(key, 'elchin.abbasov'))
        await again(() => userTasks.complete(key, { approval: 'approve' }))
      } else {
        throw new Error(`${caseNumber} left the happy path: ${String(value['elementId'])}`)
      }
    } catch (error) {
      onProblem(error)
    }
  }

  await look()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await tick()
      } catch (error) {
        onProblem(error)
      }
      await new Promise((resolve) => setTimeout(resolve, options.tickMs ?? 250))
    }
  })()

  return {
    expect: (work) => expected.set(work.caseNumber, work),
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
