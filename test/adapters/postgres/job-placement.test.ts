/** The register and referrals in PostgreSQL: what the constraints hold true, whoever writes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { Transact } from '../../../domain/records.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { electrician, jobSeekersOf, nextFin } from '../../support/job-seekers.ts'

let database: TestDatabase
let transact: Transact
let now = new Date('2026-11-26T06:00:00Z')
let seekers: ReturnType<typeof jobSeekersOf>
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, { now: () => now })
  seekers = jobSeekersOf(transact)
})
afterAll(() => database.drop())

const register: typeof seekers.register = (...asked) => seekers.register(...asked)
const vacancy: typeof seekers.vacancy = (...asked) => seekers.vacancy(...asked)
const refer: typeof seekers.refer = (...asked) => seekers.refer(...asked)
const refuseAs = async (caseId: string, judgement: 'founded' | 'unfounded') => {
  const { id } = await refer(caseId, (await vacancy()).id)
  await transact(async ({ jobReferrals }) => {
    expect(await jobReferrals.refuse(id, 'Uzaqdır.')).toBe(true)
    await jobReferrals.judge(id, judgement)
  })
}

describe('the register', () => {
  test('keeps the profile, and has a person once', async () => {
    const fin = nextFin()
    const caseId = await register(fin)
    expect(await transact(({ jobSeekers }) => jobSeekers.get(caseId))).toMatchObject({
      fin,
      state: 'seeking',
      profile: electrician,
      registeredOn: '2026-11-26',
    })
    await expect(register(fin)).rejects.toMatchObject({ code: 'JOB_SEEKER_ALREADY_REGISTERED' })
    await expect(
      transact(({ jobSeekers }) =>
        jobSeekers.add({ caseId: crypto.randomUUID(), fin, profile: undefined, registeredOn: '2026-11-26' }),
      ),
    ).rejects.toMatchObject({ constraint: 'job_seeker_on_register_once' })
  })

  test('has two at the same moment once', async () => {
    const fin = nextFin()
    const both = await Promise.allSettled([register(fin), register(fin)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('takes nobody back before the day, also past the check', async () => {
    const fin = nextFin()
    const caseId = await register(fin)
    await transact(({ jobSeekers }) =>
      jobSeekers.end(caseId, { state: 'off-register', on: '2026-11-26', offRegisterUntil: '2027-11-26' }),
    )
    await expect(register(fin, '2027-11-25')).rejects.toMatchObject({
      code: 'OFF_REGISTER',
      detail: { offRegisterUntil: '2027-11-26' },
    })
    await expect(
      transact(({ jobSeekers }) =>
        jobSeekers.add({ caseId: crypto.randomUUID(), fin, profile: undefined, registeredOn: '2027-01-01' }),
      ),
    ).rejects.toMatchObject({ constraint: 'job_seeker_not_off_register' })
    await register(fin, '2027-11-26')
  })

  test('an entry that has ended stays as it ended', async () => {
    const caseId = await register()
    await transact(({ jobSeekers }) => jobSeekers.end(caseId, { state: 'placed', on: '2026-11-26' }))
    await transact(({ jobSeekers }) => jobSeekers.setUnemployed(caseId, '2026-11-27'))
    expect(await transact(({ jobSeekers }) => jobSeekers.leave(caseId, 'own-request', '2026-11-27'))).toBe(
      false,
    )
    expect(await transact(({ jobSeekers }) => jobSeekers.get(caseId))).toMatchObject({
      state: 'placed',
      unemployedSince: undefined,
    })
    await expect(
      transact(({ jobSeekers }) => jobSeekers.setProfile(caseId, electrician)),
    ).rejects.toMatchObject({ code: 'NOT_ON_REGISTER' })
  })

  test('gives no status to those who count as employed, nor measures without the status', async () => {
    const caseId = await register()
    await transact(({ jobSeekers }) =>
      jobSeekers.setProfile(caseId, { ...electrician, employedAs: 'full-time-student' }),
    )
    await expect(
      transact(({ jobSeekers }) => jobSeekers.setUnemployed(caseId, '2026-11-26')),
    ).rejects.toMatchObject({ constraint: 'job_seeker_no_status_for_employed' })
    await expect(
      transact(({ jobSeekers }) =>
        jobSeekers.beginMeasure(caseId, { measure: 'training', on: '2026-11-26', dueAt: undefined }),
      ),
    ).rejects.toMatchObject({ constraint: 'active_measure_for_unemployed' })
  })
})

describe('a referral', () => {
  test('is given no oftener than there are places, also by two at once', async () => {
    const { id } = await vacancy(1)
    const [one, other] = [await register(), await register()]
    const both = await Promise.allSettled([refer(one, id), refer(other, id)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const referred = both[0].status === 'fulfilled' ? one : other
    const [{ id: referralId } = { id: '' }] = await transact(({ jobReferrals }) => jobReferrals.of(referred))
    await transact(({ jobReferrals }) =>
      jobReferrals.answer(referralId, { answer: 'refused', reason: 'did-not-come' }),
    )
    expect((await transact(({ vacancies }) => vacancies.get(id))).placesLeft).toBe(1)
    await refer(referred === one ? other : one, id)
    // Whoever writes past the program.
    await expect(
      asOwner(
        database,
        `insert into job_referral (number, case_id, vacancy_id, match, sent_at, answer_due_at)
         values ('REF-2026-999999', $1, $2, '{}', now(), now())`,
        [await register(), id],
      ),
    ).rejects.toMatchObject({ constraint: 'job_referral_within_places' })
  })

  test('waits for one answer at a time, and goes to a vacancy once', async () => {
    const caseId = await register()
    const { id } = await vacancy(5)
    const first = await refer(caseId, id)
    await expect(refer(caseId, (await vacancy()).id)).rejects.toMatchObject({ code: 'ALREADY_REFERRED' })
    await transact(({ jobReferrals }) => jobReferrals.settle(first.id))
    await expect(refer(caseId, id)).rejects.toMatchObject({ code: 'ALREADY_REFERRED' })
  })

  test('is answered once; what came of it does not change', async () => {
    const caseId = await register()
    const { id } = await refer(caseId, (await vacancy()).id)
    expect(await transact(({ jobReferrals }) => jobReferrals.answer(id, { answer: 'hired' }))).toBe(true)
    expect(await transact(({ jobReferrals }) => jobReferrals.refuse(id, 'Gec.'))).toBe(false)
    expect((await transact(({ jobReferrals }) => jobReferrals.settle(id))).state).toBe('hired')
    await expect(
      asOwner(database, `update job_referral set state = 'no-answer' where id = $1`, [id]),
    ).rejects.toMatchObject({ constraint: 'job_referral_ends_once' })
  })

  test('is withdrawn when the person leaves, and nobody is referred after that', async () => {
    const caseId = await register()
    const { id } = await refer(caseId, (await vacancy()).id)
    await transact(({ jobSeekers }) => jobSeekers.leave(caseId, 'found-work', '2026-11-26'))
    expect((await transact(({ jobReferrals }) => jobReferrals.get(id))).state).toBe('withdrawn')
    await expect(refer(caseId, (await vacancy()).id)).rejects.toMatchObject({
      constraint: 'job_referral_of_register',
    })
  })
})

test('unfounded refusals are counted by person, over entries and within the days', async () => {
  const fin = nextFin()
  const first = await register(fin)
  await refuseAs(first, 'unfounded')
  await refuseAs(first, 'founded')
  await transact(({ jobSeekers }) => jobSeekers.leave(first, 'own-request', '2026-11-26'))
  now = new Date('2027-03-01T06:00:00Z')
  await refuseAs(await register(fin, '2027-03-01'), 'unfounded')
  const counted = (from: string, until: string) =>
    transact(({ jobReferrals }) => jobReferrals.unfoundedRefusals([fin, '7NXBXDY'], { from, until }))
  expect(await counted('2025-03-01', '2027-03-01')).toEqual([{ fin, count: 2, lastOn: '2027-03-01' }])
  expect(await counted('2026-11-27', '2027-03-01')).toEqual([{ fin, count: 1, lastOn: '2027-03-01' }])
  expect(await counted('2025-03-01', '2026-11-25')).toEqual([])
})
