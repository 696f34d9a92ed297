/** The self-employment programme in PostgreSQL: what comes back as it was kept, and what the constraints hold true. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { NewPanelMarks } from '../../../domain/business-plan.ts'
import { openSelfEmployment } from '../../../domain/open-self-employment.ts'
import type { Records, Transact } from '../../../domain/records.ts'
import type { ParticipantFacts } from '../../../domain/self-employment.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { aPlan } from '../../support/self-employed.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, { now: () => new Date('2026-11-26T06:00:00Z') })
})
afterAll(() => database.drop())

let people = 0
const nextFin = () => `7SEB${String((people += 1)).padStart(3, '0')}`
const apply = (fin = nextFin()) =>
  transact((records) =>
    openSelfEmployment(
      records,
      {
        applicant: {
          fin,
          givenName: 'Aygün',
          familyName: 'Əliyeva',
          birthDate: '1990-05-17',
          phone: '+994501234567',
        },
        language: 'az',
        idea: 'Evdə tikiş sexi.',
        registeredOn: '2026-11-26',
      },
      { actor: 'system:test', caseUrl: () => '' },
    ),
  ).then(({ id }) => id)
const programme = <T>(work: (port: Records['selfEmployments']) => Promise<T>) =>
  transact(({ selfEmployments }) => work(selfEmployments))
const way = (caseId: string) => programme((port) => port.get(caseId))

describe('an application', () => {
  test('keeps what becomes known of it, until it has ended', async () => {
    const caseId = await apply()
    expect(await way(caseId)).toMatchObject({ idea: 'Evdə tikiş sexi.', exclusions: [], selected: undefined })
    const known = {
      activity: 'tailoring',
      priorities: [{ priority: 'disability', figure: 60, source: 'law' }],
      points: [{ criterion: 'motivation', figure: 9, points: 18 }],
      selected: true,
      trainingFinished: false,
      dropOutReason: 'illness',
    } as const
    await programme((port) => port.keep(caseId, known))
    expect(await way(caseId)).toMatchObject(known)
    await programme((port) => port.close(caseId, 'training-not-finished'))
    await programme((port) => port.close(caseId, 'granted'))
    await programme((port) => port.keep(caseId, { selected: false }))
    await programme((port) => port.withdraw(caseId))
    expect(await way(caseId)).toMatchObject({
      selected: true,
      outcome: 'training-not-finished',
      withdrawnAt: undefined,
    })
  })

  test('is one of a person while it is open', async () => {
    const fin = nextFin()
    const caseId = await apply(fin)
    await expect(apply(fin)).rejects.toMatchObject({ code: 'CASE_ALREADY_OPEN' })
    await programme((port) => port.close(caseId, 'excluded'))
    await apply(fin)
  })

  test.each([
    [
      'a reason for dropping out of a training that was finished',
      'self_employment_dropping_out_has_reason',
      { trainingFinished: true, dropOutReason: 'family' },
    ],
    [
      'no reason for one that was not',
      'self_employment_dropping_out_has_reason',
      { trainingFinished: false },
    ],
    ['a passed plan that nobody took', 'self_employment_passed_plan_was_taken', { planPassed: true }],
    [
      'the selection of somebody excluded',
      'self_employment_excluded_is_not_selected',
      { selected: true, exclusions: [{ exclusion: 'entrepreneur', figure: 1, limit: 0, source: 'law' }] },
    ],
  ] as const)('does not keep %s', async (_what, constraint, known) => {
    const caseId = await apply()
    await expect(programme((port) => port.keep(caseId, known))).rejects.toMatchObject({ constraint })
  })

  test('is withdrawn only by who has withdrawn', async () => {
    const caseId = await apply()
    await expect(programme((port) => port.close(caseId, 'withdrawn'))).rejects.toMatchObject({
      constraint: 'self_employment_withdrawn_is_whole',
    })
    await programme((port) => port.withdraw(caseId))
    await programme((port) => port.close(caseId, 'withdrawn'))
    expect(await way(caseId)).toMatchObject({ outcome: 'withdrawn', withdrawnAt: '2026-11-26T06:00:00.000Z' })
  })

  test('is no other case', async () => {
    const strange = crypto.randomUUID()
    expect(await programme((port) => port.find(strange))).toBeUndefined()
    await expect(programme((port) => port.lock(strange))).rejects.toThrow(/none of the self-employment/)
  })
})

test('sessions are corrected, and nobody attends longer than one lasts', async () => {
  const caseId = await apply()
  const session = { heldOn: '2026-11-26', part: 1, plannedMinutes: 180, attendedMinutes: 90 }
  const add = (attendedMinutes: number) =>
    programme((port) => port.addSession(caseId, { ...session, attendedMinutes, by: 'staff:x' }))
  await add(90)
  await add(120)
  expect(await programme((port) => port.sessions(caseId))).toEqual([{ ...session, attendedMinutes: 120 }])
  await expect(add(181)).rejects.toMatchObject({ constraint: 'training_session_attended_within_planned' })
})

test('plans are kept one after the other, with the amounts of their lines', async () => {
  const caseId = await apply()
  expect(await programme((port) => port.newestPlan(caseId))).toBeUndefined()
  await programme((port) => port.addPlan(caseId, { ...aPlan, summary: 'İlk variant.', by: 'staff:x' }))
  await programme((port) => port.addPlan(caseId, { ...aPlan, by: 'staff:x' }))
  expect(await programme((port) => port.newestPlan(caseId))).toEqual({ ...aPlan, version: 2 })
  await expect(
    database.db.rows(`update business_plan set summary = 'x' where case_id = $1`, [caseId]),
  ).rejects.toThrow(/permission denied/)
})

describe('marks of the panel', () => {
  const marks: NewPanelMarks = { feasibility: 25, marketPotential: 0, budgetQuality: 21, defence: 20 }
  const enter = (caseId: string, member: string, more: Partial<NewPanelMarks> = {}) =>
    programme((port) => port.enterMarks(caseId, member, { ...marks, ...more }))
  const give = (caseId: string, member: string, seat: number) =>
    programme((port) => port.giveMarks(caseId, member, seat))

  test('are corrected until they are given, and count from then on', async () => {
    const caseId = await apply()
    expect(await give(caseId, 'one', 2)).toBe(false)
    expect(await enter(caseId, 'one', { remark: 'Yaxşı plan.' })).toBe(true)
    expect(await enter(caseId, 'one', { defence: 19 })).toBe(true)
    expect(await programme((port) => port.marks(caseId))).toEqual([])
    const entered = { ...marks, defence: 19, member: 'one', remark: undefined }
    expect(await programme((port) => port.marksOf(caseId, 'one'))).toEqual({ ...entered, seat: undefined })
    expect(await programme((port) => port.marksOf(caseId, 'two'))).toBeUndefined()
    expect(await give(caseId, 'one', 2)).toBe(true)
    expect(await give(caseId, 'one', 1)).toBe(false)
    expect(await enter(caseId, 'one', { defence: 25 })).toBe(false)
    await enter(caseId, 'two', { remark: 'Bazar zəifdir.' })
    await give(caseId, 'two', 1)
    expect(await programme((port) => port.marks(caseId))).toEqual([
      { ...marks, member: 'two', remark: 'Bazar zəifdir.', seat: 1 },
      { ...entered, seat: 2 },
    ])
  })

  test('of one person take one of two seats, also at the same moment', async () => {
    const caseId = await apply()
    await enter(caseId, 'one')
    const both = await Promise.all([give(caseId, 'one', 1), give(caseId, 'one', 2)])
    expect(both.toSorted()).toEqual([false, true])
  })

  test('stay as they were given, whoever writes, and a seat has one member', async () => {
    const caseId = await apply()
    await enter(caseId, 'one')
    await give(caseId, 'one', 1)
    await enter(caseId, 'two')
    await expect(give(caseId, 'two', 1)).rejects.toMatchObject({ constraint: 'panel_mark_once_per_seat' })
    await expect(
      asOwner(database, 'update panel_mark set defence = 25 where case_id = $1 and seat = 1', [caseId]),
    ).rejects.toMatchObject({ constraint: 'panel_mark_given_stays' })
    await expect(database.db.rows('delete from panel_mark where case_id = $1', [caseId])).rejects.toThrow(
      /permission denied/,
    )
  })

  test('are within their range', async () => {
    const caseId = await apply()
    await expect(enter(caseId, 'one', { feasibility: 26 })).rejects.toMatchObject({
      constraint: 'panel_mark_feasibility_check',
    })
    await expect(enter(caseId, 'one', { remark: '' })).rejects.toMatchObject({
      constraint: 'panel_mark_remark_check',
    })
  })
})

test('an asset is set aside once, and given back once', async () => {
  const caseId = await apply()
  const contract = {
    caseId,
    activity: 'tailoring',
    assetKind: 'equipment',
    description: 'İki tikiş maşını',
    valueQepik: 240_000,
    signedOn: '2026-11-26',
  } as const
  await transact((records) => records.assetContracts.add(contract))
  await programme((port) => port.reserve(caseId, 240_000))
  await programme((port) => port.reserve(caseId, 100_000))
  expect(await programme((port) => port.release(caseId, 'withdrawn'))).toBe(true)
  expect(await programme((port) => port.release(caseId, 'handover-failed'))).toBe(false)
  expect(
    await asOwner(database, 'select value_qepik, release_reason from asset_reservation where case_id = $1', [
      caseId,
    ]),
  ).toEqual([{ value_qepik: '240000', release_reason: 'withdrawn' }])
})

test('those admitted in a year are counted by their basis, the case itself left out', async () => {
  const facts: ParticipantFacts = {
    basis: 'unemployed',
    receivesUnemploymentInsurance: false,
    isEntrepreneur: false,
    runningContracts: 0,
    landSharePercent: 0,
    landShareLimitPercent: 50,
    receivesTargetedAssistance: false,
    disabilityPercent: 0,
    monthsUnemployed: 3,
    longUnemployedMonths: 12,
    monthsToPension: 240,
    nearPensionMonths: 24,
    releasedFromPrison: false,
  }
  const before = await programme((port) => port.taken('2026', crypto.randomUUID()))
  const [one, other, excluded] = [await apply(), await apply(), await apply()]
  const exclusion = { exclusion: 'entrepreneur', figure: 1, limit: 0, source: 'law' } as const
  await programme(async (port) => {
    await port.keep(one, { facts })
    await port.keep(other, { facts })
    await port.keep(excluded, { facts, exclusions: [exclusion] })
  })
  const counted = (except: string) => programme((port) => port.taken('2026', except))
  expect(await counted(one)).toEqual({ ...before, unemployed: before.unemployed + 1 })
  expect(await counted(excluded)).toEqual({ ...before, unemployed: before.unemployed + 2 })
  expect(await programme((port) => port.taken('2025', one))).toEqual({ unemployed: 0, landShare: 0 })
})
