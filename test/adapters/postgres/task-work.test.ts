/** Tasks of the engine taken over as figures: once each, in pages, late records too; load and times by hand. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { createTaskImport, readWorkload } from '../../../adapters/postgres/task-work.ts'
import type { EngineRecord } from '../../../adapters/zeebe/record-store.ts'
import { createTaskRecords } from '../../../adapters/zeebe/task-records.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

const HOUR = 60 * 60 * 1000
const noon = Date.parse('2026-11-23T08:00:00Z')
const today = { now: '2026-11-23T08:00:00.000Z', endsAt: '2026-11-23T20:00:00.000Z' }
const clock = { now: () => new Date(noon) }

interface Task {
  readonly key: string
  readonly instance: string
  readonly createdAt: number
  readonly due?: string
  readonly element?: string
}
const record = (
  { key, instance, createdAt, due, element = 'VisitHousehold' }: Task,
  intent: string,
  timestamp: number,
): EngineRecord => ({
  key,
  intent,
  timestamp,
  position: '0',
  value: {
    processInstanceKey: instance,
    bpmnProcessId: 'household-inspection',
    elementId: element,
    candidateGroupsList: ['dost-inspector-khazar'],
    creationTimestamp: createdAt,
    dueDate: due ?? '',
  },
})

/** The engine's records as they stand in the store; those of `hidden` are not readable yet. */
const records: EngineRecord[] = []
const hidden = new Set<EngineRecord>()
const store = {
  pagesFrom: async function* (_type: string, _query: object, instant: number) {
    const found = records
      .filter((candidate) => candidate.timestamp >= instant && !hidden.has(candidate))
      .toSorted((a, b) => a.timestamp - b.timestamp)
    for (let first = 0; first < found.length; first += 3) yield found.slice(first, first + 3)
  },
}

let database: TestDatabase
let importTasks: () => Promise<void>
beforeAll(async () => {
  database = await createTestDatabase()
  importTasks = createTaskImport(database.db, createTaskRecords(store), clock)
  await createTransact(
    database.db,
    clock,
  )(async (records) => {
    for (const [settlement, instance] of [
      ['Buzovna', '11'],
      ['Qala', '12'],
    ] as const) {
      const file = await records.cases.add({
        kind: 'service-request',
        numberPrefix: 'SRV',
        district: 'khazar',
        language: 'az',
        registeredOn: '2026-11-23',
      })
      await records.parties.add(file.id, [
        {
          role: 'applicant',
          fin: '7SERVXC',
          givenName: 'Aygün',
          familyName: 'Əliyeva',
          birthDate: '1990-05-17',
          phone: '+994501234567',
          address: { settlement, street: 'H. Əliyev', building: '7' },
        },
      ])
      await records.cases.addProcessInstance(file.id, instance, 'household-inspection', 1)
    }
  })
})
afterAll(() => database.drop())

const task = (key: string, instance: string, hoursAgo: number, due?: string): Task => ({
  key,
  instance,
  createdAt: noon - hoursAgo * HOUR,
  ...(due === undefined ? {} : { due }),
})

test('open tasks are counted by group and place: later, today, late', async () => {
  for (const given of [
    task('1', '11', 30, '2026-11-22T14:00:00Z'),
    task('2', '11', 20, '2026-11-23T14:00:00Z'),
    task('3', '12', 10, '2026-12-01T14:00:00+04:00'),
    task('4', '12', 9),
    // Of an instance whose case is not known, and with a key beyond 2^53.
    task('9007199254740993', '13', 8, '2026-11-23T07:59:00Z'),
  ]) {
    records.push(record(given, 'CREATED', given.createdAt))
  }
  await importTasks()
  const { groups, steps, imported } = await readWorkload(database.db, today)
  const group = 'dost-inspector-khazar'
  expect(groups).toEqual([
    { group, place: 'Buzovna', open: 2, dueToday: 1, late: 1 },
    { group, place: 'Qala', open: 2, dueToday: 0, late: 0 },
    { group, place: undefined, open: 1, dueToday: 0, late: 1 },
  ])
  expect(steps).toEqual([])
  expect(imported).toEqual({
    lookedAt: '2026-11-23T08:00:00.000Z',
    newestRecordAt: new Date(noon - 8 * HOUR).toISOString(),
  })
})

test('what is finished or taken back is no longer open, however late its record can be read', async () => {
  const finished = record(task('1', '11', 30), 'COMPLETED', noon - 30_000)
  const takenBack = record(task('2', '11', 20), 'CANCELED', noon - 20_000)
  records.push(finished, takenBack)
  // The older of the two becomes readable after the newer has been read.
  hidden.add(finished)
  await importTasks()
  expect((await readWorkload(database.db, today)).groups.map(({ open }) => open)).toEqual([1, 2, 1])
  hidden.clear()
  await importTasks()
  await importTasks()
  expect((await readWorkload(database.db, today)).groups.map(({ open }) => open)).toEqual([2, 1])
  expect(await database.db.rows('select user_task_key from task_work')).toHaveLength(5)
})

test('a step takes as long as half and as nine in ten of its tasks took', async () => {
  // Finished after 1, 2 … 10 hours; one of last year does not count.
  for (let hours = 1; hours <= 10; hours += 1) {
    const done = { ...task(`2${hours}`, '12', hours), element: 'ReinspectHousehold' }
    records.push(record(done, 'CREATED', done.createdAt), record(done, 'COMPLETED', noon))
  }
  const old = { ...task('99', '12', 400 * 24), element: 'ReinspectHousehold' }
  records.push(record(old, 'COMPLETED', old.createdAt + HOUR))
  await importTasks()
  const { steps } = await readWorkload(database.db, today)
  expect(steps.find(({ elementId }) => elementId === 'ReinspectHousehold')).toEqual({
    processId: 'household-inspection',
    elementId: 'ReinspectHousehold',
    finished: 10,
    medianSeconds: 5.5 * 3600,
    ninetiethSeconds: 9.1 * 3600,
  })
})
