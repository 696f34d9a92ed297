/** Overpayments by API and on the case page: asked back, objected to, paid back, refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCase, receiveCase } from './decided-case.ts'
import { payUntil } from '../support/paid-months.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const finding = {
  cause: 'false-data',
  fromPeriod: '2026-11',
  toPeriod: '2026-11',
  rightfulMonthlyQepik: 0,
  finding: 'Gəlir gizlədilib.',
} as const

/** Paid 700.00 AZN a month for November and December 2026. */
async function paidCase(): Promise<string> {
  const { caseId, caseNumber } = await decideCase(office)
  // The first payment came back from the bank; the next month's pays both.
  await office.deps.transact((records) => payUntil(records, caseId, '2026-12'))
  return caseNumber
}
const call = async (url: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${await office.token({ scope: 'overpayments:write' })}`, ...headers },
    payload,
  })
const report = (aboutCaseNumber: string, change: object = {}, headers?: Readonly<Record<string, string>>) =>
  call('/v1/overpayments', { aboutCaseNumber, ...finding, ...change }, headers)
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code
const enter: Office['enter'] = (...form) => office.enter(...form)
/** As the first steps of the process do it. */
const demand = (caseId: string) =>
  office.deps.transact(async (records) => {
    await records.overpayments.setAmount(caseId, { months: 1, amountQepik: 700_00 })
    await records.overpayments.demand(caseId)
    await records.cases.setState(caseId, 'awaiting-applicant')
  })

describe('an overpayment', () => {
  test('becomes a case about the paid one, for the same person, once per key', async () => {
    const aboutCaseNumber = await paidCase()
    const key = { 'idempotency-key': 'recovery-0001' }
    const first = await report(aboutCaseNumber, {}, key)
    expect(first.statusCode).toBe(202)
    const { caseId, caseNumber } = first.json<{ caseId: string; caseNumber: string }>()
    expect(caseNumber).toMatch(/^REC-2026-\d{6}$/)
    expect((await report(aboutCaseNumber, {}, key)).headers['idempotency-replayed']).toBe('true')
    expect(codeOf(await report(aboutCaseNumber, { cause: 'reconciliation' }, key))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    )
    expect(
      await office.database.db.rows('select name from outbox where correlation_key = $1', [caseId]),
    ).toEqual([{ name: 'overpayment-found' }])
    const again = await report(aboutCaseNumber)
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'RECOVERY_ALREADY_OPEN'])
  })

  test('is refused where it cannot be: unknown case, months the wrong way round, nothing paid, a strange field', async () => {
    const { caseNumber } = await receiveCase(office)
    expect((await report('UDSY-2026-999999')).json()).toMatchObject({
      errors: [{ field: '/aboutCaseNumber' }],
    })
    expect((await report(caseNumber, { fromPeriod: '2026-12' })).json()).toMatchObject({
      errors: [{ field: '/toPeriod' }],
    })
    expect(codeOf(await report(caseNumber))).toBe('NOTHING_PAID')
    expect((await report(caseNumber, { toPeriod: '2026-13' })).statusCode).toBe(400)
    expect((await report(caseNumber, { note: 'x' })).statusCode).toBe(400)
    expect((await report(caseNumber, { rightfulMonthlyQepik: -1 })).statusCode).toBe(400)
  })

  test('is objected to and paid back on the case page, by those who may', async () => {
    const { caseId } = (await report(await paidCase())).json<{ caseId: string }>()
    const receipt = { amount: '200.50', paidOn: '2026-11-23', reference: 'KV-1' }
    // Nothing is demanded yet.
    expect((await enter('dsmf-payment-maker', `/cases/${caseId}/repayment`, receipt)).statusCode).toBe(409)
    await demand(caseId)

    const page = await enter('dsmf-payment-maker', `/cases/${caseId}/repayment`, receipt)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('499.50')
    // The words are for those who see the household.
    expect(page.body).not.toContain(finding.finding)
    const same = await enter('dsmf-payment-maker', `/cases/${caseId}/repayment`, receipt)
    expect(same.body).toContain('499.50')
    for (const wrong of [{ amount: '500' }, { amount: '100' }]) {
      const other = { ...receipt, ...wrong, ...(wrong.amount === '500' ? { reference: 'KV-2' } : {}) }
      expect((await enter('dsmf-payment-maker', `/cases/${caseId}/repayment`, other)).statusCode).toBe(409)
    }
    expect(
      (await enter('dsmf-payment-maker', `/cases/${caseId}/repayment`, { ...receipt, amount: '1,5' }))
        .statusCode,
    ).toBe(400)

    const objected = await enter('dost-operator', `/cases/${caseId}/objection`, {
      objection: 'Gəlir yoxdur.',
    })
    expect(objected.body).toContain('Gəlir yoxdur.')
    expect(objected.body).toContain(finding.finding)
    const twice = await enter('dost-operator', `/cases/${caseId}/objection`, { objection: 'Yenə.' })
    expect(twice.statusCode).toBe(409)
    const told = await office.database.db.rows<{ name: string }>(
      'select name from outbox where correlation_key = $1 order by id',
      [caseId],
    )
    expect(told.map(({ name }) => name)).toEqual(['overpayment-found', 'overpayment-objected'])
  })

  test('is opened on the page of the paid case, once', async () => {
    const aboutCaseNumber = await paidCase()
    const form = { cause: 'reconciliation', fromPeriod: '2026-11', toPeriod: '2026-12', rightful: '640.50' }
    const url = `/cases/${aboutCaseNumber}/overpayment`
    const opened = await enter('dsmf-assignment', url, { ...form, finding: 'Gəlir az göstərilib.' })
    expect(opened.statusCode).toBe(200)
    expect(opened.body).toMatch(/REC-2026-\d{6}/)
    expect(opened.body).toContain('640.50')
    const twice = await enter('dsmf-assignment', url, { ...form, finding: 'Gəlir az göstərilib.' })
    expect(twice.statusCode).toBe(409)
    const wrongWay = { ...form, fromPeriod: '2027-01', finding: 'Gəlir az göstərilib.' }
    expect((await enter('dsmf-assignment', url, wrongWay)).statusCode).toBe(400)
    expect((await enter('dsmf-assignment', url, form)).statusCode).toBe(400)
  })

  test('a form on its page opens the case once', async () => {
    const { caseId } = (await report(await paidCase())).json<{ caseId: string }>()
    await demand(caseId)
    const openings = async () =>
      (
        await office.database.db.rows(`select from ledger where case_id = $1 and action = 'case.opened'`, [
          caseId,
        ])
      ).length
    const before = await openings()
    await enter('dost-operator', `/cases/${caseId}/objection`, { objection: 'Gəlir yoxdur.' })
    expect(await openings()).toBe(before + 1)
  })

  test('that is not asked back any more leaves nothing owed', async () => {
    const { caseId } = (await report(await paidCase())).json<{ caseId: string }>()
    await demand(caseId)
    const standing = () => office.deps.transact((records) => records.overpayments.standing(caseId))
    expect(await standing()).toMatchObject({ leftQepik: 700_00 })
    await office.deps.transact((records) => records.overpayments.close(caseId, 'objection-upheld'))
    expect(await standing()).toMatchObject({ amountQepik: 700_00, leftQepik: 0 })
  })

  test('that is paid back in full is told to the process', async () => {
    const { caseId } = (await report(await paidCase())).json<{ caseId: string }>()
    await demand(caseId)
    const url = `/v1/overpayments/${caseId}/repayments`
    const answer = await call(url, { amountQepik: 700_00, paidOn: '2026-11-23', reference: 'KV-7' })
    expect(answer.json()).toEqual({
      amountQepik: 700_00,
      repaidQepik: 700_00,
      keptBackQepik: 0,
      leftQepik: 0,
    })
    expect(
      await office.database.db.rows(`select name from outbox where name = 'overpayment-repaid'`),
    ).toHaveLength(1)
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect(
      (
        await call(`/v1/overpayments/${unknown}/repayments`, {
          amountQepik: 1,
          paidOn: '2026-11-23',
          reference: 'K-1',
        })
      ).statusCode,
    ).toBe(404)
  })
})
