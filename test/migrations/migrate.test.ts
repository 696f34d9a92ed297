/** The migrations and their command: up, down and up again; every table and column explained. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findWaitingMigrations } from '../../adapters/postgres/readiness.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { personalColumns } from '../../domain/personal-data.ts'
import { migrationSource } from '../../migrations/migration-source.ts'
import { asOwner, createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts'

const root = join(import.meta.dirname, '../..')
async function migrate(args: readonly string[], ownerUrl?: string) {
  const { DATABASE_OWNER_URL: _, ...env } = process.env
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'migrations/run.ts', ...args],
      { cwd: root, env: { ...env, ...(ownerUrl === undefined ? {} : { DATABASE_OWNER_URL: ownerUrl }) } },
    )
    return { code: 0, text: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, text: stdout + stderr }
  }
}

// Six programs one after the other, on a machine that may be busy.
test('up, down and up again, then there is nothing to do', { timeout: 240_000 }, async () => {
  const { ownerUrl, drop } = await createEmptyDatabase()
  try {
    expect(await migrate(['status'], ownerUrl)).toMatchObject({ code: 2 })
    expect(await migrate([], ownerUrl)).toMatchObject({ code: 0 })
    expect(await migrate(['down'], ownerUrl)).toMatchObject({ code: 0 })
    expect(await migrate(['up'], ownerUrl)).toMatchObject({ code: 0 })
    expect(await migrate(['up'], ownerUrl)).toEqual({ code: 0, text: 'Nothing to do.\n' })
    expect(await migrate(['status'], ownerUrl)).toMatchObject({ code: 0 })
  } finally {
    await drop()
  }
})

test.each([
  [['--help'], undefined, 0, /Usage: npm run migrate/],
  [['sideways'], undefined, 64, /Unknown: sideways/],
  [['up'], undefined, 78, /DATABASE_OWNER_URL is not set/],
  [['up'], 'postgres://nobody@127.0.0.1:1/none', 1, /migrate up failed/],
])('migrate %s with %s exits with %d', async (args, url, code, text) => {
  const result = await migrate(args, url)
  expect(result.code).toBe(code)
  expect(result.text).toMatch(text)
})

describe('the migrated database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  test('explains every table and column', async () => {
    const silent = await asOwner(
      database,
      `select relname, attname from pg_class join pg_attribute on attrelid = pg_class.oid
       where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'knex%'
         and attnum >= 0 and not attisdropped and col_description(pg_class.oid, attnum) is null
       union all
       select relname, '' from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and relname not like 'knex%' and obj_description(oid, 'pg_class') is null`,
    )
    expect(silent).toEqual([])
  })

  test('marks as personal the columns that the list of personal data names, and no others', async () => {
    const marked = await asOwner<{ name: string }>(
      database,
      `select relname || '.' || attname as name from pg_class join pg_attribute on attrelid = pg_class.oid
       where relkind = 'r' and attnum > 0 and col_description(pg_class.oid, attnum) ~ 'Personal'`,
    )
    const listed = Object.entries(personalColumns).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    )
    expect(marked.map(({ name }) => name).toSorted()).toEqual(listed.toSorted())
  })

  test('tells readiness which migrations wait', async () => {
    const files = await migrationSource.getMigrations([])
    const names = files.map((file) => migrationSource.getMigrationName(file))
    const { db } = database
    expect(await findWaitingMigrations(db, names)).toEqual([])
    expect(await findWaitingMigrations(db, [...names, '20991231000000_later'])).toEqual([
      '20991231000000_later',
    ])

    const empty = await createEmptyDatabase()
    const emptyDb = openDatabase(empty.ownerUrl)
    expect(await findWaitingMigrations(emptyDb, names)).toEqual(names)
    await emptyDb.close()
    await empty.drop()
  })
})
