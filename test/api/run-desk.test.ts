/** A run opened by hand, stopped in its window and opened again, by API and on the page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffGroup } from '../../domain/staff.ts'
import type { Office } from './office.ts'
import { openPayOffice, textOf, type PayOffice } from './pay-office.ts'

let office: PayOffice
beforeAll(async () => {
  office = await openPayOffice()
  await office.family()
})
afterAll(() => office.close())

const kind = 'targeted-social-assistance'
const send = async (group: StaffGroup, url: string, payload: object) =>
  office.app.inject({ method: 'POST', url, headers: await office.logIn(group), payload })
const enter: Office['enter'] = (...form) => office.enter(...form)
const messagesFor = (caseId: string) =>
  office.rows<{ name: string }>('select name from outbox where correlation_key = $1 order by id', [caseId])
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code

describe('a run', () => {
  test('is opened by hand once, on the pay day of the calendar unless said', async () => {
    // The office's day is 23 November 2026; the 28th is a Saturday.
    const opened = await send('dsmf-payment-maker', '/v1/payment-runs', { kind, period: '2026-11' })
    expect(opened.statusCode).toBe(201)
    const run = opened.json<{ caseId: string; payDay: string; state: string }>()
    expect(run).toMatchObject({ payDay: '2026-11-27', state: 'open' })
    expect(await messagesFor(run.caseId)).toEqual([{ name: 'payment-run-opened' }])

    const again = await send('dsmf-payment-maker', '/v1/payment-runs', { kind, period: '2026-11' })
    expect(again.statusCode).toBe(200)
    expect(again.json()).toMatchObject({ caseId: run.caseId })
    expect(await messagesFor(run.caseId)).toHaveLength(1)
    expect((await office.ledgerOf(run.caseId)).map(({ actor, action }) => [actor, action])).toEqual([
      ['staff:dsmf-payment-maker', 'payment-run.opened'],
    ])
  })

  test.each([
    ['a kind that is not paid', { kind: 'holiday-money', period: '2026-12' }, '/kind'],
    ['a month far ahead', { kind, period: '2027-03' }, '/period'],
    ['a day that is past', { kind, period: '2026-12', payDay: '2026-11-20' }, '/payDay'],
    ['a Sunday', { kind, period: '2026-12', payDay: '2026-12-27' }, '/payDay'],
  ])('is not opened for %s', async (_what, body, field) => {
    const answer = await send('dsmf-payment-maker', '/v1/payment-runs', body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ errors: [{ field }] })
  })

  test('is opened on the page, which leads to it', async () => {
    const form = { kind, period: '2026-12', payDay: '' }
    const answer = await enter('dsmf-payment-maker', '/payment-runs', form)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toMatch(/^\/payment-runs\/PAY-2026-\d{6}\?said=opened$/)
    const found = await enter('dsmf-payment-maker', '/payment-runs', form)
    expect(found.headers.location).toContain('said=found')
    const far = await enter('dsmf-payment-maker', '/payment-runs', { ...form, period: '2028-01' })
    expect(far.statusCode).toBe(400)
    expect(textOf(far.body)).toContain('A month after the next one cannot be opened.')
    expect(textOf((await office.read('dsmf-payment-checker', '/payment-runs?lang=en')).body)).not.toContain(
      'Open a run by hand',
    )
  })

  test('is stopped while it is approved and not sent, by those who answer for it; then opened again', async () => {
    const caseId = await office.open('2027-01')
    const url = `/v1/payment-runs/${caseId}`
    const early = await send('dsmf-payment-maker', `${url}/cancellation`, { reason: 'other' })
    expect([early.statusCode, codeOf(early)]).toEqual([409, 'RUN_NOT_TO_CANCEL'])
    await office.fund('2027-01')
    await office.approve(caseId)
    expect((await send('dsmf-head', `${url}/cancellation`, { reason: 'bad mood' })).statusCode).toBe(400)
    const number = await office.numberOf(caseId)
    const page = textOf((await office.read('dsmf-head', `/payment-runs/${number}?lang=en`)).body)
    expect(page).toContain('Stop the run')
    const stopped = await enter('dsmf-head', `/payment-runs/${number}/cancellation`, {
      reason: 'ordered-by-head',
    })
    expect(stopped.statusCode).toBe(303)
    expect((await messagesFor(caseId)).map(({ name }) => name)).toContain('payment-run-cancelled')

    // As the process does it.
    const notYet = await send('dsmf-payment-maker', `${url}/reopening`, {})
    expect([notYet.statusCode, codeOf(notYet)]).toEqual([409, 'RUN_NOT_TO_REOPEN'])
    await office.runs((port) => port.cancel(caseId, 'ordered-by-head'))
    const reopened = await enter('dsmf-payment-maker', `/payment-runs/${number}/reopening`, {})
    expect(reopened.statusCode).toBe(303)
    expect(await office.runs((port) => port.get(caseId))).toMatchObject({ state: 'open', round: 2 })
    expect((await messagesFor(caseId)).map(({ name }) => name).at(-1)).toBe('payment-run-opened')
  })

  test('that is not there is not found', async () => {
    const url = '/v1/payment-runs/00000000-0000-4000-8000-000000000000'
    expect((await send('dsmf-payment-maker', `${url}/cancellation`, { reason: 'other' })).statusCode).toBe(
      404,
    )
    expect((await send('dsmf-payment-maker', `${url}/reopening`, {})).statusCode).toBe(404)
  })
})
