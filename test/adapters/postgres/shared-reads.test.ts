/** Steps that read at the same time: one picture of the database for all, one answer to each question. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../adapters/postgres/database.ts'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { createSharedRead } from '../../../adapters/postgres/shared-reads.ts'
import { systemClock } from '../../../domain/clock.ts'
import { OutageError } from '../../../domain/errors.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { received } from './a-household.ts'

let database: TestDatabase
let caseId: string
beforeAll(async () => {
  database = await createTestDatabase()
  caseId = (await received(createTransact(database.db, systemClock))).id
})
afterAll(() => database.drop())

/** The same database, which counts pictures and the questions asked on them. */
function counting(db: Database) {
  const counts = { pictures: 0, questions: 0 }
  const snapshot: Database['snapshot'] = (work) => {
    counts.pictures += 1
    return db.snapshot((sql) => {
      const rows: typeof sql.rows = (text, values) => {
        counts.questions += 1
        return sql.rows(text, values)
      }
      return work({ ...sql, rows })
    })
  }
  return { counts, db: { ...db, snapshot } }
}

test('eight that ask for the same application share one picture and one question', async () => {
  const { counts, db } = counting(database.db)
  const read = createSharedRead(db, systemClock)
  const found = await Promise.all(
    Array.from({ length: 8 }, () => read((records) => records.applications.get(caseId))),
  )
  expect(found.every((application) => application.caseId === caseId)).toBe(true)
  expect(counts).toEqual({ pictures: 1, questions: 1 })
})

test('one that asks for a case which is not there leaves the others their answers', async () => {
  const read = createSharedRead(database.db, systemClock)
  const nowhere = randomUUID()
  const [good, bad] = await Promise.allSettled([
    read((records) => records.cases.get(caseId)),
    read((records) => records.cases.get(nowhere)),
  ])
  expect(good).toMatchObject({ status: 'fulfilled', value: { id: caseId } })
  expect(bad).toMatchObject({ reason: { message: `Case ${nowhere} is not in the database` } })
})

test('one that PostgreSQL refuses leaves the others their answers, and is told its own fault', async () => {
  const read = createSharedRead(database.db, systemClock)
  const writes = read(async (records) => {
    await records.cases.setState(caseId, 'checking')
    return records.cases.get(caseId)
  })
  const [first, second, third] = await Promise.allSettled([
    read((records) => records.cases.get(caseId)),
    writes,
    read((records) => records.cases.get(caseId)),
  ])
  expect([first, third]).toMatchObject([{ value: { id: caseId } }, { value: { id: caseId } }])
  expect(second).toMatchObject({ reason: { sqlState: '25006' } })
})

test('ledger and messages are refused to each by itself', async () => {
  const read = createSharedRead(database.db, systemClock)
  const [writes, reads] = await Promise.allSettled([
    read(async (records) => {
      records.ledger.append({ actor: 'worker:plan-visit', action: 'visit.planned' })
    }),
    read((records) => records.cases.get(caseId)),
  ])
  expect(writes).toMatchObject({
    reason: { message: 'Work that reads may not publish or write to the ledger' },
  })
  expect(reads).toMatchObject({ value: { id: caseId } })
})

test('a database that cannot be reached is told to all', async () => {
  const nobody = openDatabase('postgres://nobody@127.0.0.1:1/none')
  const read = createSharedRead(nobody, systemClock)
  const asked = await Promise.allSettled([
    read((records) => records.cases.get(caseId)),
    read((records) => records.cases.get(caseId)),
  ])
  await nobody.close()
  for (const { status, ...rest } of asked) {
    expect(status).toBe('rejected')
    expect(rest).toMatchObject({
      reason: new OutageError('The database is not reachable: connect ECONNREFUSED 127.0.0.1:1'),
    })
  }
})
