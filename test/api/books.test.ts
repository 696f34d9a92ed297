/** The books as those who pay and those who check read them: they balance, and every payment can be followed in them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPayOffice, type PayOffice } from './pay-office.ts'

let office: PayOffice
let months: Awaited<ReturnType<PayOffice['twoMonths']>>
beforeAll(async () => {
  office = await openPayOffice()
  months = await office.twoMonths()
})
afterAll(() => office.close())

test('the trial balance has both sides of every account, and they are equal', async () => {
  const answer = await office.read('dsmf-head', '/v1/books/trial-balance')
  expect(answer.statusCode).toBe(200)
  const { accounts, differenceQepik } = answer.json<{
    accounts: { name: string; debitQepik: number; creditQepik: number }[]
    differenceQepik: number
  }>()
  expect(differenceQepik).toBe(0)
  const paid = accounts.find(({ name }) => name === 'bank')?.creditQepik
  expect(paid).toBeGreaterThan(0)
  expect(accounts.find(({ name }) => name === 'benefit-expense')?.debitQepik).toBe(paid)
})

test('a kind of aid and a month: what was approved is what was settled', async () => {
  const answer = await office.read(
    'dsmf-payment-checker',
    '/v1/books/kinds/targeted-social-assistance/2027-01',
  )
  const { totals } = answer.json<{ totals: { event: string; count: number; sumQepik: number }[] }>()
  const [approved, settled] = totals
  expect(totals.map(({ event }) => event)).toEqual(['approved', 'settled'])
  expect(approved).toMatchObject({ debit: 'benefit-expense', credit: 'benefits-payable', count: 3 })
  expect(settled).toMatchObject({
    debit: 'benefits-payable',
    credit: 'bank',
    count: 3,
    sumQepik: approved?.sumQepik,
  })

  const nothing = await office.read('auditor', '/v1/books/kinds/targeted-social-assistance/2026-01')
  expect(nothing.json()).toMatchObject({ totals: [] })
  expect((await office.read('auditor', '/v1/books/kinds/x/2026-13')).statusCode).toBe(400)
})

test('one case: each posting with its accounts, and that somebody read it', async () => {
  const { caseId } = months.stays
  const answer = await office.read('dsmf-payment-maker', `/v1/cases/${caseId}/statement`)
  const { lines } = answer.json<{ lines: { event: string; amountQepik: number; period: string }[] }>()
  expect(lines.map(({ event, period }) => [event, period])).toEqual([
    ['approved', '2027-01'],
    ['settled', '2027-01'],
  ])
  expect(new Set(lines.map(({ amountQepik }) => amountQepik)).size).toBe(1)
  expect((await office.ledgerOf(caseId)).at(-1)).toMatchObject({
    action: 'payment-statement.read',
    reason: 'duty of dsmf-payment-maker',
  })
  const unknown = await office.read('auditor', '/v1/cases/00000000-0000-4000-8000-000000000000/statement')
  expect(unknown.statusCode).toBe(404)
})
