/** Opening a case of any kind: number, people, ledger and start message in one transaction, or nothing of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { CaseState } from '../../../domain/case.ts'
import { systemClock } from '../../../domain/clock.ts'
import { openCase } from '../../../domain/open-case.ts'
import type { Party } from '../../../domain/parties.ts'
import type { Transact } from '../../../domain/records.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { aHousehold, received } from './a-household.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, systemClock)
})
afterAll(() => database.drop())

const applicant: Party = {
  role: 'applicant',
  fin: '7APPEAL',
  givenName: 'Aygün',
  familyName: 'Əliyeva',
  birthDate: '1990-05-17',
  phone: '+994501234567',
  email: 'aygun@example.az',
  iban: undefined,
  address: { settlement: 'Mərdəkan', street: 'S. Yesenin', building: '12' },
}
const neighbour: Party = {
  role: 'family-member',
  fin: '7SECXND',
  givenName: 'Samir',
  familyName: 'Əliyev',
  birthDate: '2015-01-02',
  phone: undefined,
  email: undefined,
  iban: undefined,
  address: undefined,
}
const by = {
  actor: 'worker:test',
  reason: 'asked for',
  caseUrl: (id: string) => `https://dost.example/cases/${id}`,
}

const aboutApplication = async () => {
  const about = await received(transact, aHousehold())
  const opened = await transact((records) =>
    openCase(
      records,
      {
        kind: 'targeted-social-assistance',
        parties: [applicant, neighbour],
        district: 'khazar',
        language: 'ru',
        registeredOn: '2027-02-03',
        relatedCaseId: about.id,
      },
      by,
    ),
  )
  return { about, opened }
}

test('a case about another has its number, its household, its people, a ledger entry and a start', async () => {
  const { about, opened } = await aboutApplication()
  expect(opened.number).toMatch(/^UDSY-2027-\d{6}$/)
  expect(opened).toMatchObject({
    state: 'received',
    relatedCaseId: about.id,
    language: 'ru',
    district: 'khazar',
  })

  await transact(async (records) => {
    expect(await records.cases.get(opened.id)).toEqual(opened)
    expect((await records.cases.about(about.id)).map(({ id }) => id)).toEqual([opened.id])
    expect(await records.parties.of(opened.id)).toEqual([applicant, neighbour])
    // Nobody works on a case about their own one either.
    const family = await records.parties.finsOf(about.id)
    expect(family).toHaveLength(4)
    expect((await records.parties.finsOf(opened.id)).toSorted()).toEqual(
      [...family, '7APPEAL', '7SECXND'].toSorted(),
    )
  })
  const { db } = database
  expect(await db.rows('select action, actor, reason from ledger where case_id = $1', [opened.id])).toEqual([
    { action: 'case.registered', actor: 'worker:test', reason: 'asked for' },
  ])
  const [household] = await db.rows(
    'select count(distinct household_id)::int as households from case_file where id = any ($1::uuid[])',
    [[about.id, opened.id]],
  )
  expect(household).toEqual({ households: 1 })
  expect(await db.rows('select name, variables from outbox where correlation_key = $1', [opened.id])).toEqual(
    [
      {
        name: 'application-received',
        variables: {
          caseId: opened.id,
          caseNumber: opened.number,
          caseUrl: `https://dost.example/cases/${opened.id}`,
        },
      },
    ],
  )
})

test('a case that cannot be opened leaves nothing behind', async () => {
  const about = await received(transact, aHousehold())
  const before = await database.db.rows('select id from case_file')
  const opening = transact((records) =>
    openCase(
      records,
      {
        kind: 'targeted-social-assistance',
        parties: [{ ...applicant, phone: undefined }],
        district: 'khazar',
        language: 'az',
        registeredOn: '2027-02-03',
        relatedCaseId: about.id,
      },
      by,
    ),
  )
  await expect(opening).rejects.toThrow(/case_party_applicant_can_be_told/)
  expect(await database.db.rows('select id from case_file')).toHaveLength(before.length)
})

test('an applicant is found wherever the people of the case are kept', async () => {
  const application = aHousehold()
  const { id } = await received(transact, application)
  const other = await transact((records) =>
    records.cases.add({
      kind: 'appeal',
      numberPrefix: 'APL',
      district: 'other-baku',
      language: 'en',
      registeredOn: '2026-12-01',
    }),
  )
  await transact((records) => records.parties.add(other.id, [applicant]))
  await transact(async (records) => {
    expect(await records.parties.applicantOf(id)).toMatchObject({
      fin: application.applicant.fin,
      phone: application.applicant.phone,
    })
    expect(await records.parties.applicantOf(other.id)).toEqual({
      fin: applicant.fin,
      givenName: applicant.givenName,
      familyName: applicant.familyName,
      birthDate: applicant.birthDate,
      phone: applicant.phone,
      email: applicant.email,
      language: 'en',
    })
  })

  const ours = await transact((records) =>
    records.cases.add({
      kind: 'office-plan',
      numberPrefix: 'PLAN',
      district: 'other-baku',
      language: 'az',
      registeredOn: '2026-12-01',
    }),
  )
  await expect(transact((records) => records.parties.applicantOf(ours.id))).rejects.toThrow(/Nobody is known/)
})

test('an ended case stays as it is, and a decided one is not open again', async () => {
  const { opened } = await aboutApplication()
  const set = (state: CaseState) => transact((records) => records.cases.setState(opened.id, state))
  await set('in-progress')
  await set('awaiting-applicant')
  await set('granted')
  await expect(set('in-progress')).rejects.toThrow(/is granted and cannot become in-progress/)
  await set('closed')
  await expect(set('granted')).rejects.toThrow(/is closed and cannot become granted/)
})
