/** What a programme counts, from records of every kind: who, where, in which group, and in which time. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { systemClock } from '../../../domain/clock.ts'
import type { IndicatorValue } from '../../../domain/employment-programme.ts'
import type { Transact } from '../../../domain/records.ts'
import { openProgramme } from '../../../workers/programme/open-programme.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { jobSeeker, type CountedPerson } from '../../support/counted-people.ts'
import { aHousehold, received } from './a-household.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, systemClock)
})
afterAll(() => database.drop())

const rows = (sql: string, values: readonly unknown[] = []) => asOwner(database, sql, values)
const person = (known: CountedPerson) => jobSeeker({ transact, rows }, known)
const ages = { youthYears: 29, longTermMonths: 12, workingAgeFrom: 15, pensionAgeMonths: 780 }
const by = { actor: 'worker:test', caseUrl: (id: string) => `https://dost.example/cases/${id}` }

/** Figures other than 0 as `indicator place group: value`. */
const told = (values: readonly IndicatorValue[]) =>
  values.map(({ indicator, place, group, value }) => `${indicator} ${place} ${group}: ${value}`).toSorted()

test('people are counted once, by settlement and group, within the time', async () => {
  const month = { registeredOn: '2026-03-10' }
  await person({ ...month, fin: '7AAAAA1', settlement: 'Buzovna', birthDate: '2000-05-01' })
  await person({ ...month, fin: '7AAAAA2', settlement: 'Buzovna', state: 'placed', endedOn: '2026-03-25' })
  // Came back, from another settlement: one person, where they lived last.
  await person({ fin: '7AAAAA2', registeredOn: '2026-06-01', settlement: 'Qala' })
  await person({ ...month, fin: '7AAAAA3' })
  await person({
    fin: '7AAAAA4',
    registeredOn: '2024-01-15',
    unemployedSince: '2024-02-01',
    settlement: 'Çilov',
    trained: '2026-04-02',
    assetOn: '2026-05-05',
  })
  await person({ fin: '7AAAAA5', registeredOn: '2027-01-01', settlement: 'Zirə' })
  const files = await transact((records) =>
    openProgramme(records, 2027, new Date('2026-10-05T08:00:00Z'), by),
  )
  const { id: caseId } = files.file

  // What the registers say of two of them.
  await transact(async (records) => {
    const about = { givenName: 'S', familyName: 'Q', birthDate: '1980-03-01', householdId: 'H-1' }
    const members = [{ ...about, fin: '7AAAAA4', sex: 'female' as const }]
    await records.registerAnswers.add(caseId, 'population', { members }, 'a'.repeat(64))
    const disabilities = [
      { fin: '7AAAAA1', percent: 40 },
      { fin: '7AAAAA4', percent: 40, validTo: '2026-09-30' },
    ]
    await records.registerAnswers.add(caseId, 'disability', { disabilities }, 'b'.repeat(64))
  })
  const count = (quarter: number, from: string, to: string) =>
    transact((records) => records.employmentProgrammes.count(caseId, quarter, { from, to }, ages))
  expect(told(await count(0, '2025-10-05', '2026-10-04'))).toEqual([
    'placed Buzovna all: 1',
    'registered Buzovna all: 1',
    'registered Buzovna disability: 1',
    'registered Buzovna youth: 1',
    'registered Qala all: 1',
    'registered elsewhere all: 1',
    'self-employed Çilov all: 1',
    'self-employed Çilov long-term: 1',
    'self-employed Çilov women: 1',
    'trained Çilov all: 1',
    'trained Çilov long-term: 1',
    'trained Çilov women: 1',
  ])
  expect(told(await count(1, '2027-01-01', '2027-03-31'))).toEqual(['registered Zirə all: 1'])
  // Never counted again.
  await expect(count(1, '2027-01-01', '2027-03-31')).rejects.toThrow()
  const { baseline, programme } = await transact((records) => records.employmentProgrammes.whole(caseId))
  expect(baseline).toHaveLength(12)
  expect(programme).toMatchObject({ baselineFrom: '2025-10-05', baselineTo: '2026-10-04', state: 'draft' })
})

test('able-bodied are those of working age in families whose aid runs on the last day', async () => {
  const household = aHousehold()
  const { id: aidedId } = await received(transact, household)
  await rows(`insert into decision values ($1, 'assign', 70000, '{}', '[]', '[]', '{}', now())`, [aidedId])
  await rows(
    `insert into entitlement (case_id, kind, valid_from, valid_to, monthly_amount_qepik, assigned_at)
     values ($1, 'targeted-social-assistance', '2026-10-01', '2027-09-30', 70000, now())`,
    [aidedId],
  )
  const able = household.declaration.members.filter(
    ({ ableToWork, birthDate, absence }) => ableToWork && birthDate <= '2011-12-31' && absence === undefined,
  )
  const settlement = household.declaration.address.settlement ?? 'elsewhere'
  const { file } = await transact((records) =>
    openProgramme(records, 2028, new Date('2026-12-31T08:00:00Z'), by),
  )
  const count = async (quarter: number, to: string) =>
    told(
      await transact((records) =>
        records.employmentProgrammes.count(file.id, quarter, { from: '2026-01-01', to }, ages),
      ),
    ).filter((text) => text.startsWith('able-bodied') && text.includes(' all'))
  expect(able.length).toBeGreaterThan(0)
  expect(await count(0, '2026-12-31')).toEqual([`able-bodied ${settlement} all: ${able.length}`])
  expect(await count(1, '2026-09-30')).toEqual([])
  await rows(
    `insert into entitlement_suspension (entitlement_id, from_period, cause, suspended_at)
     select id, '2026-11', 'vehicle', now() from entitlement where case_id = $1`,
    [aidedId],
  )
  expect(await count(2, '2026-12-31')).toEqual([])
})

test('a year has one programme, whoever opens it', async () => {
  const now = new Date('2027-10-05T08:00:00Z')
  const opened = await Promise.all(
    [1, 2, 3].map(() => transact((records) => openProgramme(records, 2029, now, by))),
  )
  expect(opened.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(opened.map(({ file }) => file.number)).size).toBe(1)
  const other = await transact((records) =>
    records.cases.add({
      kind: 'territorial-employment-programme',
      numberPrefix: 'TEP',
      district: 'other-baku',
      language: 'az',
      registeredOn: '2027-10-05',
    }),
  )
  await expect(
    transact((records) => records.employmentProgrammes.add({ caseId: other.id, year: 2029 })),
  ).rejects.toMatchObject({ code: 'PROGRAMME_ALREADY_THERE' })
})
