/**
 * Intake on a real database: applications that arrive at the same time are stored together, and each is answered
 * as if it had come alone.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { verifyLedger } from '../../adapters/postgres/ledger-verification.ts'
import { createReceiveApplications } from '../../adapters/postgres/receive-applications.ts'
import { createIntake, type AcceptApplication } from '../../api/intake/accept-application.ts'
import type { NewApplication } from '../../domain/application.ts'
import { systemClock } from '../../domain/clock.ts'
import { OutageError } from '../../domain/errors.ts'
import type { Applications } from '../../domain/intake.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../support/database.ts'
import { aFamily, otherIban } from './families.ts'

let database: TestDatabase
let receive: Applications['receive']
/** How many were stored together, each time since the test began. */
let batches: number[]
let accept: AcceptApplication

const settings = { publicUrl: 'http://office.test' }
beforeAll(async () => {
  database = await createTestDatabase()
  receive = createReceiveApplications(database.db, systemClock)
})
beforeEach(() => {
  batches = []
  accept = createIntake({
    settings,
    receiveApplications: (handedIn) => {
      batches.push(handedIn.length)
      return receive(handedIn)
    },
  })
})
afterAll(() => database.drop())

const request = (application: NewApplication, idempotencyKey?: string) => ({
  application,
  applicationDate: '2026-11-23',
  actor: 'system:e-gov',
  idempotencyKey,
})
const aKey = () => `key-${randomUUID()}`

/** Case, ledger entry and message of each of these families. */
async function kept(families: readonly NewApplication[]) {
  const representatives = families.map(({ applicant }) => applicant.fin)
  const [row] = await asOwner<{ cases: number; entries: number; messages: number }>(
    database,
    `with kept as (
       select case_file.id from case_file join household on household.id = household_id where representative_fin = any ($1))
     select (select count(*)::integer from kept) as cases,
       (select count(*)::integer from ledger where case_id in (select id from kept) and action = 'application.received') as entries,
       (select count(*)::integer from outbox where correlation_key in (select id::text from kept)) as messages`,
    [representatives],
  )
  return row
}

test('applications that arrive together are stored in one statement, each with its number, entry and message', async () => {
  const families = Array.from({ length: 12 }, () => aFamily())
  const accepted = await Promise.all(families.map((family) => accept(request(family, aKey()))))
  expect(batches).toEqual([12])
  expect(new Set(accepted.map(({ caseNumber }) => caseNumber)).size).toBe(12)
  // First come, first numbered.
  const numbers = accepted.map(({ caseNumber }) => caseNumber)
  expect(numbers).toEqual(numbers.toSorted())
  expect(await kept(families)).toEqual({ cases: 12, entries: 12, messages: 12 })
})

test('in one batch a repetition, another body, an open household and new families are each told their own', async () => {
  const [known, keyed, open] = [aFamily(), aKey(), aFamily()]
  const first = await accept(request(known, keyed))
  const opened = await accept(request(open))
  const [one, two] = [aFamily(), aFamily()]
  batches = []

  const answers = await Promise.allSettled([
    accept(request(one, aKey())),
    accept(request(known, keyed)),
    accept(request(aFamily({ iban: otherIban }), keyed)),
    accept(request(open, aKey())),
    accept(request(two)),
    accept(request({ ...two, declaration: { ...two.declaration, iban: otherIban } }, aKey())),
  ])

  expect(answers).toMatchObject([
    { status: 'fulfilled', value: { repeated: false } },
    { status: 'fulfilled', value: { ...first, repeated: true } },
    { status: 'rejected', reason: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    { status: 'rejected', reason: { code: 'CASE_ALREADY_OPEN', detail: { caseNumber: opened.caseNumber } } },
    { status: 'fulfilled', value: { repeated: false } },
    { status: 'rejected', reason: { code: 'CASE_ALREADY_OPEN' } },
  ])
  const [, , , , stored, second] = answers
  expect(second).toMatchObject({
    reason: { detail: { caseNumber: stored.status === 'fulfilled' ? stored.value.caseNumber : 'none' } },
  })
  // Those that share a key or a person with one before them came with the statement after it.
  expect(batches).toEqual([4, 2])
  expect(await kept([known, open, one, two])).toEqual({ cases: 4, entries: 4, messages: 4 })
})

test('one request delivered many times at once makes one case, and all get its number', async () => {
  const [family, key] = [aFamily(), aKey()]
  const answers = await Promise.all(Array.from({ length: 6 }, () => accept(request(family, key))))
  expect(new Set(answers.map(({ caseNumber }) => caseNumber)).size).toBe(1)
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
  expect(await kept([family])).toEqual({ cases: 1, entries: 1, messages: 1 })
})

test('an application that the tables refuse does no harm to those stored with it', async () => {
  const families = [aFamily(), aFamily(), aFamily()]
  const wrong = aFamily({ iban: 'no account at all' })
  const answers = await Promise.allSettled(
    [...families.slice(0, 2), wrong, ...families.slice(2)].map((family) => accept(request(family, aKey()))),
  )
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await kept(families)).toEqual({ cases: 3, entries: 3, messages: 3 })
  expect(await kept([wrong])).toEqual({ cases: 0, entries: 0, messages: 0 })
})

test('a commit whose answer was lost is found when the applications are tried again', async () => {
  let lost = 0
  const unlucky = createIntake({
    settings,
    receiveApplications: async (handedIn) => {
      const receipts = await receive(handedIn)
      if ((lost += 1) === 1) throw new OutageError('The connection broke after the commit')
      return receipts
    },
  })
  const families = [aFamily(), aFamily()]
  const accepted = await Promise.all(families.map((family) => unlucky(request(family))))
  expect(accepted).toMatchObject([{ repeated: true }, { repeated: true }])
  expect(await kept(families)).toEqual({ cases: 2, entries: 2, messages: 2 })
})

test('an application whose parts contradict each other does not come that far', async () => {
  const family = aFamily()
  const contradictory = { ...family, applicant: { ...family.applicant, fin: '0000001' } }
  await expect(accept(request(contradictory))).rejects.toMatchObject({ code: 'APPLICATION_INCONSISTENT' })
  expect(batches).toEqual([])
})

test('keys of two clients never meet', async () => {
  const key = aKey()
  const first = await accept(request(aFamily(), key))
  const other = await accept({ ...request(aFamily(), key), actor: 'system:kiosk' })
  expect(other).toMatchObject({ repeated: false })
  expect(other.caseId).not.toBe(first.caseId)
})

test('after a refusal the key is free', async () => {
  const [open, key] = [aFamily(), aKey()]
  await accept(request(open))
  await expect(accept(request(open, key))).rejects.toMatchObject({ code: 'CASE_ALREADY_OPEN' })
  expect(await accept(request(aFamily(), key))).toMatchObject({ repeated: false })
})

describe('with several processes at the same database', () => {
  test('the same families and keys at the same moment make one case each, and the ledger stays whole', async () => {
    const databases = Array.from({ length: 3 }, () => openDatabase(database.url))
    const intakes = databases.map((db) =>
      createIntake({ settings, receiveApplications: createReceiveApplications(db, systemClock) }),
    )
    const families = Array.from({ length: 40 }, () => ({ family: aFamily(), key: aKey() }))

    const answers = await Promise.all(
      intakes.flatMap((intake, process) =>
        // Each process in an order of its own: nobody waits for the other in a circle.
        (process % 2 === 0 ? families : families.toReversed()).map(async ({ family, key }) => ({
          key,
          ...(await intake(request(family, key))),
        })),
      ),
    )

    for (const { key } of families) {
      const ofKey = answers.filter((answer) => answer.key === key)
      expect(new Set(ofKey.map(({ caseNumber }) => caseNumber)).size).toBe(1)
      expect(ofKey.filter(({ repeated }) => !repeated)).toHaveLength(1)
    }
    expect(await kept(families.map(({ family }) => family))).toEqual({ cases: 40, entries: 40, messages: 40 })
    expect(await verifyLedger(database.db)).toMatchObject({ intact: true })
    await Promise.all(databases.map((db) => db.close()))
  })
})
