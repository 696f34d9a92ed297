/** Moving instances to another version when the program, the wire or the database goes away in the middle. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createInstanceMoves } from '../../../adapters/postgres/instance-moves.ts'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { EngineError, type EngineStatus } from '../../../adapters/zeebe/gateway.ts'
import { createInstanceMigration } from '../../../bpmn/tools/instance-migration.ts'
import type { Transact } from '../../../domain/records.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { aHousehold, received } from './a-household.ts'

const processId = 'household-inspection'
const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:office" id="D">
  <bpmn:process id="${processId}" isExecutable="true"><bpmn:userTask id="Visit" /></bpmn:process></bpmn:definitions>`
const versions = [1, 2].map((version) => ({ version, processDefinitionKey: `70${version}`, xml }))

let database: TestDatabase
let transact: Transact
let now = Date.parse('2026-11-26T08:00:00Z')
const clock = { now: () => new Date(now) }
/** What the engine has: instance → version. */
let engine: Map<string, number>
let keys = 2_251_799_813_685_000

beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, clock)
})
beforeEach(() => {
  engine = new Map()
})
afterAll(() => database.drop())

async function running(): Promise<{ readonly key: string; readonly caseId: string }> {
  const { id: caseId } = await received(transact, aHousehold())
  const key = String((keys += 1))
  await transact(({ cases }) => cases.addProcessInstance(caseId, key, processId, 1))
  engine.set(key, 1)
  return { key, caseId }
}

/** @param fails what the engine answers, having moved the instance all the same or not */
function migration(fails?: { readonly status: EngineStatus; readonly moved: boolean }, write = transact) {
  return createInstanceMigration({
    running: {
      versions: async () => versions,
      versionsOf: async (asked) => new Map([...engine].filter(([key]) => asked.includes(key))),
      find: async () =>
        [...engine].map(([processInstanceKey, version]) => ({
          processInstanceKey,
          version,
          activeElementIds: ['Visit'],
        })),
    },
    rest: {
      answers: async () => true,
      send: async (_method, path) => {
        const key = /\/process-instances\/(\d+)\/migration/.exec(path)?.[1] ?? ''
        if (fails?.moved !== false) engine.set(key, 2)
        if (fails !== undefined) throw new EngineError(path, fails.status, 'no answer')
      },
    },
    transact: write,
    moves: createInstanceMoves(database.db, clock),
    clock,
  })
}

async function moveAll(tool: ReturnType<typeof migration>, except: readonly string[] = []) {
  const { target, batches } = await tool.plan({ processId, to: 2, from: undefined, renamed: {}, except })
  const moved = []
  for await (const one of tool.move(target, batches)) moved.push(one)
  return moved
}

const migrated = async (caseId: string) =>
  asOwner<{ before: object; after: object; reason: string | null }>(
    database,
    `select before, after, reason from ledger where case_id = $1 and action = 'instance.migrated'`,
    [caseId],
  )
const versionKept = async (key: string) =>
  (
    await asOwner<{ process_version: number }>(
      database,
      'select process_version from case_process_instance where process_instance_key = $1',
      [key],
    )
  )[0]?.process_version

test('what is moved is in the ledger, and nothing stays open', async () => {
  const { key, caseId } = await running()
  const tool = migration()
  expect(await moveAll(tool)).toEqual([{ processInstanceKey: key, problem: undefined }])
  expect(await migrated(caseId)).toEqual([{ before: { version: 1 }, after: { version: 2 }, reason: null }])
  expect(await versionKept(key)).toBe(2)
  expect(await tool.unsettled(processId)).toEqual([])
})

test('a program that dies between the engine and the ledger is found out by the next run, once', async () => {
  const { key, caseId } = await running()
  const dies = migration(undefined, async () => {
    throw new Error('killed')
  })
  await expect(moveAll(dies)).rejects.toThrow('killed')
  expect(await migrated(caseId)).toEqual([])
  expect(await versionKept(key)).toBe(1)

  const next = migration()
  expect(await next.settle(processId)).toMatchObject([{ processInstanceKey: key, outcome: 'moved' }])
  expect(await migrated(caseId)).toEqual([
    {
      before: { version: 1 },
      after: { version: 2 },
      reason: expect.stringContaining('recorded later') as string,
    },
  ])
  expect(await versionKept(key)).toBe(2)
  expect(await next.settle(processId)).toEqual([])
})

test.each([
  { moved: true, outcome: 'moved', entries: 1 },
  { moved: false, outcome: 'not-moved', entries: 0 },
])(
  'an answer that is lost (moved: $moved) is settled from the records',
  async ({ moved, outcome, entries }) => {
    const { key, caseId } = await running()
    const tool = migration({ status: 'DEADLINE_EXCEEDED', moved })
    const [told] = await moveAll(tool)
    expect(told?.problem).toContain('DEADLINE_EXCEEDED')
    if (!moved) {
      // The records may be behind the engine: too early to say, and nobody asks the engine again meanwhile.
      const settled = await tool.settle(processId)
      expect(settled).toMatchObject([{ outcome: 'unknown' }])
      expect(await moveAll(tool, [key])).toEqual([])
      now += 61_000
    }
    expect(await tool.settle(processId)).toMatchObject([{ outcome }])
    expect(await migrated(caseId)).toHaveLength(entries)
  },
)

test('a refusal of the engine leaves nothing open', async () => {
  const { key } = await running()
  const tool = migration({ status: 'INVALID_ARGUMENT', moved: false })
  expect((await moveAll(tool))[0]?.problem).toContain('INVALID_ARGUMENT')
  expect(await tool.unsettled(processId)).toEqual([])
  expect(await versionKept(key)).toBe(1)
})

test('an instance that belongs to no case is moved and nothing is kept of it', async () => {
  engine.set('2251799813685999', 1)
  const tool = migration()
  expect(await moveAll(tool)).toEqual([{ processInstanceKey: '2251799813685999', problem: undefined }])
  expect(await tool.unsettled(processId)).toEqual([])
})
