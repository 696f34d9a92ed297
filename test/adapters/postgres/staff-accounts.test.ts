/** Logging in: lock-out, sessions that end, accounts of people who left. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBrowserSessions } from '../../../adapters/postgres/browser-sessions.ts'
import { openDatabase } from '../../../adapters/postgres/database.ts'
import {
  findStaffAccount,
  recordFailedLogin,
  recordGoodLogin,
  removeEndedSessions,
} from '../../../adapters/postgres/staff-accounts.ts'
import { saveStaff } from '../../../adapters/postgres/staff-directory.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
const passwordHash = `$2b$10$${'x'.repeat(53)}`
const inspector = {
  userName: 'inspector.khazar',
  displayName: 'Leyla',
  fin: '1AAAAAA',
  passwordHash,
} as const
beforeAll(async () => {
  database = await createTestDatabase()
  const ownerDb = openDatabase(database.ownerUrl)
  await saveStaff(ownerDb, [{ ...inspector, groups: ['dost-quality', 'auditor'] }])
  await saveStaff(ownerDb, [{ ...inspector, groups: ['dost-inspector-khazar', 'dost-quality'] }])
  await ownerDb.close()
})
afterAll(() => database.drop())

test('an account has the groups saved last', async () => {
  expect(await findStaffAccount(database.db, 'inspector.khazar')).toEqual({
    ...inspector,
    groups: ['dost-inspector-khazar', 'dost-quality'],
    active: true,
    failedLogins: 0,
    lockedUntil: undefined,
  })
})

test('the third wrong password in a row locks the account, a good one in between starts anew', async () => {
  const until = new Date('2026-11-23T09:00:00Z')
  const fail = () => recordFailedLogin(database.db, 'inspector.khazar', 3, until)
  expect([await fail(), await fail()]).toEqual([false, false])
  await recordGoodLogin(database.db, 'inspector.khazar')
  expect([await fail(), await fail(), await fail()]).toEqual([false, false, true])
  expect(await findStaffAccount(database.db, 'inspector.khazar')).toMatchObject({
    lockedUntil: until.toISOString(),
  })
})

describe('a session', () => {
  const session = {
    userName: 'inspector.khazar',
    groups: undefined,
    csrfToken: 'csrf',
    createdAt: '2026-11-23T08:00:00.000Z',
    expiresAt: '2026-11-23T08:30:00.000Z',
  }

  test('is found by its cookie, which is not kept, and can be extended', async () => {
    const sessions = createBrowserSessions(database.db)
    await sessions.create({ ...session, token: 'secret' })
    await sessions.extend('secret', '2026-11-23T09:00:00.000Z')
    expect(await sessions.find('secret')).toMatchObject({
      userName: 'inspector.khazar',
      groups: ['dost-inspector-khazar', 'dost-quality'],
      createdAt: session.createdAt,
      expiresAt: '2026-11-23T09:00:00.000Z',
    })
    expect(JSON.stringify(await database.db.rows('select * from staff_session'))).not.toContain('secret')
  })

  test('has only the groups an identity provider vouched for', async () => {
    const sessions = createBrowserSessions(database.db)
    await sessions.create({ ...session, token: 'oidc', groups: ['dost-quality', 'head-of-unit'] })
    expect(await sessions.find('oidc')).toMatchObject({ groups: ['dost-quality'] })
  })

  test('is gone when its person leaves, logs out, or when it is cleared away', async () => {
    const sessions = createBrowserSessions(database.db)
    await sessions.create({ ...session, token: 'leaving' })
    await asOwner(database, 'update staff set active = false')
    expect(await sessions.find('leaving')).toBeUndefined()
    await asOwner(database, 'update staff set active = true')
    await sessions.remove('leaving')
    expect(await sessions.find('leaving')).toBeUndefined()

    await sessions.create({ ...session, token: 'old' })
    expect(await removeEndedSessions(database.db, new Date(session.createdAt))).toBe(0)
    expect(await removeEndedSessions(database.db, new Date(session.expiresAt))).toBeGreaterThan(0)
    expect(await sessions.find('old')).toBeUndefined()
  })
})

test('the application may not give itself groups', async () => {
  await expect(
    database.db.rows(`insert into staff_group values ('inspector.khazar', 'head-of-unit')`),
  ).rejects.toThrow(/permission denied/)
})
