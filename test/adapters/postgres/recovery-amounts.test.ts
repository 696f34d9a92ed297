/** What is asked back and kept back from payments at the same time as it is paid back by hand: never twice. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPaymentOffice, type Family, type PaymentOffice } from './a-payment-run.ts'

let office: PaymentOffice
beforeEach(async () => {
  office = await openPaymentOffice()
})
afterEach(() => office.close())

/** 700.00 AZN of January are demanded; what is left is kept back from February on. */
async function keptBack({ caseId: aboutCaseId, entitlementId }: Family): Promise<string> {
  return office.transact(async (records) => {
    const { id } = await records.cases.add({
      kind: 'overpayment-recovery',
      numberPrefix: 'REC',
      district: 'khazar',
      language: 'az',
      registeredOn: '2027-01-20',
    })
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
    return id
  })
}
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
