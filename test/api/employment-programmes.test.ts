/** The employment programme by API and on its pages: opened by hand, drafted, commented on, answered, explained. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommentingBody, Targets } from '../../domain/employment-programme.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const targets: Targets = { registered: 400, placed: 150, trained: 60, 'self-employed': 25 }
const measures = 'Ə, ğ, ş, ı, İ, ö, ü, ç: yarmarka, təlim və özünüməşğulluq.'
const draftForm = { measures, registered: '400', placed: '150', trained: '60', 'self-employed': '25' }

const call = async (
  group: StaffGroup,
  url: string,
  payload: object,
  headers: Readonly<Record<string, string>> = {},
) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: { ...(await office.logIn(group)), ...headers },
    payload,
  })
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code
const open = async (year: number) => {
  const answer = await call('employment-programme', '/v1/employment-programmes', { year })
  return answer.json<{ caseId: string; caseNumber: string }>()
}
const records: Office['deps']['transact'] = (work) => office.deps.transact(work)

/** As the steps of the process do it. */
const ask = (caseId: string, ...bodies: readonly CommentingBody[]) =>
  records(async ({ employmentProgrammes }) => {
    await employmentProgrammes.setState(caseId, 'commenting')
    for (const body of bodies)
      await employmentProgrammes.openComment(caseId, body, '2026-12-07T14:00:00.000Z')
  })
const move = (caseId: string, state: 'revising' | 'published') =>
  records(({ employmentProgrammes }) => employmentProgrammes.setState(caseId, state))

describe('a programme', () => {
  test('is opened by hand for this year or the next, once, and once per key', async () => {
    const key = { 'idempotency-key': 'programme-2027-1' }
    const first = await call('employment-programme', '/v1/employment-programmes', { year: 2027 }, key)
    expect(first.statusCode).toBe(202)
    const { caseId, caseNumber } = first.json<{ caseId: string; caseNumber: string }>()
    expect(caseNumber).toMatch(/^TEP-2026-\d{6}$/)
    const again = await call('employment-programme', '/v1/employment-programmes', { year: 2027 }, key)
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([202, 'true'])
    const other = await call('employment-programme', '/v1/employment-programmes', { year: 2027 })
    expect(other.json()).toMatchObject({
      status: 409,
      code: 'PROGRAMME_ALREADY_THERE',
      facts: { caseNumber },
      errors: [{ field: '/year' }],
    })
    for (const body of [{ year: 2025 }, { year: 2028 }, { year: '2027' }, { year: 2027, note: 'x' }, {}]) {
      const refused = await call('employment-programme', '/v1/employment-programmes', body)
      expect([refused.statusCode, codeOf(refused)], JSON.stringify(body)).toEqual([400, 'INVALID_REQUEST'])
    }
    const started = await office.database.db.rows<{ name: string }>(
      'select name from outbox where correlation_key = $1',
      [caseId],
    )
    expect(started).toEqual([{ name: 'programme-due' }])
    const page = await office.enter('employment-programme', '/programmes', { year: '2027' })
    expect(page.statusCode).toBe(409)
    expect(page.body).toContain(caseNumber)
    const badYear = await office.enter('employment-programme', '/programmes', { year: '1999' })
    expect(badYear.statusCode).toBe(400)
  })

  test('is drafted while it may be, with every target, and read by those who work on it', async () => {
    const { caseId, caseNumber } = await open(2026)
    const draft = (body: object) =>
      call('employment-programme', `/v1/employment-programmes/${caseId}/draft`, body)
    expect((await draft({ measures, targets })).statusCode).toBe(204)
    const { trained: _, ...three } = targets
    for (const body of [
      { measures, targets: three },
      { measures, targets: { ...targets, placed: -1 } },
      { measures, targets: { ...targets, other: 1 } },
      { measures: 'x'.repeat(6001), targets },
      { targets },
    ]) {
      const refused = await draft(body)
      expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'INVALID_REQUEST'])
    }
    const unknown = '/v1/employment-programmes/00000000-0000-4000-8000-000000000000/draft'
    expect((await call('employment-programme', unknown, { measures, targets })).statusCode).toBe(404)

    const page = await office.enter('employment-programme', `/cases/${caseNumber}/programme-draft`, {
      ...draftForm,
      measures: `${measures} ${'ə'.repeat(5900)}`,
    })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('The draft is saved')
    const wrong = await office.enter('employment-programme', `/cases/${caseNumber}/programme-draft`, {
      ...draftForm,
      placed: 'many',
    })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('value="many"')

    const seen = await office.app.inject({
      url: `/v1/cases/${caseId}`,
      headers: await office.logIn('pirallahi-administration'),
    })
    expect(seen.json()).toMatchObject({ details: { year: 2026, programmeState: 'draft', targets } })
    const others = await office.app.inject({
      url: `/v1/cases/${caseId}`,
      headers: await office.logIn('dost-operator'),
    })
    expect(others.statusCode).toBe(403)
    await ask(caseId)
    expect(codeOf(await draft({ measures, targets }))).toBe('PROGRAMME_NOT_TO_CHANGE')
    const closed = await office.enter(
      'employment-programme',
      `/cases/${caseNumber}/programme-draft`,
      draftForm,
    )
    expect(closed.statusCode).toBe(409)
    await records(({ employmentProgrammes }) =>
      employmentProgrammes.closeComment(caseId, 'dost-centre', 'silent'),
    )
  })

  test('is commented on by each body for itself, and every comment is answered', async () => {
    const { caseId } = (await records(({ employmentProgrammes }) =>
      employmentProgrammes.findByYear(2026),
    )) ?? {
      caseId: '',
    }
    await ask(caseId, 'khazar-administration', 'pirallahi-administration')
    const url = `/v1/employment-programmes/${caseId}`
    const comment = (group: StaffGroup, text: string) => call(group, `${url}/comment`, { comment: text })
    expect((await comment('khazar-administration', 'Buzovnada təlim azdır.')).statusCode).toBe(204)
    expect(codeOf(await comment('dost-quality', 'Bizdən soruşulmayıb.'))).toBe('COMMENT_NOT_POSSIBLE')
    expect((await comment('khazar-administration', '')).statusCode).toBe(400)
    const page = await office.enter('pirallahi-administration', `/cases/${caseId}/programme-comment`, {
      comment: 'Çilov üçün <b>nəqliyyat</b> lazımdır.',
    })
    expect(page.statusCode).toBe(200)
    // What others wrote is read by all who work on it; markup is text.
    expect(page.body).toContain('Buzovnada təlim azdır.')
    expect(page.body).toContain('&lt;b&gt;nəqliyyat')

    const answer = { body: 'khazar-administration', answer: 'accepted', reason: 'Təlim əlavə edildi.' }
    expect(codeOf(await call('employment-programme', `${url}/answers`, answer))).toBe('COMMENT_NOT_TO_ANSWER')
    await records(async ({ employmentProgrammes }) => {
      await employmentProgrammes.closeComment(caseId, 'khazar-administration', 'commented')
      await employmentProgrammes.closeComment(caseId, 'pirallahi-administration', 'no-comment')
    })
    expect(codeOf(await comment('khazar-administration', 'Gec.'))).toBe('COMMENT_NOT_POSSIBLE')
    const late = await office.enter('khazar-administration', `/cases/${caseId}/programme-comment`, {
      comment: 'Gec.',
    })
    expect(late.statusCode).toBe(409)
    await move(caseId, 'revising')
    expect((await call('employment-programme', `${url}/answers`, answer)).statusCode).toBe(204)
    expect(
      (await call('employment-programme', `${url}/answers`, { ...answer, answer: 'maybe' })).statusCode,
    ).toBe(400)
    const answered = await office.enter('employment-programme', `/cases/${caseId}/programme-answer`, {
      ...answer,
      reason: 'Buzovnada daha 20 yer.',
    })
    expect(answered.body).toContain('Buzovnada daha 20 yer.')
    const silent = { ...answer, body: 'pirallahi-administration' }
    expect(
      (await office.enter('employment-programme', `/cases/${caseId}/programme-answer`, silent)).statusCode,
    ).toBe(409)
  })

  test('is explained only while a quarter is reported on', async () => {
    const { caseId } = (await records(({ employmentProgrammes }) =>
      employmentProgrammes.findByYear(2026),
    )) ?? {
      caseId: '',
    }
    const url = `/v1/employment-programmes/${caseId}/progress`
    const explain = (explanation: string) => call('employment-programme', url, { explanation })
    expect(codeOf(await explain('Hədəfə uyğundur.'))).toBe('PROGRESS_NOT_POSSIBLE')
    const early = await office.enter('employment-programme', `/cases/${caseId}/programme-progress`, {
      explanation: 'Hədəfə uyğundur.',
    })
    expect(early.statusCode).toBe(409)
    await move(caseId, 'published')
    await records(({ employmentProgrammes }) =>
      employmentProgrammes.openQuarter(caseId, 1, '2026-12-14T14:00:00.000Z'),
    )
    expect((await explain('Hədəfə uyğundur.')).statusCode).toBe(204)
    const page = await office.enter('employment-programme', `/cases/${caseId}/programme-progress`, {
      explanation: 'İşəgötürənlərlə görüş keçirilib.',
    })
    expect(page.body).toContain('İşəgötürənlərlə görüş keçirilib.')
  })
})
