/** A server may end any connection at any moment: a restart, a failover. Only the work on it fails, and may be tried again. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Database, type Sql } from '../../../adapters/postgres/database.ts'
import { OutageError } from '../../../domain/errors.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let db: Database
let lost: Promise<Error>

beforeAll(async () => {
  database = await createTestDatabase()
  await asOwner(database, 'create table note (words text)')
  await asOwner(database, 'grant select, insert on note to dost_app')
})
afterAll(() => database.drop())
beforeEach(() => {
  lost = new Promise((resolve) => {
    db = openDatabase(database.url, { maxConnections: 2, onConnectionLost: resolve })
  })
})
afterEach(() => db.close())

/** From another connection, as an operator would. */
async function endConnectionOf(sql: Sql): Promise<void> {
  const [own] = await sql.rows<{ pid: number }>('select pg_backend_pid() as pid')
  await database.db.rows('select pg_terminate_backend($1::integer)', [own?.pid])
}
const notes = async () => (await database.db.rows('select from note')).length

test('ended between two statements of a transaction: the loss is told, the transaction fails, the next one works', async () => {
  const working = db.transaction(async (sql) => {
    await sql.rows(`insert into note values ('first')`)
    await endConnectionOf(sql)
    expect((await lost).message).not.toBe('')
    await sql.rows(`insert into note values ('second')`)
    return { value: undefined, last: [] }
  })
  await expect(working).rejects.toThrow(OutageError)
  expect(await notes()).toBe(0)
  expect(await db.rows('select 1 as one')).toEqual([{ one: 1 }])
})

test('ended while a statement runs, with others sent behind it', async () => {
  const working = db.transaction(async (sql) => {
    const [own] = await sql.rows<{ pid: number }>('select pg_backend_pid() as pid')
    sql.send(`insert into note values ('sent')`, [])
    const waiting = sql.rows('select pg_sleep(600)')
    waiting.catch(() => undefined) // Looked at below.
    sql.send(`insert into note values ('behind')`, [])
    await database.db.rows('select pg_terminate_backend($1::integer)', [own?.pid])
    await waiting
    return { value: undefined, last: [] }
  })
  await expect(working).rejects.toThrow(OutageError)
  await lost
  expect(await notes()).toBe(0)
})

test('ended before the commit: nothing counts as done', async () => {
  const working = db.transaction(async (sql) => {
    sql.send(`insert into note values ('lost')`, [])
    await endConnectionOf(sql)
    return { value: undefined, last: [{ text: `insert into note values ('last')`, values: [] }] }
  })
  await expect(working).rejects.toThrow(OutageError)
  expect(await notes()).toBe(0)
})

test('ended under a reader of one unchanging picture', async () => {
  const reading = db.snapshot(async (sql) => {
    await endConnectionOf(sql)
    await lost
    return sql.rows('select from note')
  })
  await expect(reading).rejects.toThrow(OutageError)
})
