/** Runs that are stopped: cancelled within the window, opened again, and payments that look like duplicates. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OperatorError } from '../../../domain/errors.ts'
import { openPaymentOffice, type PaymentOffice } from './a-payment-run.ts'

let office: PaymentOffice
beforeEach(async () => {
  office = await openPaymentOffice()
})
afterEach(() => office.close())

const booked = async () => {
  const accounts = await office.transact((records) => records.accounting.trialBalance())
  return Object.fromEntries(
    accounts.map(({ name, debitQepik, creditQepik }) => [name, debitQepik - creditQepik]),
  )
}

describe('a run cancelled in the window', () => {
  test('pays nothing, books everything back, and its month is paid by the next', async () => {
    const family = await office.family({ monthlyQepik: 500_00 })
    await office.runs((port) =>
      port.adjust({
        entitlementId: family.entitlementId,
        part: 'deduction',
        amountQepik: 60_00,
        fromPeriod: '2027-01',
        reason: 'overpayment-recovery',
        reference: 'D-1',
        by: 'dsmf-payment-maker',
      }),
    )
    const run = await office.open()
    await office.approve(run)
    expect(await booked()).toMatchObject({ 'benefit-expense': 500_00, 'benefits-payable': -440_00 })
    await office.runs((port) => port.cancel(run, 'the head stopped it'))
    await office.runs((port) => port.cancel(run, 'once more'))
    expect(Object.values(await booked())).toEqual([0, 0, 0, 0, 0])
    expect(await office.runs((port) => port.get(run))).toMatchObject({
      state: 'cancelled',
      reason: 'the head stopped it',
    })
    await expect(office.runs((port) => port.release(run))).rejects.toBeInstanceOf(OperatorError)

    const again = await office.open('2027-01', { purpose: 'supplementary' })
    await office.approve(again)
    expect(await office.orderOf(again, family)).toMatchObject({ amount_qepik: '44000', state: 'approved' })
  })

  test('is not cancelled any more once its files have numbers', async () => {
    await office.family()
    const run = await office.open()
    await office.approve(run)
    await office.runs((port) => port.release(run))
    await expect(office.runs((port) => port.cancel(run, 'too late'))).rejects.toThrow(/is released/)
  })

  test('or released: never both, however close they come', async () => {
    await office.family()
    const run = await office.open()
    await office.approve(run)
    const [cancelled, released] = await Promise.allSettled([
      office.runs((port) => port.cancel(run, 'stop')),
      office.runs((port) => port.release(run)),
    ])
    expect([cancelled.status, released.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    const files = await office.rows('select from payment_file where number is not null')
    expect(files).toHaveLength(released.status === 'fulfilled' ? 1 : 0)
  })
})

test.each(['frozen', 'checked', 'cancelled'])(
  'a run that is %s can be opened again and freezes anew',
  async (state) => {
    const family = await office.family()
    const run = await office.open()
    await office.runs((port) => port.freeze(run))
    if (state !== 'frozen') await office.runs((port) => port.check(run))
    if (state === 'cancelled') await office.runs((port) => port.cancel(run, 'wrong list'))
    await office.family()
    await office.runs((port) => port.reopen(run))
    await office.runs((port) => port.reopen(run))
    expect(await office.runs((port) => port.get(run))).toMatchObject({
      state: 'open',
      round: 2,
      orderCount: 0,
    })
    await office.approve(run)
    expect(await office.orderOf(run, family)).toMatchObject({ order_kind: 'monthly-1-2', state: 'approved' })
    expect(await office.runs((port) => port.progress(run))).toMatchObject({
      orders: [{ state: 'approved', count: 2, sumQepik: 1400_00 }],
      files: [{ state: 'planned', orderCount: 2 }],
    })
  },
)

describe('what looks like a duplicate is held with its reason, and paid when a person says so', () => {
  const iban = 'AZ21NABZ00000000137010001944'
  const checked = async (run: string) => {
    await office.runs((port) => port.freeze(run))
    return office.runs((port) => port.check(run))
  }

  test('two families with one account: the earlier one is paid', async () => {
    const later = await office.family({ iban, assignedAt: '2026-12-12T08:00:00Z' })
    const earlier = await office.family({ iban, assignedAt: '2026-12-11T08:00:00Z' })
    const run = await office.open()
    expect(await checked(run)).toMatchObject({
      total: { count: 1 },
      held: [{ reason: 'same-account', count: 1, sumQepik: 700_00 }],
    })
    expect(await office.orderOf(run, earlier)).toMatchObject({ state: 'ordered' })
    expect(await office.orderOf(run, later)).toMatchObject({ state: 'held' })

    const [hold] = await office.runs((port) => port.holds(run))
    expect(hold).toMatchObject({ reason: 'same-account', by: 'system' })
    await office.runs((port) => port.releaseHold(hold?.id ?? '', 'dsmf-payment-checker'))
    // What a person released is not held again for the same reason.
    expect(await office.runs((port) => port.check(run))).toMatchObject({ total: { count: 2 }, held: [] })
  })

  test('one family with two cases', async () => {
    const first = await office.family()
    await office.family({ householdId: first.householdId, assignedAt: '2026-12-12T08:00:00Z' })
    expect(await checked(await office.open())).toMatchObject({
      held: [{ reason: 'same-household', count: 1 }],
    })
  })

  test('an account that another run of the month has paid to', async () => {
    await office.family({ iban })
    const run = await office.open()
    await office.approve(run)
    await office.family({ iban })
    const late = await office.open('2027-01', { purpose: 'supplementary' })
    expect(await checked(late)).toMatchObject({
      total: { count: 0 },
      held: [{ reason: 'same-account', count: 1 }],
    })
  })

  test('an account that another kind of aid pays to for somebody else', async () => {
    await office.family({ iban, kind: 'age-benefit' })
    await office.runs((port) => port.setAppropriation('age-benefit', '2027-01', 1_000_000, 'test'))
    await office.approve(await office.open('2027-01', { kind: 'age-benefit', payDay: '2027-01-25' }))
    await office.family({ iban })
    expect(await checked(await office.open())).toMatchObject({ held: [{ reason: 'same-account', count: 1 }] })
  })

  test('but not one family with two kinds of aid on one account', async () => {
    const both = await office.family({ iban, kind: 'age-benefit' })
    await office.rows(
      `insert into entitlement (case_id, kind, valid_from, valid_to, monthly_amount_qepik, first_payment, assigned_at)
       values ($1, 'targeted-social-assistance', '2027-01-01', '2027-12-31', 10000, 'with-run', now())`,
      [both.caseId],
    )
    await office.runs((port) => port.setAppropriation('age-benefit', '2027-01', 1_000_000, 'test'))
    await office.approve(await office.open('2027-01', { kind: 'age-benefit', payDay: '2027-01-25' }))
    expect(await checked(await office.open())).toMatchObject({ total: { count: 1 }, held: [] })
  })
})
