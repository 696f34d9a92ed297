/** What an order pays: the month, months left over, additions and deductions, and what holds and ends leave out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunDifferences } from '../../../domain/payment-run.ts'
import { kind, openPaymentOffice, type Family, type PaymentOffice } from './a-payment-run.ts'

let office: PaymentOffice
beforeEach(async () => {
  office = await openPaymentOffice()
})
afterEach(() => office.close())

const amountOf = async (run: string, family: Family) =>
  Number((await office.orderOf(run, family)).amount_qepik)
const partsOf = async (run: string, family: Family) =>
  office.rows<{ part: string; months: number; amount_qepik: string }>(
    'select part, months, amount_qepik from order_part where order_id = $1 order by part, amount_qepik',
    [(await office.orderOf(run, family)).id],
  )
const frozen = async (period: string) => {
  const run = await office.open(period)
  await office.runs((port) => port.freeze(run))
  return run
}
/** The month is paid and the run closed. */
const paidMonth = async (period: string) => {
  await office.fund(period)
  const run = await office.open(period)
  await office.approve(run)
  await office.paid(run)
  return run
}
const adjust = (family: Family, part: 'addition' | 'deduction', amountQepik: number, reference: string) =>
  office.runs((port) =>
    port.adjust({
      entitlementId: family.entitlementId,
      part,
      amountQepik,
      fromPeriod: '2027-01',
      reason: 'overpayment-recovery',
      reference,
      by: 'dsmf-payment-maker',
    }),
  )

test('an entitlement is paid from its first to its last month, the last day of February included', async () => {
  const family = await office.family({ validFrom: '2028-01-01', validTo: '2028-02-29' })
  await expect(office.orderOf(await frozen('2027-12'), family)).rejects.toThrow(/no order/)
  expect(await amountOf(await frozen('2028-01'), family)).toBe(700_00)
  expect(await amountOf(await frozen('2028-02'), family)).toBe(700_00)
  await expect(office.orderOf(await frozen('2028-03'), family)).rejects.toThrow(/no order/)
})

test('months left over are paid with the next, also after the entitlement has ended', async () => {
  const family = await office.family({ validFrom: '2026-11-01', validTo: '2027-01-31' })
  const run = await frozen('2027-03')
  expect(await amountOf(run, family)).toBe(3 * 700_00)
  expect(await partsOf(run, family)).toEqual([{ part: 'arrears', months: 3, amount_qepik: '210000' }])
})

test('back pay goes back three years', async () => {
  const family = await office.family({ validFrom: '2020-01-01', validTo: '2040-12-31', monthlyQepik: 100_00 })
  expect(await amountOf(await frozen('2027-01'), family)).toBe(36 * 100_00)
})

test('a payment made apart comes first: the run waits for it and goes on after it', async () => {
  const family = await office.family({ validFrom: '2026-11-01', firstPayment: 'apart' })
  const { caseId, entitlementId, iban } = family
  expect(await office.ordersOf(await frozen('2027-01'))).toEqual([])
  await office.transact((records) =>
    records.payments.order({
      caseId,
      entitlementId,
      period: '2027-01',
      orderKind: 'first',
      amountQepik: 3 * 700_00,
      arrears: { months: 2, amountQepik: 2 * 700_00 },
      endToEndId: 'FIRST00000000001',
      iban,
      payeeName: 'A. M.',
    }),
  )
  expect(await amountOf(await frozen('2027-02'), family)).toBe(700_00)
})

test('arrears, an addition and a deduction stand in one order; a fifth at most is kept back', async () => {
  const family = await office.family({ validFrom: '2026-12-01', monthlyQepik: 500_00 })
  await adjust(family, 'addition', 100_00, 'A-1')
  await adjust(family, 'deduction', 150_00, 'D-1')
  await adjust(family, 'deduction', 400_00, 'D-2')
  await adjust(family, 'deduction', 400_00, 'D-2')
  const run = await frozen('2027-01')
  expect(await partsOf(run, family)).toEqual([
    { part: 'addition', months: 0, amount_qepik: '10000' },
    { part: 'arrears', months: 1, amount_qepik: '50000' },
    { part: 'deduction', months: 0, amount_qepik: '7000' },
    { part: 'deduction', months: 0, amount_qepik: '15000' },
  ])
  expect(await amountOf(run, family)).toBe(1000_00 + 100_00 - 220_00)

  // The next month goes on where this one stopped, and adds nothing twice.
  const next = await frozen('2027-02')
  expect(await partsOf(next, family)).toEqual([{ part: 'deduction', months: 0, amount_qepik: '10000' }])
  expect(await amountOf(next, family)).toBe(400_00)
})

describe('a hold', () => {
  test.each([
    ['on the entitlement', (family: Family) => ({ entitlementId: family.entitlementId })],
    ['on the kind of aid', () => ({ kind })],
    ['on everything', () => ({})],
  ])('%s leaves the month out; released, the next run pays it as arrears', async (_, scope) => {
    const family = await office.family()
    const hold = await office.runs((port) =>
      port.hold({ ...scope(family), fromPeriod: '2027-01', reason: 'stop-order', by: 'dsmf-payment-maker' }),
    )
    const run = await frozen('2027-01')
    expect(await office.ordersOf(run)).toEqual([])
    await expect(office.runs((port) => port.releaseHold(hold, 'dsmf-payment-maker'))).rejects.toMatchObject({
      code: 'HOLD_RELEASED_BY_ITS_MAKER',
    })
    await office.runs((port) => port.releaseHold(hold, 'dsmf-payment-checker'))
    expect(await amountOf(await frozen('2027-02'), family)).toBe(1400_00)
  })

  test('for some months ends by itself', async () => {
    const family = await office.family()
    await office.runs((port) =>
      port.hold({
        kind,
        fromPeriod: '2027-01',
        toPeriod: '2027-02',
        reason: 'freeze-period',
        by: 'dsmf-head',
      }),
    )
    expect(await office.ordersOf(await frozen('2027-02'))).toEqual([])
    expect(await amountOf(await frozen('2027-03'), family)).toBe(3 * 700_00)
  })

  test('after the freeze takes the order out; released before the approval it is back', async () => {
    const stopped = await office.family()
    await office.family()
    const run = await frozen('2027-01')
    const stop = { entitlementId: stopped.entitlementId, fromPeriod: '2027-01', reason: 'stop-order' }
    const hold = await office.runs((port) => port.hold({ ...stop, by: 'dsmf-payment-maker' }))
    expect(await office.runs((port) => port.check(run))).toMatchObject({
      total: { count: 1 },
      held: [{ reason: 'stop-order', count: 1, sumQepik: 700_00 }],
    })
    await office.runs((port) => port.releaseHold(hold, 'dsmf-payment-checker'))
    expect(await office.runs((port) => port.check(run))).toMatchObject({ total: { count: 2 }, held: [] })
  })

  test('after the approval keeps the order out of the file, and the run closes without it', async () => {
    const stopped = await office.family()
    await office.family()
    const run = await office.open()
    await office.approve(run)
    const order = await office.orderOf(run, stopped)
    await office.runs((port) =>
      port.hold({ orderId: order.id, fromPeriod: '2027-01', reason: 'stop-order', by: 'dsmf-payment-maker' }),
    )
    const files = await office.send(run)
    expect(files).toMatchObject([{ orderCount: 1, controlSumQepik: 700_00 }])
    await office.answer(
      (await office.settled(run)).filter(({ endToEndId }) => endToEndId !== order.end_to_end_id),
    )
    expect(await office.runs((port) => port.close(run))).toMatchObject({
      closed: true,
      settled: { count: 1 },
      cancelled: { count: 1, sumQepik: 700_00 },
    })
    expect(await amountOf(await frozen('2027-02'), stopped)).toBe(1400_00)
  })

  test('on a month that a later run took for paid comes back as an addition', async () => {
    const stopped = await office.family()
    const run = await office.open()
    await office.runs((port) => port.freeze(run))
    const order = await office.orderOf(run, stopped)
    await office.runs((port) =>
      port.hold({ orderId: order.id, fromPeriod: '2027-01', reason: 'stop-order', by: 'dsmf-payment-maker' }),
    )
    expect(await amountOf(await frozen('2027-02'), stopped)).toBe(700_00)
    await office.runs((port) => port.cancel(run, 'nothing left in it'))
    const march = await frozen('2027-03')
    expect(await amountOf(march, stopped)).toBe(1400_00)
    expect(await partsOf(march, stopped)).toEqual([{ part: 'addition', months: 0, amount_qepik: '70000' }])
  })
})

test('the differences against the month before explain the sum', async () => {
  await office.family({ monthlyQepik: 100_00, validFrom: '2026-11-01' })
  await office.family({ monthlyQepik: 200_00, validTo: '2027-01-31' })
  const stopped = await office.family({ monthlyQepik: 300_00 })
  const changed = await office.family({ monthlyQepik: 400_00 })
  const indebted = await office.family({ monthlyQepik: 500_00 })
  await paidMonth('2027-01')

  await office.fund('2027-02')
  await office.rows('update entitlement set monthly_amount_qepik = 45000 where id = $1', [
    changed.entitlementId,
  ])
  await office.family({ monthlyQepik: 600_00, validFrom: '2027-02-01' })
  await office.family({ monthlyQepik: 50_00, validFrom: '2026-12-01' })
  await adjust(indebted, 'deduction', 30_00, 'D-1')
  await office.runs((port) =>
    port.hold({
      entitlementId: stopped.entitlementId,
      fromPeriod: '2027-02',
      reason: 'stop-order',
      by: 'a-maker',
    }),
  )
  const run = await office.open('2027-02')
  const { differences } = await office.approve(run)
  expect(differences).toEqual({
    before: { count: 5, sumQepik: 1700_00 },
    new: { count: 2, sumQepik: 650_00 },
    ended: { count: 1, sumQepik: 200_00 },
    suspended: { count: 1, sumQepik: 300_00 },
    changed: { count: 1, sumQepik: 50_00 },
    arrears: { count: 1, sumQepik: 100_00 },
    arrearsBefore: { count: 1, sumQepik: 200_00 },
    additions: { count: 0, sumQepik: 0 },
    additionsBefore: { count: 0, sumQepik: 0 },
    deductions: { count: 1, sumQepik: 30_00 },
    deductionsBefore: { count: 0, sumQepik: 0 },
    unexplained: { count: 0, sumQepik: 0 },
    now: { count: 5, sumQepik: 1770_00 },
  } satisfies RunDifferences)
  expect(explained(differences)).toBe(differences.now.sumQepik)
})

const explained = (found: RunDifferences): number =>
  found.before.sumQepik +
  found.new.sumQepik -
  found.ended.sumQepik -
  found.suspended.sumQepik -
  found.unexplained.sumQepik +
  found.changed.sumQepik +
  (found.arrears.sumQepik - found.arrearsBefore.sumQepik) +
  (found.additions.sumQepik - found.additionsBefore.sumQepik) -
  (found.deductions.sumQepik - found.deductionsBefore.sumQepik)
