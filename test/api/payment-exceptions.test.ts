/** What the bank said and does not fit: on the page of its run, and on a page of its own where Tasklist leads. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffGroup } from '../../domain/staff.ts'
import { bankLine, lineFor } from '../adapters/postgres/a-payment-run.ts'
import { openPayOffice, textOf, type PayOffice } from './pay-office.ts'

let office: PayOffice
let run: string
let number: string
beforeAll(async () => {
  office = await openPayOffice()
  ;({ run } = await office.twoMonths())
  number = await office.numberOf(run)
  await office.runs((port) => port.freeze(run))
})
afterAll(() => office.close())

const open = async (group: StaffGroup, url: string) => office.read(group, url)

test('files and exceptions lead to what has to be done', async () => {
  await office.answered(run, 'ReviewPaymentRun', 'gunel.rzayeva')
  await office.answered(run, 'ApprovePaymentRun', 'elchin.abbasov')
  await office.runs((port) => port.check(run))
  await office.runs((port) => port.approve(run))
  await office.send(run)
  const [first] = await office.ordersOf(run)
  if (first === undefined) throw new Error('No order')
  const booked = lineFor(first, { amountQepik: Number(first.amount_qepik) })
  await office.answer([booked, booked, bankLine({ endToEndId: 'NOBODYKNOWSTHIS1' })])
  const { body } = await open('dsmf-payment-checker', `/payment-runs/${number}?lang=en`)
  const text = textOf(body)
  expect(text).toMatch(/Reviewed by gunel\.rzayeva.*Approved by elchin\.abbasov/)
  expect(text).toMatch(/Files sent 1 \/ 1 .*Payments answered by the bank 1 \/ 3/)
  expect(text).toMatch(/DSMF-B2-\d{6} Sent 3 1 675\.00 AZN 1 1 000/)
  expect(text).toContain('It was booked a second time')
  expect(body).toMatch(/<a href="\/cases\/UDSY-2026-\d{6}">/)
  expect(body).toContain('href="http://tasklist.test"')

  // Tasklist leads to what is about no run as well, where nothing else is there to be read.
  const [stray] = await office.rows<{ id: string }>(
    'select id::text from payment_exception where run_id is null',
  )
  const [own] = await office.rows<{ id: string }>(
    'select id::text from payment_exception where run_id is not null',
  )
  const unknown = await open('dsmf-payment-maker', `/payment-exceptions/${stray?.id ?? ''}?lang=en`)
  expect(textOf(unknown.body)).toMatch(/No order has this reference Open .*Message of the bank/)
  expect(body).toContain(`href="/payment-exceptions/${own?.id ?? ''}"`)
  const known = await open('dsmf-payment-maker', `/payment-exceptions/${own?.id ?? ''}?lang=en`)
  expect(known.body).toContain(`href="/payment-runs/${number}"`)
  expect((await office.ledgerOf(run)).at(-1)).toMatchObject({ action: 'payment-exception.opened' })
  expect((await open('dsmf-payment-maker', '/payment-exceptions/999999')).statusCode).toBe(404)
})
