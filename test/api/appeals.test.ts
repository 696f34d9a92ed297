/** Appeals by API, on the case page and on the applicant's own page: lodged, reasoned, taken back, refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCase, receiveCase, type Story } from './decided-case.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const decidedCase = (): Promise<Story> => decideCase(office)

const lodged = { subject: 'decision', appellant: 'applicant', grounds: 'Gəlir səhv hesablanıb.' } as const
const post = async (url: string, payload: object | undefined, headers: Record<string, string> = {}) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${await office.token({ scope: 'appeals:write' })}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
const appealOn = async (caseId: string, headers?: Record<string, string>) =>
  post('/v1/appeals', { contestedCaseId: caseId, ...lodged }, headers)
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code
const enter: Office['enter'] = (...form) => office.enter(...form)
/** As the first step of the process does it. */
const register = (caseId: string) =>
  office.deps.transact(async (records) => {
    await records.appeals.register(caseId, {
      appealsGroup: 'dsmf-appeals',
      carryOutGroup: 'dsmf-assignment',
      late: false,
    })
    await records.cases.setState(caseId, 'in-progress')
  })

describe('an appeal by API', () => {
  test('becomes a case about the contested one, for its applicant; the same key gets the same answer', async () => {
    const { caseId } = await decidedCase()
    const key = { 'idempotency-key': 'appeal-0001' }
    const first = await appealOn(caseId, key)
    expect(first.statusCode).toBe(202)
    const receipt = first.json<{ caseId: string; caseNumber: string }>()
    expect(receipt.caseNumber).toMatch(/^APL-2026-\d{6}$/)
    const again = await post(`/v1/cases/${caseId}/appeals`, lodged, key)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.json()).toEqual(receipt)

    const { db } = office.database
    expect(await db.rows('select name from outbox where correlation_key = $1', [receipt.caseId])).toEqual([
      { name: 'appeal-lodged' },
    ])
    const [applicant, contested] = await office.deps.transact((records) =>
      Promise.all([records.parties.applicantOf(receipt.caseId), records.parties.applicantOf(caseId)]),
    )
    expect(applicant).toEqual(contested)
    expect(
      await db.rows(
        `select after ->> 'subject' as subject from ledger where case_id = $1 and action = 'case.appealed'`,
        [caseId],
      ),
    ).toEqual([{ subject: 'decision' }])
    // What the family's members may not decide on is theirs, too.
    expect(
      (await office.deps.transact((records) => records.parties.finsOf(receipt.caseId))).length,
    ).toBeGreaterThan(1)
  })

  test.each([
    ['a case that nobody knows', '00000000-0000-4000-8000-000000000000', 404, 'CASE_NOT_FOUND'],
    ['what is no id', 'UDSY', 400, 'INVALID_REQUEST'],
  ])('on %s is refused', async (_, contestedCaseId, status, code) => {
    const answer = await post('/v1/appeals', { contestedCaseId, ...lodged })
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code])
  })

  test('on what is not decided, a second time, or on an appeal is refused with the reason', async () => {
    const { caseId: undecided } = await receiveCase(office)
    expect(codeOf(await appealOn(undecided))).toBe('CASE_NOT_DECIDED')

    const { caseId } = await decidedCase()
    const appeal = (await appealOn(caseId)).json<{ caseId: string; caseNumber: string }>()
    const second = await appealOn(caseId)
    expect(second.json()).toMatchObject({
      status: 409,
      code: 'APPEAL_ALREADY_OPEN',
      facts: { caseNumber: appeal.caseNumber },
    })
    // A payment of the same case is another matter.
    const payment = { contestedCaseId: caseId, ...lodged, subject: 'payment' }
    expect((await post('/v1/appeals', payment)).statusCode).toBe(202)
    expect(codeOf(await appealOn(appeal.caseId))).toBe('APPEAL_NOT_POSSIBLE')
    // Another system speaks for an applicant, not for the centre.
    const centre = { contestedCaseId: caseId, ...lodged, appellant: 'dost-centre' }
    expect((await post('/v1/appeals', centre)).statusCode).toBe(403)
    const noGrounds = { contestedCaseId: caseId, ...lodged, grounds: 'x' }
    expect((await post('/v1/appeals', noGrounds)).json()).toMatchObject({ errors: [{ field: '/grounds' }] })
  })

  test('is taken back once, and not any more after it was decided', async () => {
    const { caseId } = await decidedCase()
    const { caseId: appeal } = (await appealOn(caseId)).json<{ caseId: string }>()
    const withdraw = (id: string) => post(`/v1/appeals/${id}/withdrawal`, undefined)
    expect((await withdraw(appeal)).statusCode).toBe(204)
    expect((await withdraw(appeal)).statusCode).toBe(204)
    const told = await office.database.db.rows(
      `select variables from outbox where correlation_key = $1 and name = 'appeal-withdrawn'`,
      [appeal],
    )
    expect(told).toEqual([{ variables: { caseId: appeal } }])
    expect(codeOf(await withdraw(caseId))).toBe('CASE_NOT_FOUND')
    expect(codeOf(await withdraw('00000000-0000-4000-8000-000000000000'))).toBe('CASE_NOT_FOUND')

    const { caseId: other } = (await appealOn(caseId)).json<{ caseId: string }>()
    await register(other)
    await office.deps.transact(async (records) => {
      await records.appeals.draft(other, { reasons: 'Var.', legalBase: 'Qanun', corrections: {} })
      await records.appeals.decide(other, 'rejected', 'none')
    })
    expect(codeOf(await withdraw(other))).toBe('APPEAL_CLOSED')
  })
})

describe('on the pages', () => {
  test('the front desk lodges one on a decided case, for the applicant or the centre', async () => {
    const { caseId } = await decidedCase()
    const page = await office.app.inject({
      url: `/cases/${caseId}?lang=en`,
      headers: await office.logIn('dost-quality'),
    })
    expect(page.body).toContain('Lodge an appeal')
    const fields = { subject: 'decision', appellant: 'dost-centre', grounds: 'Akt nəzərə alınmayıb.' }
    const url = `/cases/${caseId}/appeal`
    expect(
      (await enter('dost-quality', url, { ...fields, grounds: '', latenessReason: '' })).statusCode,
    ).toBe(400)
    const saved = await enter('dost-quality', url, { ...fields, latenessReason: '' })
    expect(saved.statusCode).toBe(200)
    expect(saved.body).toContain('The appeal is registered.')
    expect(saved.body).toContain('The DOST centre')
    const second = await enter('dost-operator', url, { ...fields, latenessReason: '' })
    expect(second.statusCode).toBe(409)
    expect(second.body).toContain('still being decided')
  })

  test('its group writes reasons and corrections, figures as whole numbers, and nobody else', async () => {
    const { caseId } = await decidedCase()
    const { caseId: appeal } = (await appealOn(caseId)).json<{ caseId: string }>()
    await register(appeal)
    const url = `/cases/${appeal}/appeal-findings`
    const written = { reasons: 'Bir <b>əmək haqqı</b> iki dəfə sayılıb.', legalBase: 'Qanun, maddə 71' }
    const form = await office.app.inject({
      url: `/cases/${appeal}?lang=en`,
      headers: await office.logIn('dsmf-appeals'),
    })
    expect(form.body).toContain('Income of 12 months, qəpik (600000)')
    expect(form.body).toContain('Gəlir səhv hesablanıb.')
    for (const wrong of [{ incomeTotalQepik: '-1' }, { memberCount: '0' }, { blockedForFalseData: '7' }]) {
      expect((await enter('dsmf-appeals', url, { ...written, ...wrong })).statusCode).toBe(400)
    }
    expect((await enter('employment-appeals', url, written)).statusCode).toBe(403)
    await enter('dsmf-appeals', url, { ...written, incomeTotalQepik: '500000', vehicleCount: '1' })
    const saved = await enter('dsmf-appeals', url, {
      ...written,
      incomeTotalQepik: '480000',
      vehicleCount: '',
    })
    expect(saved.statusCode).toBe(200)
    expect(saved.body).toContain('Bir &lt;b&gt;əmək haqqı&lt;/b&gt; iki dəfə sayılıb.')
    expect(await office.deps.transact((records) => records.appeals.get(appeal))).toMatchObject({
      corrections: { incomeTotalQepik: 480_000 },
      legalBase: 'Qanun, maddə 71',
    })
    // The words of the person are not for those who only watch figures.
    const watched = await office.app.inject({
      url: `/cases/${appeal}?lang=en`,
      headers: await office.logIn('analyst'),
    })
    expect(watched.body).not.toContain('Gəlir səhv')

    const taken = await enter('dost-operator', `/cases/${appeal}/withdrawal`, {})
    expect(taken.body).toContain('The appeal is taken back.')
    expect((await enter('dsmf-appeals', url, written)).statusCode).toBe(409)
  })

  test('the applicant appeals with number and code, and takes it back with those of the appeal', async () => {
    const { caseNumber } = await decidedCase()
    const send = (path: string, fields: Readonly<Record<string, string>>) =>
      office.app.inject({
        method: 'POST',
        url: `${path}?lang=en`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      })
    const own = { number: caseNumber, code: office.code(caseNumber) }
    expect((await send('/follow', own)).body).toContain('Lodge an appeal')
    const appeal = { subject: 'decision', grounds: 'Gəlir səhv hesablanıb.', latenessReason: '' }
    expect((await send('/follow/appeal', { ...own, ...appeal, code: 'WRONGONE' })).statusCode).toBe(404)
    const answer = await send('/follow/appeal', { ...own, ...appeal })
    expect(answer.statusCode).toBe(200)
    const [number = ''] = /APL-2026-\d{6}/.exec(answer.body) ?? []
    expect(answer.body).toContain(office.code(number))
    expect((await send('/follow/appeal', { ...own, ...appeal })).statusCode).toBe(409)

    const theirs = { number, code: office.code(number) }
    expect((await send('/follow', theirs)).body).toContain('Take the appeal back')
    expect((await send('/follow/withdrawal', theirs)).body).toContain('The appeal is taken back.')
    expect((await send('/follow/withdrawal', own)).statusCode).toBe(404)
  })
})
