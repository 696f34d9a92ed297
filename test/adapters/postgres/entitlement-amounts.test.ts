/** Another amount, a stop and a good reason, as the next payment run pays them; and who is blocked at intake. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { amendEntitlement } from '../../../workers/entitlement/amend-entitlement.ts'
import type { RunDifferences } from '../../../domain/payment-run.ts'
import { kind, openPaymentOffice, type Family, type PaymentOffice } from './a-payment-run.ts'

let office: PaymentOffice
beforeEach(async () => {
  office = await openPaymentOffice()
})
afterEach(() => office.close())

/** Cases in which something is decided: an amendment each. */
const newCase = () =>
  office.transact(async (records) => {
    const { id } = await records.cases.add({
      kind: 'assistance-change',
      numberPrefix: 'CHG',
      district: 'khazar',
      language: 'az',
      registeredOn: '2027-01-20',
    })
    return id
  })
const amend = async ({ entitlementId }: Family, fromPeriod: string, monthlyAmountQepik: number) => {
  const caseId = await newCase()
  const once = () =>
    office.transact((records) =>
      amendEntitlement(records, entitlementId, { fromPeriod, monthlyAmountQepik, caseId }, 'worker:test'),
    )
  const difference = await once()
  return { difference, again: once }
}
const suspend = ({ entitlementId }: Family, fromPeriod: string) =>
  office.transact((records) =>
    records.entitlements.suspend(entitlementId, { fromPeriod, cause: 'vehicle', answerDueAt: undefined }),
  )
const lift = ({ entitlementId }: Family) =>
  office.transact((records) => records.entitlements.liftSuspension(entitlementId, 'vehicle'))

/** The month is paid and the run closed. @returns amounts by family, and what the check says of the differences */
async function pay(period: string, ...families: readonly Family[]) {
  await office.fund(period)
  const run = await office.open(period)
  await office.runs((port) => port.freeze(run))
  const { differences } = await office.runs((port) => port.check(run))
  const orders = await office.ordersOf(run)
  await office.approve(run)
  await office.paid(run)
  const alive = orders.filter(({ state }) => state !== 'cancelled')
  const amounts = families.map(({ entitlementId }) =>
    Number(alive.find((order) => order.entitlement_id === entitlementId)?.amount_qepik ?? 0),
  )
  return { amounts, differences, run }
}
const counts = ({ changed, ended, suspended, unexplained }: RunDifferences) => ({
  changed: changed.count,
  ended: ended.count,
  suspended: suspended.count,
  unexplained: unexplained.count,
})

test('another amount and an end count from their month on, and the check explains them', async () => {
  const [changed, ended, plain] = [await office.family(), await office.family(), await office.family()]
  expect((await pay('2027-01', changed, ended, plain)).amounts).toEqual([700_00, 700_00, 700_00])
  expect((await amend(changed, '2027-02', 450_50)).difference).toEqual({
    underpaidQepik: 0,
    overpaidQepik: 0,
  })
  await amend(ended, '2027-02', 0)

  const february = await pay('2027-02', changed, ended, plain)
  expect(february.amounts).toEqual([450_50, 0, 700_00])
  expect(counts(february.differences)).toEqual({ changed: 1, ended: 1, suspended: 0, unexplained: 0 })
  // The newest decision counts, also before the month of the one before.
  await amend(changed, '2027-04', 500_00)
  await amend(changed, '2027-03', 600_00)
  expect((await pay('2027-03', changed, ended, plain)).amounts).toEqual([600_00, 0, 700_00])
  expect((await pay('2027-04', changed, ended, plain)).amounts).toEqual([600_00, 0, 700_00])
})

test('what ordered months lack is added to the next payment; what they hold too much is booked as a claim', async () => {
  const [less, more] = [await office.family(), await office.family()]
  await pay('2027-01', less, more)
  await pay('2027-02', less, more)
  const { difference, again } = await amend(less, '2027-01', 800_00)
  expect(difference).toEqual({ underpaidQepik: 200_00, overpaidQepik: 0 })
  expect((await amend(more, '2027-02', 500_00)).difference).toEqual({
    underpaidQepik: 0,
    overpaidQepik: 200_00,
  })
  // Delivered once more, nothing is added.
  await again()
  expect((await pay('2027-03', less, more)).amounts).toEqual([1_000_00, 500_00])
  expect((await pay('2027-04', less, more)).amounts).toEqual([800_00, 500_00])
  const lines = await office.transact((records) => records.accounting.statementOf(more.caseId))
  expect(lines.filter(({ event }) => event === 'overpaid')).toMatchObject([{ amountQepik: 200_00 }])
})

test('what an ordered month lacks is not added when its order is cancelled: the next order pays it whole', async () => {
  const [again, later] = [await office.family({ validFrom: '2026-12-01' }), await office.family()]
  await office.fund('2027-01')
  const run = await office.open('2027-01')
  await office.runs((port) => port.freeze(run))
  await amend(again, '2027-01', 800_00)
  // Another decision about months that no order holds any more, and one about a month to come.
  await amend(again, '2026-12', 900_00)
  await amend(later, '2027-02', 750_00)
  await office.runs((port) => port.cancel(run, 'wrong-figures'))
  await office.runs((port) => port.reopen(run))
  const { amounts } = await pay('2027-01', again, later)
  expect(amounts).toEqual([2 * 900_00, 700_00])
  expect((await pay('2027-02', again, later)).amounts).toEqual([900_00, 750_00])

  // What was paid before stays added.
  const march = await office.open('2027-03')
  await office.runs((port) => port.freeze(march))
  await amend(again, '2027-02', 1_000_00)
  await office.runs((port) => port.cancel(march, 'wrong-figures'))
  await office.runs((port) => port.reopen(march))
  expect((await pay('2027-03', again)).amounts).toEqual([1_000_00 + 100_00])
})

test('nobody owes what an ordered month held too much when its order is cancelled before it is paid', async () => {
  const family = await office.family()
  expect((await pay('2027-01', family)).amounts).toEqual([700_00])
  await office.fund('2027-02')
  const run = await office.open('2027-02')
  await office.runs((port) => port.freeze(run))
  // January is paid and February on its way; both are lowered.
  expect((await amend(family, '2027-01', 500_00)).difference.overpaidQepik).toBe(400_00)
  await suspend(family, '2027-02')
  await office.runs((port) => port.cancel(run, 'wrong-figures'))
  await lift(family)
  await office.runs((port) => port.reopen(run))
  expect((await pay('2027-02', family)).amounts).toEqual([500_00])
  const lines = await office.transact((records) => records.accounting.statementOf(family.caseId))
  expect(
    lines
      .filter(({ event }) => event === 'overpaid' || event === 'waived')
      .map(({ event, amountQepik }) => [event, amountQepik]),
  ).toEqual([
    ['overpaid', 400_00],
    ['waived', 200_00],
  ])
})

test('months of a suspension are paid as arrears once it is lifted, and never when the assistance ends with it', async () => {
  const [resumed, ended] = [await office.family(), await office.family()]
  await pay('2027-01', resumed, ended)
  await Promise.all([suspend(resumed, '2027-02'), suspend(ended, '2027-02')])
  await suspend(resumed, '2027-03')
  const february = await pay('2027-02', resumed, ended)
  expect(february.amounts).toEqual([0, 0])
  expect(counts(february.differences)).toMatchObject({ suspended: 2, unexplained: 0 })
  await pay('2027-03', resumed, ended)

  expect(await lift(resumed)).toBe(true)
  expect(await lift(resumed)).toBe(false)
  await amend(ended, '2027-02', 0)
  const april = await pay('2027-04', resumed, ended)
  expect(april.amounts).toEqual([3 * 700_00, 0])
  expect(
    await office.rows(
      `select part, months, order_part.amount_qepik from order_part join payment_order on payment_order.id = order_id
       where entitlement_id = $1`,
      [resumed.entitlementId],
    ),
  ).toEqual([{ part: 'arrears', months: 2, amount_qepik: '140000' }])
})

test('arrears over a change hold each month with its own amount', async () => {
  const family = await office.family({ validFrom: '2026-11-01' })
  await amend(family, '2027-01', 300_00)
  const { amounts } = await pay('2027-02', family)
  expect(amounts).toEqual([2 * 700_00 + 2 * 300_00])
})

test('the calendar opens no run for assistance that has stopped', async () => {
  const family = await office.family()
  await pay('2027-01', family)
  const due = () => office.runs((port) => port.toOpen('2027-02-01'))
  expect(await due()).toContainEqual({ kind, period: '2027-02', supplementary: false })
  await suspend(family, '2027-02')
  expect(await due()).not.toContainEqual({ kind, period: '2027-02', supplementary: false })
})

test('months in a row that came back are counted, and not beyond one that was collected', async () => {
  const family = await office.family()
  const uncollected = () =>
    office.transact((records) => records.entitlements.uncollected(family.entitlementId))
  const comeBack = async (period: string) => {
    const { run } = await pay(period, family)
    const { id } = await office.orderOf(run, family)
    await office.transact((records) => records.payments.move(id, 'returned', 'MS03'))
  }
  await pay('2027-01', family)
  expect(await uncollected()).toEqual([])
  for (const period of ['2027-02', '2027-03', '2027-04']) await comeBack(period)
  expect(await uncollected()).toEqual(['2027-02', '2027-03', '2027-04'])
  await pay('2027-05', family)
  expect(await uncollected()).toEqual([])
})
