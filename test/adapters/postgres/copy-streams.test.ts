/** Rows of a monthly run leave and enter the database as streams: all of them, or none. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  copyStatement,
  openCopyStreams,
  type CopyStatement,
  type CopyStreams,
} from '../../../adapters/postgres/copy-streams.ts'
import { copyChunks, copyRows, type CopyRow } from '../../../adapters/postgres/copy-text.ts'
import { QueryRefused } from '../../../adapters/postgres/failures.ts'
import { OutageError } from '../../../domain/errors.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let copy: CopyStreams

beforeAll(async () => {
  database = await createTestDatabase()
  copy = openCopyStreams(database.url, { maxConnections: 2 })
  await asOwner(database, 'create table line (number integer primary key, words text)')
  await asOwner(database, 'grant select, insert, delete on line to dost_app')
})
afterAll(async () => {
  await copy.close()
  await database.drop()
})

const into = copyStatement`copy line (number, words) from stdin`
async function* batches(rows: readonly CopyRow[]) {
  yield rows
}
const store = (rows: readonly CopyRow[]) =>
  copy.transaction(async (on) => {
    await on.rows('delete from line')
    return on.copyIn(into, copyChunks(batches(rows)))
  })
async function read(statement: CopyStatement): Promise<readonly CopyRow[]> {
  const rows: CopyRow[] = []
  for await (const batch of copyRows(copy.copyOut(statement))) rows.push(...batch)
  return rows
}
const stored = () => read(copyStatement`copy (select * from line order by 1) to stdout`)
const count = async () => (await asOwner(database, 'select from line')).length

test('whatever the text, it comes back as it went in', async () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    fc.constantFrom('\\N', '\\.', '\t', '\\', 'a\nb', '\r\n', 'Əliyeva', ''),
    fc.constant(undefined),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { maxLength: 20 }), async (texts) => {
      const rows = texts.map((text, index) => [String(index), text])
      expect(await store(rows)).toBe(rows.length)
      expect(await stored()).toEqual(rows)
    }),
    { numRuns: 40 },
  )
})

test('values are quoted into the statement', async () => {
  await store([
    ['1', "O'Şah"],
    ['2', 'other'],
  ])
  const wanted = copyStatement`copy (select number from line where words = ${"O'Şah"} and number >= ${1}) to stdout`
  expect(await read(wanted)).toEqual([['1']])
  expect(() => copyStatement`copy (select ${1.5}) to stdout`).toThrow(RangeError)
})

test('a source that fails in the middle leaves nothing behind, and its own error is told', async () => {
  await store([['1', 'before']])
  async function* failing() {
    yield [['2', 'first']]
    yield Array.from({ length: 20_000 }, (_, index) => [String(index + 10), 'x'.repeat(50)])
    throw new RangeError('the message ends too early')
  }
  await expect(copy.transaction((on) => on.copyIn(into, copyChunks(failing())))).rejects.toThrow(
    new RangeError('the message ends too early'),
  )
  expect(await stored()).toEqual([['1', 'before']])
})

test('what the database refuses is told without the row', async () => {
  const twice = store([
    ['1', 'first'],
    ['1', 'secret'],
  ])
  await expect(twice).rejects.toThrow(QueryRefused)
  await expect(twice).rejects.toThrow(/line_pkey/)
  const wrong = store([['not a number', 'secret']])
  await expect(wrong).rejects.toThrow(QueryRefused)
  await expect(wrong).rejects.not.toThrow(/not a number/)
})

test('a reader that stops early or is stopped gives the connection back, time and again', async () => {
  const many = copyStatement`copy (select n, repeat('x', 200) from generate_series(1, 200000) n) to stdout`
  for (let time = 0; time < 6; time += 1) {
    for await (const chunk of copy.copyOut(many)) if (chunk.length > 0) break
    const aborting = new AbortController()
    const reading = async () => {
      for await (const chunk of copy.copyOut(many, aborting.signal)) {
        if (chunk.length > 0) aborting.abort(new RangeError('no time left'))
      }
    }
    await expect(reading()).rejects.toThrow('no time left')
  }
  await store([['1', 'still works']])
  expect(await count()).toBe(1)
})

test('a writer that is stopped leaves nothing behind', async () => {
  await store([['1', 'before']])
  const aborting = new AbortController()
  async function* endless() {
    for (let number = 10; ; number += 1) {
      if (number === 5_000) aborting.abort(new RangeError('stopped'))
      yield [[String(number), 'x'.repeat(100)]]
    }
  }
  const writing = copy.transaction((on) => on.copyIn(into, copyChunks(endless()), aborting.signal))
  await expect(writing).rejects.toThrow('stopped')
  expect(await count()).toBe(1)
})

test('a connection that the server ends is an outage, worth another try', async () => {
  const endOthers = () =>
    copy.transaction((on) =>
      on.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and query like 'copy%'`,
      ),
    )
  const many = copyStatement`copy (select n, repeat('x', 500) from generate_series(1, 2000000) n) to stdout`
  const reading = async () => {
    let ended = false
    for await (const chunk of copy.copyOut(many)) {
      if (ended || chunk.length === 0) continue
      ended = true
      await endOthers()
    }
  }
  await expect(reading()).rejects.toThrow(OutageError)
  await store([['1', 'on a new connection']])
  expect(await count()).toBe(1)
})

test('a connection that the server ends in the middle of storing leaves no row, and ends nothing else', async () => {
  await store([['1', 'before']])
  const lost: Error[] = []
  const own = openCopyStreams(database.url, {
    maxConnections: 1,
    onConnectionLost: (error) => lost.push(error),
  })
  const writing = own.transaction(async (on) => {
    const [{ pid } = {}] = await on.rows('select pg_backend_pid() as pid')
    async function* endless() {
      for (let number = 10; ; number += 1) {
        if (number === 5_000) await database.db.rows('select pg_terminate_backend($1::integer)', [pid])
        yield [[String(number), 'x'.repeat(100)]]
      }
    }
    return on.copyIn(into, copyChunks(endless()))
  })
  await expect(writing).rejects.toThrow(OutageError)
  expect(lost).not.toEqual([])
  expect(await count()).toBe(1)
  // The pool has room for one: the broken connection was not kept.
  expect(await own.transaction((on) => on.rows('select 1 as one'))).toEqual([{ one: '1' }])
  await own.close()
})

test('a connection that the server ends between two statements', async () => {
  const writing = copy.transaction(async (on) => {
    const [{ pid } = {}] = await on.rows('select pg_backend_pid() as pid')
    await database.db.rows('select pg_terminate_backend($1::integer)', [pid])
    return on.rows('select 1 as one')
  })
  await expect(writing).rejects.toThrow(OutageError)
  expect(await copy.transaction((on) => on.rows('select 1 as one'))).toEqual([{ one: '1' }])
})

test('rows are taken no faster than they are used', async () => {
  const before = process.memoryUsage().rss
  let bytes = 0
  const many = copyStatement`copy (select n, repeat('x', 1000) from generate_series(1, 200000) n) to stdout`
  for await (const chunk of copy.copyOut(many)) {
    bytes += chunk.length
    // A reader that takes its turns: what it has not asked for yet must wait at the server.
    if (bytes % 7 === 0) await new Promise(setImmediate)
  }
  expect(bytes).toBeGreaterThan(200_000_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
})
