/** What is asked back and kept back from payments at the same time as it is paid back by hand: never twice. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { amendEntitlement } from '../../../workers/entitlement/amend-entitlement.ts'
import { openPaymentOffice, type Family, type PaymentOffice } from './a-payment-run.ts'

let office: PaymentOffice
beforeEach(async () => {
  office = await openPaymentOffice()
})
afterEach(() => office.close())

/** 700.00 AZN of January are demanded; what is left is kept back from February on. */
async function keptBack({ caseId: aboutCaseId, entitlementId }: Family): Promise<string> {
  const id = await caseOfKind('overpayment-recovery')
  return office.transact(async (records) => {
    await records.overpayments.add({
      caseId: id,
      aboutCaseId,
      entitlementId,
      cause: 'reconciliation',
      fromPeriod: '2027-01',
      toPeriod: '2027-01',
      rightfulMonthlyQepik: 0,
      finding: 'Yoxlama.',
    })
    await records.overpayments.setAmount(id, { months: 1, amountQepik: 700_00 })
    await records.overpayments.demand(id)
    await records.overpayments.keepBack(id, { fromPeriod: '2027-02', by: 'worker:test' })
    await records.overpayments.settle(id, 'worker:test')
    return id
  })
}
/** An appeal on the demand, as the API lodges it. */
const contest = (contestedCaseId: string) =>
  office.transact(async (records) => {
    const { id } = await records.cases.add({
      kind: 'appeal',
      numberPrefix: 'APL',
      district: 'khazar',
      language: 'az',
      registeredOn: '2027-02-01',
      relatedCaseId: contestedCaseId,
    })
    await records.appeals.add({
      caseId: id,
      contestedCaseId,
      subject: 'decision',
      appellant: 'applicant',
      grounds: 'Düzgün deyil.',
      contestedOn: '2027-01-20',
      latenessReason: undefined,
    })
    return id
  })
const caseOfKind = (kind: 'assistance-change' | 'overpayment-recovery') =>
  office.transact(async (records) => {
    const { id } = await records.cases.add({
      kind,
      numberPrefix: kind === 'assistance-change' ? 'CHG' : 'REC',
      district: 'khazar',
      language: 'az',
      registeredOn: '2027-01-20',
    })
    return id
  })
const repay = (caseId: string, amountQepik: number, reference: string) =>
  office.transact((records) =>
    records.overpayments.repay(caseId, { amountQepik, paidOn: '2027-02-01', reference, by: 'staff:test' }),
  )
async function month(period: string, family: Family) {
  await office.fund(period)
  const run = await office.open(period)
  await office.approve(run)
  return { run, qepik: Number((await office.orderOf(run, family)).amount_qepik) }
}

test('a payment by hand lowers what is still kept back, and what orders hold already is not taken twice', async () => {
  const family = await office.family()
  const january = await month('2027-01', family)
  await office.paid(january.run)
  const recovery = await keptBack(family)

  // A fifth of 700.00 at most.
  const february = await month('2027-02', family)
  expect(february.qepik).toBe(560_00)
  await expect(repay(recovery, 560_01, 'KV-1')).rejects.toMatchObject({ code: 'REPAYMENT_NOT_POSSIBLE' })
  expect(await repay(recovery, 500_00, 'KV-2')).toMatchObject({ repaidQepik: 500_00, leftQepik: 200_00 })
  expect(await repay(recovery, 500_00, 'KV-2')).toMatchObject({ repaidQepik: 500_00 })
  await office.paid(february.run)

  const march = await month('2027-03', family)
  expect(march.qepik).toBe(640_00)
  await office.paid(march.run)
  const standing = await office.transact((records) => records.overpayments.standing(recovery))
  expect(standing).toEqual({
    amountQepik: 700_00,
    repaidQepik: 500_00,
    keptBackQepik: 200_00,
    leftQepik: 0,
  })
  expect((await month('2027-04', family)).qepik).toBe(700_00)
})

test('an open appeal keeps nothing back; upheld in part, what came back beyond the rest is paid out again, once', async () => {
  const family = await office.family()
  const january = await month('2027-01', family)
  await office.paid(january.run)
  const recovery = await keptBack(family)
  const february = await month('2027-02', family)
  await office.paid(february.run)
  await repay(recovery, 60_00, 'KV-1')

  const appeal = await contest(recovery)
  const march = await month('2027-03', family)
  expect(march.qepik).toBe(700_00)
  await office.paid(march.run)

  await office.transact(async (records) => {
    const { openAppeal, owedQepik } = await records.appeals.contestable(recovery, 'decision')
    expect([openAppeal, owedQepik]).toEqual([expect.stringMatching(/^APL-/), 700_00])
    const corrections = { demandedQepik: 150_00 }
    await records.appeals.draft(appeal, { reasons: 'Var.', legalBase: 'Qanun', corrections })
    await records.appeals.decide(appeal, 'partly-upheld', 'redecision')
    await records.overpayments.reduce(recovery, 150_00)
  })
  // 140.00 kept back and 60.00 by hand, of 150.00 that were owed.
  const settle = () => office.transact((records) => records.overpayments.settle(recovery, 'worker:test'))
  expect(await settle()).toBe(50_00)
  expect(await settle()).toBe(0)
  const standing = () => office.transact((records) => records.overpayments.standing(recovery))
  expect(await standing()).toMatchObject({ amountQepik: 150_00, leftQepik: 0 })
  expect((await month('2027-04', family)).qepik).toBe(750_00)

  // Nothing was owed at all: the rest of what came back follows.
  await office.transact((records) => records.overpayments.reduce(recovery, 0))
  expect(await settle()).toBe(150_00)
  expect(await settle()).toBe(0)
  expect(await standing()).toMatchObject({ leftQepik: 0 })
  const books = await office.rows<{ event: string; sum: string }>(
    `select event, sum(amount_qepik) from posting where about = $1 group by event order by event`,
    [family.entitlementId],
  )
  // What was claimed and has not come back is waived; what came back stays claimed until it is paid out as expense.
  expect(books).toEqual([
    { event: 'overpaid', sum: '70000' },
    { event: 'waived', sum: '50000' },
  ])
  await expect(repay(recovery, 1, 'KV-3')).rejects.toMatchObject({ code: 'REPAYMENT_NOT_POSSIBLE' })
})

test('what a change claimed already when it was decided is claimed once', async () => {
  const family = await office.family()
  const january = await month('2027-01', family)
  await office.paid(january.run)
  const change = await caseOfKind('assistance-change')
  await office.transact((records) =>
    amendEntitlement(
      records,
      family.entitlementId,
      { fromPeriod: '2027-01', monthlyAmountQepik: 200_00, caseId: change },
      'worker:test',
    ),
  )
  await keptBack(family)
  const [books] = await office.rows<{ sum: string }>(
    `select sum(amount_qepik) from posting where about = $1 and event = 'overpaid'`,
    [family.entitlementId],
  )
  expect(books).toEqual({ sum: '70000' })
})
