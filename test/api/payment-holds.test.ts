/** Stop orders and freeze periods: who may hold what, once per key, and that another person lets go. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HoldAnswer } from '../../api/payment-run/run-answer.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import type { Family } from '../adapters/postgres/a-payment-run.ts'
import { openPayOffice, type PayOffice } from './pay-office.ts'

let office: PayOffice
let family: Family
let run: string
beforeAll(async () => {
  office = await openPayOffice()
  family = await office.family()
  await office.family()
  run = await office.open()
  await office.runs((port) => port.freeze(run))
})
afterAll(() => office.close())

const post = async (
  url: string,
  body: object = {},
  { group = 'dsmf-payment-maker', key }: { group?: StaffGroup; key?: string } = {},
) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: {
      ...(await office.logIn(group)),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    payload: body,
  })

const hold = (body: object, options?: { group?: StaffGroup; key?: string }) =>
  post('/v1/payment-holds', body, options)
const release = (id: string, group: StaffGroup) => post(`/v1/payment-holds/${id}/release`, {}, { group })
const ofFamily = (changes: object = {}) => ({
  scope: 'entitlement',
  entitlementId: family.entitlementId,
  fromPeriod: '2027-01',
  reason: 'stop-order',
  ...changes,
})
const states = async () =>
  (await office.runs((port) => port.progress(run))).orders.map(({ state, count }) => [state, count])

beforeEach(async () => {
  const held = await office.read('auditor', '/v1/payment-holds')
  for (const { holdId } of held.json<{ paymentHolds: HoldAnswer[] }>().paymentHolds) {
    await release(holdId, 'dsmf-head')
  }
})

test('one entitlement is held, and paid again after another person released it', async () => {
  const answer = await hold(ofFamily({ toPeriod: '2027-03', note: 'Letter 12 of the court' }))
  expect(answer.statusCode).toBe(201)
  const held = answer.json<HoldAnswer>()
  expect(held).toMatchObject({
    scope: 'entitlement',
    caseNumber: await office.caseNumberOf(family),
    fromPeriod: '2027-01',
    toPeriod: '2027-03',
    reason: 'stop-order',
    note: 'Letter 12 of the court',
    heldBy: 'dsmf-payment-maker',
    releasedBy: null,
  })
  expect(await states()).toEqual([
    ['held', 1],
    ['ordered', 1],
  ])
  expect((await office.ledgerOf(family.caseId)).at(-1)).toMatchObject({
    actor: 'staff:dsmf-payment-maker',
    action: 'payment-hold.set',
    reason: 'stop-order',
    after: { holdId: held.holdId, fromPeriod: '2027-01', toPeriod: '2027-03' },
  })

  const own = await release(held.holdId, 'dsmf-payment-maker')
  expect([own.statusCode, own.json<{ code: string }>().code]).toEqual([409, 'HOLD_RELEASED_BY_ITS_MAKER'])
  const released = await release(held.holdId, 'dsmf-payment-checker')
  expect(released.json()).toMatchObject({ releasedBy: 'dsmf-payment-checker' })
  expect(await states()).toEqual([['ordered', 2]])

  // Somebody else, later: it stays as it was released, and nothing more is told.
  const told = await office.ledgerOf(family.caseId)
  expect(told.at(-1)).toMatchObject({ action: 'payment-hold.released', after: { holdId: held.holdId } })
  expect((await release(held.holdId, 'dsmf-head')).json()).toMatchObject({
    releasedBy: 'dsmf-payment-checker',
  })
  expect(await office.ledgerOf(family.caseId)).toHaveLength(told.length)
})

test('the case stands for its entitlement', async () => {
  const { entitlementId: _id, ...rest } = ofFamily()
  const answer = await hold({ ...rest, caseNumber: await office.caseNumberOf(family) })
  expect(answer.json()).toMatchObject({ entitlementId: family.entitlementId })
})

test.each([
  [{ scope: 'kind', kind: 'targeted-social-assistance' }, 'kind'],
  [{ scope: 'everything' }, 'everything'],
] as const)('%j holds every order of the month', async (what, scope) => {
  const answer = await hold(
    { ...what, fromPeriod: '2027-01', toPeriod: '2027-01', reason: 'freeze-period' },
    { group: 'dsmf-head' },
  )
  expect(answer.json()).toMatchObject({ scope, entitlementId: null })
  expect(await states()).toEqual([['held', 2]])
  const seen = await office.read('analyst', `/v1/payment-runs/${run}`)
  expect(seen.json()).toMatchObject({ holdCount: 1, holds: [{ scope, reason: 'freeze-period' }] })
  await release(answer.json<HoldAnswer>().holdId, 'dsmf-payment-maker')
})

describe('the key of a request', () => {
  test('makes a repetition the same hold', async () => {
    const first = await hold(ofFamily(), { key: 'hold-2027-01-a' })
    const second = await hold(ofFamily(), { key: 'hold-2027-01-a' })
    expect(second.json()).toEqual(first.json())
    expect(second.headers['idempotency-replayed']).toBe('true')
    const rows = await office.rows('select from payment_hold where released_at is null')
    expect(rows).toHaveLength(1)
  })

  test('is refused with another body, also of another kind of request', async () => {
    await hold(ofFamily(), { key: 'hold-2027-01-b' })
    const other = await hold(ofFamily({ reason: 'court-order' }), { key: 'hold-2027-01-b' })
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  })

  test('belongs to the person', async () => {
    const mine = await hold(ofFamily(), { key: 'hold-2027-01-c' })
    const theirs = await hold(ofFamily(), { key: 'hold-2027-01-c', group: 'dsmf-payment-checker' })
    expect(theirs.json<HoldAnswer>().holdId).not.toBe(mine.json<HoldAnswer>().holdId)
  })
})

describe('what contradicts itself is refused with the field at fault', () => {
  const month = { fromPeriod: '2027-01', reason: 'stop-order' }
  const id = '00000000-0000-4000-8000-000000000000'
  test.each([
    ['/scope', { ...month }],
    ['/scope', { ...month, scope: 'all' }],
    ['/entitlementId', { ...month, scope: 'entitlement' }],
    ['/entitlementId', { ...month, scope: 'entitlement', entitlementId: id, caseNumber: 'UDSY-2026-000001' }],
    ['/entitlementId', { ...month, scope: 'entitlement', entitlementId: id }],
    ['/entitlementId', { ...month, scope: 'entitlement', entitlementId: `urn:uuid:${id}` }],
    ['/entitlementId', { ...month, scope: 'everything', entitlementId: id }],
    ['/caseNumber', { ...month, scope: 'entitlement', caseNumber: 'UDSY-2099-000001' }],
    ['/kind', { ...month, scope: 'kind' }],
    ['/kind', { ...month, scope: 'kind', kind: 'no-such-aid' }],
    ['/kind', { ...month, scope: 'everything', kind: 'targeted-social-assistance' }],
    ['/toPeriod', { ...month, scope: 'everything', toPeriod: '2026-12' }],
    ['/fromPeriod', { scope: 'everything', reason: 'stop-order', fromPeriod: '2027-13' }],
    ['/reason', { scope: 'everything', fromPeriod: '2027-01', reason: 'because' }],
    ['/note', { ...month, scope: 'everything', note: 'two\nlines' }],
    ['/orderId', { ...month, scope: 'everything', orderId: id }],
  ])('%s: %j', async (field, body) => {
    const answer = await hold(body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { field: string }[] }>().errors.map((fault) => fault.field)).toEqual([field])
    expect(await states()).toEqual([['ordered', 2]])
  })
})

test('a hold that is not there', async () => {
  const answer = await release('00000000-0000-4000-8000-000000000000', 'dsmf-head')
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'HOLD_NOT_FOUND'])
  expect((await release('nonsense', 'dsmf-head')).statusCode).toBe(400)
})

test('the list has those in force, newest first, and the others when asked', async () => {
  for (const reason of ['stop-order', 'court-order', 'under-review']) await hold(ofFamily({ reason }))
  const list = async (query: string) =>
    (await office.read('auditor', `/v1/payment-holds${query}`)).json<{
      paymentHolds: HoldAnswer[]
      nextCursor: string | null
    }>()
  const first = await list('?limit=2')
  expect(first.paymentHolds.map(({ reason }) => reason)).toEqual(['under-review', 'court-order'])
  const second = await list(`?limit=2&cursor=${first.nextCursor ?? ''}`)
  expect(second).toMatchObject({ paymentHolds: [{ reason: 'stop-order' }], nextCursor: null })
  const all = await list('?inForce=false&limit=100')
  expect(all.paymentHolds.length).toBeGreaterThan(3)
})
