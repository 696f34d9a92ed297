/**
 * A fresh database for each test file: cloned from a template that was migrated once, so that it costs
 * a fraction of a second. The template's name holds a hash of the migrations; workers that start at the
 * same time wait for the one that builds it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import knex from 'knex'
import { Client } from 'pg'
import { openDatabase, type Database } from '../../adapters/postgres/database.ts'
import { migrationSource } from '../../migrations/migration-source.ts'
import { environment } from './environment.ts'

export interface TestDatabase {
  /** Address of the application's role. */
  readonly url: string
  readonly ownerUrl: string
  /** Opened with `url`. */
  readonly db: Database
  /** Closes `db` and drops the database, whoever is still connected. */
  readonly drop: () => Promise<void>
}

/** Any number that nothing else on the server locks. */
const TEMPLATE_LOCK = 7_405_120_261

export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = environment.databaseOwnerUrl
  const name = `dost_test_${randomBytes(6).toString('hex')}`
  await withClient(serverUrl, async (client) => {
    const template = await ensureTemplate(client, serverUrl)
    await client.query(`create database ${name} template ${template}`)
  })
  const url = withDatabase(applicationUrl(serverUrl), name)
  const db = openDatabase(url)
  return {
    url,
    ownerUrl: withDatabase(serverUrl, name),
    db,
    drop: async () => {
      await db.close()
      await dropDatabase(serverUrl, name)
    },
  }
}

/** An empty database of its own, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{
  readonly ownerUrl: string
  readonly drop: () => Promise<void>
}> {
  const serverUrl = environment.databaseOwnerUrl
  const name = `dost_test_${randomBytes(6).toString('hex')}`
  await withClient(serverUrl, (client) => client.query(`create database ${name}`))
  return {
    ownerUrl: withDatabase(serverUrl, name),
    drop: () => dropDatabase(serverUrl, name),
  }
}

/** Runs one statement as the owner, e.g. to do what the application may not. */
export async function asOwner<Row extends object>(
  { ownerUrl }: TestDatabase,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return withClient(ownerUrl, async (client) => (await client.query<Row>(sql, [...values])).rows)
}

async function ensureTemplate(client: Client, serverUrl: string): Promise<string> {
  const template = `dost_template_${await hashMigrations()}`
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) await buildTemplate(client, serverUrl, template)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
  return template
}

/**
 * The owner may not end sessions of the application, so those end themselves; what is left then, such as
 * a vacuum that just runs, PostgreSQL waits for.
 */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const endSessions = (client: Client) =>
    client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = session_user',
      [name],
    )
  await withClient(applicationUrl(serverUrl), endSessions)
  await withClient(serverUrl, async (client) => {
    await endSessions(client)
    await client.query(`drop database ${name}`)
  })
}

/** Built under another name and renamed when whole: a template that exists is complete, also after a cut. */
async function buildTemplate(client: Client, serverUrl: string, template: string): Promise<void> {
  const unfinished = `${template}_unfinished`
  await client.query(`drop database if exists ${unfinished} with (force)`)
  await client.query(`create database ${unfinished}`)
  const db = knex({
    client: 'pg',
    connection: withDatabase(serverUrl, unfinished),
    pool: { min: 0, max: 1 },
    migrations: { migrationSource },
  })
  try {
    await db.migrate.latest()
  } finally {
    await db.destroy()
  }
  await client.query(`alter database ${unfinished} rename to ${template}`)
}

async function hashMigrations(): Promise<string> {
  const folder = join(import.meta.dirname, '../../migrations')
  const hash = createHash('sha256')
  for (const file of (await readdir(folder)).sort()) {
    hash.update(file).update(await readFile(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * The application's role on the server of the tests: by its own password where `DATABASE_URL` knows it,
 * otherwise as the owner in the role of the application.
 */
function applicationUrl(ownerUrl: string): string {
  const known = process.env['DATABASE_URL']
  if (known !== undefined && new URL(known).host === new URL(ownerUrl).host) return known
  const url = new URL(ownerUrl)
  url.searchParams.set('options', '-c role=dost_app')
  return url.href
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
