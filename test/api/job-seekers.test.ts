/** Job-seekers and vacancies by API: registered, entered, refused, and every mistake. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anApplicant, aVacancy, electrician } from '../support/job-seekers.ts'
import { bodyOf, codeOf, fieldOf, openJobOffice, problemOf, seeker, type JobOffice } from './job-office.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let jobs: JobOffice
beforeAll(async () => {
  office = await openOffice()
  jobs = openJobOffice(office)
})
afterAll(() => office.close())

describe('a job-seeker', () => {
  test('becomes a case once per key, and a person is registered once', async () => {
    const key = { 'idempotency-key': 'job-seeker-0001' }
    const first = await jobs.post('/v1/job-seekers', seeker('7JBAP01'), key)
    expect(first.statusCode).toBe(202)
    const { caseId, caseNumber } = bodyOf(first) as { caseId: string; caseNumber: string }
    expect(caseNumber).toMatch(/^JOB-2026-\d{6}$/)
    expect((await jobs.post('/v1/job-seekers', seeker('7JBAP01'), key)).headers['idempotency-replayed']).toBe(
      'true',
    )
    expect(codeOf(await jobs.post('/v1/job-seekers', seeker('7JBAP09'), key))).toEqual([
      422,
      'IDEMPOTENCY_KEY_REUSED',
    ])
    expect(await jobs.toldOf(caseId)).toEqual(['job-seeker-registered'])
    expect(codeOf(await jobs.post('/v1/job-seekers', seeker('7JBAP01')))).toEqual([
      409,
      'JOB_SEEKER_ALREADY_REGISTERED',
    ])
  })

  test('is refused with the field at fault', async () => {
    const young = { applicant: anApplicant('7JBAP02', '2012-01-01') }
    const tooYoung = await jobs.post('/v1/job-seekers', seeker('7JBAP02', young))
    expect([...codeOf(tooYoung), fieldOf(tooYoung)]).toEqual([
      400,
      'JOB_SEEKER_TOO_YOUNG',
      '/applicant/birthDate',
    ])
    const wrong: readonly (readonly [object, string])[] = [
      [{ note: 'x' }, '/note'],
      [{ applicant: anApplicant('7JBAP02', '2099-01-01') }, '/applicant/birthDate'],
      [{ profile: { ...electrician, places: [] } }, '/profile/places'],
      [{ profile: { ...electrician, places: ['Mars'] } }, '/profile/places/0'],
      [{ profile: { ...electrician, experienceYears: 61 } }, '/profile/experienceYears'],
      [{ profile: { ...electrician, wageWantedQepik: 1.5 } }, '/profile/wageWantedQepik'],
      [{ profile: { ...electrician, occupationCode: '0110' } }, '/profile/occupationCode'],
    ]
    for (const [change, field] of wrong) {
      const answer = await jobs.post('/v1/job-seekers', seeker('7JBAP02', change))
      expect([answer.statusCode, fieldOf(answer)], JSON.stringify(change)).toEqual([400, field])
    }
  })

  test('off the register is told until when', async () => {
    const { caseId } = await jobs.registered('7JBAP03')
    await office.deps.transact(({ jobSeekers }) =>
      jobSeekers.end(caseId, { state: 'off-register', on: '2026-11-23', offRegisterUntil: '2027-11-23' }),
    )
    const answer = await jobs.post('/v1/job-seekers', seeker('7JBAP03'))
    expect(codeOf(answer)).toEqual([409, 'OFF_REGISTER'])
    expect(problemOf(answer).facts).toEqual({ offRegisterUntil: '2027-11-23' })
  })

  test('refuses a job once, and leaves once', async () => {
    const { caseId } = await jobs.registered('7JBAP04')
    const refusal = `/v1/job-seekers/${caseId}/job-refusal`
    expect(codeOf(await jobs.post(refusal, { reason: 'Uzaqdır.' }))).toEqual([409, 'REFERRAL_NOT_WAITING'])
    const referral = await jobs.refer(caseId)
    expect((await jobs.post(refusal, { reason: 'Uzaqdır.' })).statusCode).toBe(204)
    expect(codeOf(await jobs.post(refusal, { reason: 'Uzaqdır.' }))).toEqual([409, 'REFERRAL_NOT_WAITING'])
    expect(await jobs.toldOf(referral.id)).toEqual(['job-refused'])
    const removal = `/v1/job-seekers/${caseId}/removal`
    expect((await jobs.post(removal, { reason: 'bored' })).statusCode).toBe(400)
    expect((await jobs.post(removal, { reason: 'found-work' })).statusCode).toBe(204)
    expect(codeOf(await jobs.post(removal, { reason: 'found-work' }))).toEqual([409, 'NOT_ON_REGISTER'])
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect((await jobs.post(`/v1/job-seekers/${unknown}/removal`, { reason: 'found-work' })).statusCode).toBe(
      404,
    )
  })
})

describe('vacancies', () => {
  test('are entered once per key, refused with their field, and listed by page and filter', async () => {
    const key = { 'idempotency-key': 'vacancy-00001' }
    const wanted = aVacancy({ place: 'Zirə', field: 'catering' })
    const first = await jobs.post('/v1/vacancies', wanted, key)
    expect([first.statusCode, (bodyOf(first) as { placesLeft: number }).placesLeft]).toEqual([201, 1])
    expect(first.body).not.toContain(wanted.employerPhone)
    const again = await jobs.post('/v1/vacancies', wanted, key)
    expect([again.headers['idempotency-replayed'], bodyOf(again)]).toEqual(['true', bodyOf(first)])
    expect(fieldOf(await jobs.post('/v1/vacancies', aVacancy({ openUntil: '2026-11-22' })))).toBe(
      '/openUntil',
    )
    expect(fieldOf(await jobs.post('/v1/vacancies', aVacancy({ employerVoen: '123' })))).toBe('/employerVoen')
    expect(fieldOf(await jobs.post('/v1/vacancies', { ...aVacancy(), bonus: 1 }))).toBe('/bonus')

    await jobs.post('/v1/vacancies', aVacancy({ place: 'Zirə', field: 'catering', openUntil: '2026-11-23' }))
    const list = async (query: string) => {
      const answer = await jobs.get(`/v1/vacancies?${query}`)
      return bodyOf(answer) as { vacancies: { vacancyNumber: string }[]; nextCursor: string | null }
    }
    const place = encodeURIComponent('Zirə')
    const page = await list(`place=${place}&field=catering&limit=1`)
    expect([page.vacancies.length, page.nextCursor === null]).toEqual([1, false])
    const rest = await list(`place=${place}&field=catering&limit=1&cursor=${page.nextCursor ?? ''}`)
    expect([rest.vacancies.length, rest.nextCursor]).toEqual([1, null])
    expect((await list(`place=${place}&field=it`)).vacancies).toEqual([])
    expect((await jobs.get('/v1/vacancies?cursor=bm9uZQ')).statusCode).toBe(400)
    expect((await jobs.get('/v1/vacancies?field=magic')).statusCode).toBe(400)
  })

  test('are closed once, with a reason; whoever waits for the employer is looked for elsewhere', async () => {
    const { caseId } = await jobs.registered('7JBAP06')
    const referral = await jobs.refer(caseId)
    const { number } = await office.deps.transact(({ vacancies }) => vacancies.get(referral.vacancyId))
    const closure = `/v1/vacancies/${number}/closure`
    expect(fieldOf(await jobs.post(closure, { reason: 'bored' }))).toBe('/reason')
    expect(fieldOf(await jobs.post(closure, { reason: 'filled-otherwise', note: 'x' }))).toBe('/note')
    expect(
      codeOf(await jobs.post('/v1/vacancies/VAC-2026-999999/closure', { reason: 'filled-otherwise' })),
    ).toEqual([404, 'VACANCY_NOT_FOUND'])
    expect((await jobs.post('/v1/vacancies/none/closure', { reason: 'filled-otherwise' })).statusCode).toBe(
      400,
    )

    const key = { 'idempotency-key': 'closure-00001' }
    const first = await jobs.post(closure, { reason: 'filled-otherwise' }, key)
    expect(first.statusCode).toBe(200)
    expect(bodyOf(first)).toMatchObject({ vacancyNumber: number, closingReason: 'filled-otherwise' })
    expect(first.body).not.toContain(aVacancy().employerPhone)
    const again = await jobs.post(closure, { reason: 'filled-otherwise' }, key)
    expect([again.headers['idempotency-replayed'], bodyOf(again)]).toEqual(['true', bodyOf(first)])
    expect(codeOf(await jobs.post(closure, { reason: 'entered-by-mistake' }, key))).toEqual([
      422,
      'IDEMPOTENCY_KEY_REUSED',
    ])
    const closedBefore = await jobs.post(closure, { reason: 'entered-by-mistake' })
    expect(codeOf(closedBefore)).toEqual([409, 'VACANCY_CLOSED'])
    expect(problemOf(closedBefore).facts).toEqual({ closingReason: 'filled-otherwise' })

    expect(await jobs.toldOf(referral.id)).toEqual(['employer-answered'])
    const late = { code: office.code(referral.number), answer: 'hired' }
    const answered = await jobs.post(`/v1/referrals/${referral.number}/answer`, late)
    expect([...codeOf(answered), problemOf(answered).facts]).toEqual([
      409,
      'REFERRAL_NOT_WAITING',
      { state: 'vacancy-closed' },
    ])
    const open = bodyOf(await jobs.get('/v1/vacancies?limit=100')) as {
      vacancies: { vacancyNumber: string }[]
    }
    expect(open.vacancies.map(({ vacancyNumber }) => vacancyNumber)).not.toContain(number)
    const ofCase = await office.database.db.rows<{ action: string }>(
      'select action from ledger where case_id = $1 order by sequence',
      [caseId],
    )
    expect(ofCase.map(({ action }) => action)).toContain('referral.vacancy-closed')
  })
})
