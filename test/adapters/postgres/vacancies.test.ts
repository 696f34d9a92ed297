/** Vacancies in PostgreSQL: closed early, and who that is kept from, whoever writes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { Transact } from '../../../domain/records.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { jobSeekersOf } from '../../support/job-seekers.ts'

let database: TestDatabase
let transact: Transact
let seekers: ReturnType<typeof jobSeekersOf>
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, { now: () => new Date('2026-11-26T06:00:00Z') })
  seekers = jobSeekersOf(transact)
})
afterAll(() => database.drop())

const close = (id: string) =>
  transact(({ vacancies }) => vacancies.close(id, { reason: 'filled-otherwise', by: 'system:test' }))
const isOffered = async (id: string) =>
  (await transact(({ vacancies }) => vacancies.openOn('2026-11-26'))).some((one) => one.id === id)

test('a vacancy is closed once; from then on it is offered to nobody, and its referrals end as they stand', async () => {
  const { id, number } = await seekers.vacancy(3)
  const [waits, hired, late] = [await seekers.register(), await seekers.register(), await seekers.register()]
  const [waiting, settled] = [await seekers.refer(waits, id), await seekers.refer(hired, id)]
  await transact(({ jobReferrals }) => jobReferrals.answer(settled.id, { answer: 'hired' }))
  expect(await transact(({ vacancies }) => vacancies.get(id))).toMatchObject({
    placesLeft: 1,
    awaited: 1,
    closed: undefined,
  })
  expect(await isOffered(id)).toBe(true)

  expect(await close(id)).toBe(true)
  expect(await close(id)).toBe(false)
  expect(await isOffered(id)).toBe(false)
  expect(await transact(({ vacancies }) => vacancies.findByNumber(number))).toMatchObject({
    closed: { reason: 'filled-otherwise' },
  })
  const ended = await transact(({ jobReferrals }) => jobReferrals.endForClosed(id))
  expect(ended).toMatchObject([{ id: waiting.id, caseId: waits, state: 'vacancy-closed' }])
  expect(await transact(({ jobReferrals }) => jobReferrals.endForClosed(id))).toEqual([])
  expect(await transact(({ jobReferrals }) => jobReferrals.answer(waiting.id, { answer: 'hired' }))).toBe(
    false,
  )
  expect((await transact(({ jobReferrals }) => jobReferrals.get(settled.id))).state).toBe('hired')
  await expect(seekers.refer(late, id)).rejects.toMatchObject({ code: 'VACANCY_CLOSED' })

  // Whoever writes past the program.
  await expect(
    asOwner(
      database,
      `insert into job_referral (number, case_id, vacancy_id, match, sent_at, answer_due_at)
       values ('REF-2026-999998', $1, $2, '{}', now(), now())`,
      [late, id],
    ),
  ).rejects.toMatchObject({ constraint: 'job_referral_to_open_vacancy' })
  await expect(
    asOwner(database, `update vacancy set closing_reason = 'entered-by-mistake' where id = $1`, [id]),
  ).rejects.toMatchObject({ constraint: 'vacancy_closes_once' })
})

test('a vacancy is closed while somebody is being referred there: the referral came first and ends, or is refused', async () => {
  const [{ id }, caseId] = [await seekers.vacancy(), await seekers.register()]
  const closing = () =>
    transact(async ({ vacancies, jobReferrals }) => {
      await vacancies.close(id, { reason: 'withdrawn-by-employer', by: 'system:test' })
      return jobReferrals.endForClosed(id)
    })
  const [referred, ended] = await Promise.allSettled([seekers.refer(caseId, id), closing()])
  const states = (await transact(({ jobReferrals }) => jobReferrals.of(caseId))).map(({ state }) => state)
  expect(ended.status).toBe('fulfilled')
  expect(states).toEqual(referred.status === 'fulfilled' ? ['vacancy-closed'] : [])
})

test('a vacancy is listed while an answer is awaited, though it is full or over, when that is asked for', async () => {
  const [{ id, number }, caseId] = [await seekers.vacancy(1), await seekers.register()]
  const { id: referralId } = await seekers.refer(caseId, id)
  const listed = async (openOn: string, orAwaited: boolean) =>
    (
      await transact(({ vacancies }) =>
        vacancies.list({
          field: undefined,
          place: undefined,
          openOn,
          orAwaited,
          after: undefined,
          limit: 1_000,
        }),
      )
    ).some((one) => one.number === number)
  expect([await listed('2026-11-26', false), await listed('2026-11-26', true)]).toEqual([false, true])
  expect(await listed('2100-01-01', true)).toBe(true)
  await transact(({ jobReferrals }) => jobReferrals.settle(referralId))
  expect(await listed('2100-01-01', true)).toBe(false)
})
