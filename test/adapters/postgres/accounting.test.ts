/**
 * The books: after whatever happens to payments, in whatever order, both sides are equal and each account holds
 * what the orders say.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DomainError, OperatorError } from '../../../domain/errors.ts'
import { endToEndId } from '../../../domain/end-to-end-id.ts'
import {
  kind,
  lineFor,
  openPaymentOffice,
  type Family,
  type OrderRow,
  type PaymentOffice,
} from './a-payment-run.ts'

let office: PaymentOffice
beforeAll(async () => {
  office = await openPaymentOffice()
})
afterAll(() => office.close())

const balances = async () =>
  Object.fromEntries(
    (await office.transact((records) => records.accounting.trialBalance())).map(
      ({ name, debitQepik, creditQepik }) => [name, debitQepik - creditQepik],
    ),
  )

/** What each account must hold, worked out from the orders without the books. */
const fromOrders = async () => {
  const [row] = await office.rows<Record<string, string>>(`
    with paid_out as (
      select payment_order.*, coalesce((select sum(amount_qepik) from order_part where order_id = payment_order.id and part = 'deduction'), 0) as kept_back,
        exists (select from posting where about = payment_order.id and event in ('approved', 'approved-again')) as approved
      from payment_order
    ), back as (
      select * from paid_out came where state in ('rejected', 'returned') and approved and not exists (
        select from paid_out again where again.entitlement_id = came.entitlement_id and again.period = came.period
          and again.approved and again.id > came.id)
    ), outside as (
      select coalesce(sum(amount_qepik) filter (where event = 'overpaid'), 0) as overpaid,
        coalesce(sum(amount_qepik) filter (where event = 'recovered'), 0) as recovered
      from posting where event in ('overpaid', 'recovered')
    )
    select
      recovered - (select coalesce(sum(amount_qepik), 0) from paid_out where state = 'settled') as bank,
      -(select coalesce(sum(amount_qepik), 0) from paid_out where approved and state in ('ordered', 'approved', 'held')) as payable,
      -(select coalesce(sum(amount_qepik), 0) from back) as owed,
      overpaid - recovered - (select coalesce(sum(kept_back), 0) from paid_out where approved and state <> 'cancelled') as to_recover
    from outside`)
  return {
    bank: Number(row?.['bank']),
    'benefits-payable': Number(row?.['payable']),
    'returned-payments-owed': Number(row?.['owed']),
    'overpayments-to-recover': Number(row?.['to_recover']),
  }
}

/** What may happen to one month of three families; steps that do not fit at that moment are refused and move nothing. */
const happenings = {
  freeze: (run: string) => office.runs((port) => port.freeze(run)),
  check: (run: string) => office.runs((port) => port.check(run)),
  approve: (run: string) => office.runs((port) => port.approve(run)),
  cancel: (run: string) => office.runs((port) => port.cancel(run, 'stopped')),
  reopen: (run: string) => office.runs((port) => port.reopen(run)),
  send: (run: string) => office.send(run),
  close: (run: string) => office.runs((port) => port.close(run)),
  hold: async (run: string, order?: OrderRow) =>
    order === undefined
      ? run
      : office.runs((port) =>
          port.hold({ orderId: order.id, fromPeriod: '2020-01', reason: 'stop-order', by: 'a-maker' }),
        ),
  book: async (_run: string, order?: OrderRow) => order && office.answer([lineFor(order, amountOf(order))]),
  bookTwice: async (_run: string, order?: OrderRow) =>
    order && office.answer([lineFor(order, amountOf(order)), lineFor(order, amountOf(order))]),
  reject: async (_run: string, order?: OrderRow) =>
    order &&
    office.answer([lineFor(order, { status: 'rejected', amountQepik: undefined })], { type: 'pain.002' }),
  giveBack: async (_run: string, order?: OrderRow) =>
    order && office.answer([lineFor(order, { ...amountOf(order), status: 'returned' })]),
  repair: async (_run: string, order?: OrderRow) => order && repair(order),
  giveUp: async (_run: string, order?: OrderRow) =>
    order &&
    ['rejected', 'returned'].includes(order.state) &&
    office.transact((records) => records.payments.move(order.id, 'cancelled')),
  deduct: async (run: string, order?: OrderRow) => order && adjust(order, 'deduction', run),
  add: async (run: string, order?: OrderRow) => order && adjust(order, 'addition', run),
  overpaid: async (run: string, order?: OrderRow) =>
    order &&
    office.transact((records) => records.accounting.bookOverpayment(order.entitlement_id, 10_00, `O-${run}`)),
  recover: async (run: string, order?: OrderRow) =>
    order &&
    office.transact((records) => records.accounting.bookRecovery(order.entitlement_id, 5_00, `R-${run}`)),
  supplement: async (run: string) => {
    const { period } = await office.runs((port) => port.get(run))
    const other = await office.open(period, { purpose: 'supplementary' })
    await office.approve(other)
    await office.send(other)
  },
} as const

const amountOf = (order: OrderRow) => ({ amountQepik: Number(order.amount_qepik) })
let adjustments = 0
const adjust = (order: OrderRow, part: 'addition' | 'deduction', run: string) =>
  office.runs((port) =>
    port.adjust({
      entitlementId: order.entitlement_id,
      part,
      amountQepik: 90_00,
      fromPeriod: '2020-01',
      reason: 'correction',
      reference: `${run} ${(adjustments += 1)}`,
      by: 'a-maker',
    }),
  )

async function repair(order: OrderRow): Promise<void> {
  await office.transact(async (records) => {
    const before = await records.payments.get(order.id)
    const repairKind = `repair-${(adjustments += 1)}`
    const again = await records.payments.order({
      ...before,
      orderKind: repairKind,
      endToEndId: endToEndId(before.entitlementId, before.period, repairKind),
    })
    await records.payments.move(again.id, 'approved')
  })
}

let months = 0
async function live(steps: readonly (readonly [keyof typeof happenings, number])[]): Promise<void> {
  months += 1
  const period = `${2030 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
  await office.fund(period)
  const families: Family[] = []
  for (const monthlyQepik of [100_00, 250_00, 700_00]) {
    families.push(await office.family({ monthlyQepik, validFrom: `${period}-01`, validTo: `${period}-28` }))
  }
  const run = await office.open(period)
  for (const [step, which] of steps) {
    const orders = await office.rows<OrderRow>(
      'select * from payment_standing where case_id = any ($1::uuid[]) order by end_to_end_id',
      [families.map(({ caseId }) => caseId)],
    )
    try {
      await happenings[step](run, orders.length === 0 ? undefined : orders[which % orders.length])
    } catch (error) {
      if (!(error instanceof OperatorError || error instanceof DomainError)) throw error
    }
  }
}

test('both sides are equal, and every account holds what the orders say, after any sequence of happenings', async () => {
  const step = fc.tuple(
    fc.constantFrom(...(Object.keys(happenings) as (keyof typeof happenings)[])),
    fc.nat(5),
  )
  const usual = (['freeze', 'check', 'approve', 'send'] as const).map((name) => [name, 0] as const)
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (asUsual, steps) => {
        await live(asUsual ? [...usual, ...steps] : steps)
        const books = await balances()
        expect(Object.values(books).reduce((sum, balance) => sum + balance, 0)).toBe(0)
        expect(books).toMatchObject(await fromOrders())
      },
    ),
    // The database keeps what happened: a shorter sequence would not be the same one.
    { numRuns: 25, endOnFailure: true },
  )
})

describe('a statement', () => {
  test('of a person tells what happened to the payments, once each', async () => {
    const family = await office.family({ validFrom: '2029-01-01', validTo: '2029-01-31' })
    await office.fund('2029-01')
    const run = await office.open('2029-01')
    await office.approve(run)
    await office.send(run)
    const order = await office.orderOf(run, family)
    await office.answer([lineFor(order)])
    office.moveTo('2027-01-25T08:00:00Z')
    await office.answer([lineFor(order, { status: 'returned', reason: 'AC04' })])
    const book = (reference: string) =>
      office.transact((records) => records.accounting.bookOverpayment(family.entitlementId, 50_00, reference))
    await book('letter 17')
    await book('letter 17')

    const lines = await office.transact((records) => records.accounting.statementOf(family.caseId))
    expect(lines.map(({ event, amountQepik, period }) => [event, amountQepik, period])).toEqual([
      ['approved', 700_00, '2029-01'],
      ['settled', 700_00, '2029-01'],
      ['overpaid', 50_00, undefined],
      ['returned', 700_00, '2029-01'],
    ])
    const totals = await office.transact((records) => records.accounting.totalsOf(kind, '2029-01'))
    const once = { count: 1, sumQepik: 700_00 }
    expect(totals).toEqual([
      { event: 'approved', debit: 'benefit-expense', credit: 'benefits-payable', ...once },
      { event: 'returned', debit: 'bank', credit: 'returned-payments-owed', ...once },
      { event: 'settled', debit: 'benefits-payable', credit: 'bank', ...once },
    ])
  })

  test('cannot be changed: the books have no update and no delete', async () => {
    const change = (sql: string) => office.transact(async () => office.database.db.rows(sql))
    await expect(change('update posting set amount_qepik = 1')).rejects.toThrow(/permission denied/)
    await expect(change('delete from posting')).rejects.toThrow(/permission denied/)
  })
})

test('every event moves between accounts that exist, and the check on postings knows the same events', async () => {
  const events = await office.rows<{ event: string }>('select event from posting_event order by event')
  const [check] = await office.rows<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'posting_event_check'`,
  )
  expect([...(check?.text ?? '').matchAll(/'([a-z-]+)'/g)].map(([, event]) => event).toSorted()).toEqual(
    events.map(({ event }) => event),
  )
})
