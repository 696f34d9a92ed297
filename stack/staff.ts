/**
 * Sample staff for the one-machine stack (staff.json): into the database, where API and rules look, and with the same
 * password hash into the index that Tasklist and Operate read. Never on a production machine.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare, hash } from 'bcryptjs'
import { openDatabase, type Database } from '../adapters/postgres/database.ts'
import { saveStaff } from '../adapters/postgres/staff-directory.ts'
import type { StaffGroup } from '../domain/staff.ts'
import type { StackConfig } from './config.ts'
import type { Task } from './part.ts'

export interface SampleStaff {
  readonly userName: string
  readonly displayName: string
  readonly groups: readonly StaffGroup[]
}

/** Users of Tasklist and Operate; the version belongs to Camunda 8.6.0. */
const userIndex = 'operate-user-1.2.0_'
const noSampleStaff =
  'no sample staff: NODE_ENV is production, or the database is another’s and STACK_STAFF_PASSWORD is not set'
const staffFile = join(import.meta.dirname, 'staff.json')

export function sampleStaff(): readonly SampleStaff[] {
  return JSON.parse(readFileSync(staffFile, 'utf8')) as SampleStaff[]
}

/** Task: sample staff into the database. */
export function staff(config: StackConfig, env: () => Record<string, string>): Task {
  return {
    kind: 'task',
    name: 'staff',
    title: 'Staff',
    needs: ['migrate'],
    advice: 'npm run stack -- status: the database must be there and migrated.',
    fingerprint: async () => fingerprint(config),
    run: async () => {
      if (config.staffPassword === undefined) return noSampleStaff
      await addStaffToDatabase(env()['DATABASE_OWNER_URL'] ?? '', config.staffPassword)
      return `${sampleStaff().length} people`
    },
  }
}

/** Task: the same staff into Tasklist and Operate. */
export function staffInTasklist(config: StackConfig, env: () => Record<string, string>): Task {
  return {
    kind: 'task',
    name: 'staff-tasklist',
    title: 'Staff in Tasklist and Operate',
    needs: ['staff', 'web-apps'],
    advice: 'npm run stack -- logs web-apps; the index of users is made by the web apps when they start.',
    fingerprint: async () => fingerprint(config),
    run: async () => {
      if (config.staffPassword === undefined) return noSampleStaff
      const { DATABASE_OWNER_URL = '', OPENSEARCH_URL = '' } = env()
      await addStaffToTasklist(OPENSEARCH_URL, await passwordHashes(DATABASE_OWNER_URL))
      return 'same names and password'
    },
  }
}

function fingerprint(config: StackConfig): string {
  const text = [readFileSync(staffFile, 'utf8'), config.staffPassword ?? ''].join('\0')
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Adds the sample staff, or brings those that are there to the given password and groups.
 * @param ownerUrl the database, as its owner
 */
export async function addStaffToDatabase(ownerUrl: string, password: string): Promise<void> {
  const known = await passwordHashes(ownerUrl)
  // One hash for all who are new: hashing is slow on purpose, and the password is the same.
  const fresh = await hash(password, 10)
  const members = await Promise.all(
    sampleStaff().map(async (person) => {
      const kept = known.get(person.userName)
      const passwordHash = kept !== undefined && (await compare(password, kept)) ? kept : fresh
      return { ...person, fin: undefined, passwordHash }
    }),
  )
  await withDatabase(ownerUrl, (database) => saveStaff(database, members))
}

function passwordHashes(ownerUrl: string): Promise<ReadonlyMap<string, string>> {
  return withDatabase(ownerUrl, async (database) => {
    const rows = await database.rows<{ user_name: string; password_hash: string }>(
      'select user_name, password_hash from staff',
    )
    return new Map(rows.map((row) => [row.user_name, row.password_hash]))
  })
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { maxConnections: 1 })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/**
 * Lets the sample staff log in to Tasklist and Operate.
 * @param hashes bcrypt hash per user name; those without one are left out
 */
export async function addStaffToTasklist(
  openSearchUrl: string,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  await waitForIndex(openSearchUrl)
  const lines = sampleStaff().flatMap(({ userName, displayName }) => {
    const passwordHash = hashes.get(userName)
    if (passwordHash === undefined) return []
    return [
      { index: { _index: userIndex, _id: userName } },
      // With USER alone Tasklist refuses to assign a task.
      {
        id: userName,
        userId: userName,
        displayName,
        password: `{bcrypt}${passwordHash}`,
        roles: ['OPERATOR'],
      },
    ]
  })
  const response = await fetch(`${openSearchUrl}/_bulk?refresh=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`,
  })
  const result = (await response.json()) as { errors?: boolean }
  if (!response.ok || result.errors !== false) {
    throw new Error(`OpenSearch did not take the users: ${JSON.stringify(result).slice(0, 500)}`)
  }
}

/** The web apps make the index while they start; without it OpenSearch would make one with the wrong mapping. */
async function waitForIndex(openSearchUrl: string): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    const response = await fetch(`${openSearchUrl}/${userIndex}`, { method: 'HEAD' })
    if (response.ok) return
    if (Date.now() > until) throw new Error(`the index ${userIndex} has not appeared within 60 s`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
