/** Intake on a real database: what is stored, and that a person is in one open application at most. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRead, createTransact } from '../../../adapters/postgres/records.ts'
import type { NewApplication } from '../../../domain/application.ts'
import type { Transact } from '../../../domain/records.ts'
import { systemClock } from '../../../domain/clock.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { aFin, aHousehold, received, today } from './a-household.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, systemClock)
})
afterAll(() => database.drop())

test('an application is given back as it was declared', async () => {
  const application = aHousehold()
  application.applicant.email = 'aygun@example.az'
  application.declaration.members[1] = {
    ...application.declaration.members[0],
    ...application.declaration.members[1],
    caresFor: application.applicant.fin,
    absence: 'missing',
  } as (typeof application.declaration.members)[number]
  application.declaration.meters.gas = { subscriberNumber: '555666', meterNumber: 'G-1' }
  application.declaration.declaredIncome = [
    { fin: application.applicant.fin, kind: 'wage', totalLast12MonthsQepik: 6_000_00 },
  ]

  const caseFile = await received(transact, application)

  expect(caseFile).toMatchObject({ state: 'received', district: 'khazar', applicationDate: today })
  expect(caseFile.number).toMatch(/^UDSY-2026-\d{6}$/)
  expect(await transact((records) => records.applications.get(caseFile.id))).toEqual({
    ...application,
    caseId: caseFile.id,
    applicationDate: today,
  })
})

test('an address elsewhere in Baku is taken too', async () => {
  const application = aHousehold(1)
  application.declaration.address = { district: 'Nəsimi', street: 'Nizami', building: '5' }
  expect(await received(transact, application)).toMatchObject({ district: 'other-baku' })
})

describe('one open application per person', () => {
  const handIn = async (application: NewApplication, caseId: string = randomUUID()) => {
    const [receipt] = await transact((records) =>
      records.applications.receive([{ caseId, application, applicationDate: today }]),
    )
    return receipt
  }

  test('a second application of any member is refused with the number of the open case', async () => {
    const first = await received(transact, aHousehold(2, ['A000001', 'A000002']))
    expect(await handIn(aHousehold(2, ['A000003', 'A000002']))).toEqual({
      outcome: 'already-open',
      caseId: first.id,
      caseNumber: first.number,
    })
    // Nothing of it stayed: the person who was not in the way is free.
    expect(await handIn(aHousehold(1, ['A000003']))).toMatchObject({ outcome: 'stored' })
    const households = await asOwner(
      database,
      `select from household where representative_fin in ('A000001', 'A000003')`,
    )
    expect(households).toHaveLength(2)
  })

  test('of many transactions with one household at the same moment, one makes a case', async () => {
    const fins = [aFin(), aFin(), aFin(), aFin()]
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, turn) =>
        handIn(aHousehold(4, turn % 2 === 0 ? fins : fins.toReversed())),
      ),
    )
    const outcomes = attempts.map((attempt) =>
      attempt.status === 'fulfilled' ? attempt.value?.outcome : (attempt.reason as Error).name,
    )
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
    // Who came at the very same moment is asked to try again, and is told then.
    const told = ['stored', 'already-open', 'RetryableError']
    expect(outcomes.filter((outcome) => !told.includes(outcome ?? 'nothing'))).toEqual([])
    expect(await handIn(aHousehold(4, fins))).toMatchObject({ outcome: 'already-open' })
  })

  test('an application sent again, because nobody knows whether it was stored, finds its own case', async () => {
    const [application, caseId] = [aHousehold(), randomUUID()]
    const first = await handIn(application, caseId)
    expect(first).toMatchObject({ outcome: 'stored', caseId })
    expect(await handIn(application, caseId)).toEqual({ ...first, outcome: 'repeated' })
  })

  test('after the decision the household may apply again', async () => {
    const household = aHousehold()
    const first = await received(transact, household)
    await transact((records) => records.cases.setState(first.id, 'refused'))
    expect((await received(transact, household)).id).not.toBe(first.id)
  })
})

test.each([
  ['a person listed twice', aHousehold(2, ['B000001', 'B000001']), 'household_member_pkey'],
  ['a FIN that is none', aHousehold(2, ['B000002', 'B00000O']), 'household_member_fin_check'],
])('%s is refused by the tables, whoever did not check it', async (_what, application, constraint) => {
  await expect(received(transact, application)).rejects.toMatchObject({ constraint })
})

test('a decided case never opens again', async () => {
  const { id } = await received(transact)
  await transact((records) => records.cases.setState(id, 'refused'))
  await expect(transact((records) => records.cases.setState(id, 'checking'))).rejects.toThrow(
    /is refused and cannot become checking/,
  )
})

test('meters corrected on site are taken over once', async () => {
  const { id } = await received(transact)
  const found = { electricity: { subscriberNumber: '999888', meterNumber: 'E-1' } }
  expect(await transact((records) => records.applications.correctMeters(id, found))).toBe(true)
  expect(await transact((records) => records.applications.correctMeters(id, found))).toBe(false)
  const { declaration } = await transact((records) => records.applications.get(id))
  expect(declaration.meters).toEqual(found)
})

test('work that reads cannot write', async () => {
  const read = createRead(database.db, systemClock)
  const { id } = await received(transact)
  await expect(read((records) => records.cases.setState(id, 'checking'))).rejects.toThrow(/read-only/)
  await expect(
    read(async (records) => {
      records.ledger.append({ actor: 'worker:x', action: 'x.done' })
    }),
  ).rejects.toThrow(/may not publish or write to the ledger/)
})

test('no error of the database quotes a person', async () => {
  const application = aHousehold(1, ['C000001'])
  application.declaration.iban = 'Aygün 1990'
  const failure: unknown = await received(transact, application).catch((error: unknown) => error)
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(/Aygün|C000001/)
})
