/** Benefits by API and on the case page: claimed, told once per event, papers handed in, ended; refused where they cannot be. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdf } from '../support/benefit-steps.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const applicant = {
  fin: '94FMDDD',
  givenName: 'Nigar',
  familyName: 'Əliyeva',
  birthDate: '1990-04-04',
  phone: '+994501234567',
} as const
let people = 0
const child = () => {
  people += 1
  return {
    fin: `7AA${String(people).padStart(4, '0')}`,
    givenName: 'Tunar',
    familyName: 'Əliyev',
    birthDate: '2020-02-02',
  }
}
const claim = (change: object = {}) => ({
  benefit: 'conscript-child',
  applicant,
  beneficiary: child(),
  eventDate: '2026-10-01',
  language: 'az',
  ...change,
})
const post = async (url: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${await office.token()}`, ...headers },
    payload,
  })
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code
const fieldsOf = (answer: { json: () => unknown }) =>
  (answer.json() as { errors?: { field: string }[] }).errors?.map(({ field }) => field)
const apply = async (change: object = {}) =>
  (await post('/v1/benefit-applications', claim(change))).json<{ caseId: string; caseNumber: string }>()
const messagesOf = (caseId: string) =>
  office.database.db.rows<{ name: string }>(
    'select name from outbox where correlation_key = $1 order by id',
    [caseId],
  )

describe('a claim', () => {
  test('becomes a case, once per key and once for a person', async () => {
    const body = claim()
    const key = { 'idempotency-key': 'benefit-0001' }
    const first = await post('/v1/benefit-applications', body, key)
    expect(first.statusCode).toBe(202)
    const { caseId, caseNumber } = first.json<{ caseId: string; caseNumber: string }>()
    expect(caseNumber).toMatch(/^BEN-2026-\d{6}$/)
    const again = await post('/v1/benefit-applications', body, key)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(codeOf(await post('/v1/benefit-applications', body))).toBe('CASE_ALREADY_OPEN')
    expect(await messagesOf(caseId)).toEqual([{ name: 'benefit-requested' }])
  })

  test.each([
    [{ eventDate: '2027-01-01' }, '/eventDate'],
    [{ beneficiary: undefined }, '/beneficiary'],
    [{ benefit: 'old-age', beneficiary: undefined }, '/sex'],
    [{ benefit: 'president-stipend', beneficiary: undefined }, '/variant'],
    [{ benefit: 'utility-benefit', variant: 'national-hero' }, '/variant'],
    [{ variant: 'category-1' }, '/variant'],
    [{ beneficiary: { ...child(), fin: applicant.fin } }, '/beneficiary/fin'],
    [{ beneficiary: { ...child(), birthDate: '2026-12-31' } }, '/beneficiary/birthDate'],
    [{ applicant: { ...applicant, iban: 'AZ00NABZ00000000137010001944' } }, '/applicant/iban'],
    [{ benefit: 'pension' }, '/benefit'],
  ])('of %j is refused at %s', async (change, field) => {
    const answer = await post('/v1/benefit-applications', claim(change))
    expect(answer.statusCode).toBe(400)
    expect(fieldsOf(answer)).toContain(field)
  })

  test('with a strange field is refused', async () => {
    expect((await post('/v1/benefit-applications', claim({ note: 'x' }))).statusCode).toBe(400)
  })
})

describe('an event', () => {
  test('opens its benefit once; another one under the same id is refused', async () => {
    const event = {
      eventId: 'birth-1',
      kind: 'birth',
      happenedOn: '2026-11-20',
      applicant,
      beneficiary: { ...child(), birthDate: '2026-11-20' },
    }
    const told = (await post('/v1/benefit-events', event)).json<{
      repeated: boolean
      cases: { caseId: string }[]
    }>()
    expect(told).toMatchObject({
      repeated: false,
      cases: [{ caseNumber: expect.stringMatching(/^BEN-/) as string }],
    })
    expect((await post('/v1/benefit-events', event)).json()).toEqual({ ...told, repeated: true })
    const other = await post('/v1/benefit-events', { ...event, happenedOn: '2026-11-19' })
    expect([other.statusCode, codeOf(other)]).toEqual([409, 'EVENT_ID_REUSED'])
    expect(await messagesOf(told.cases[0]?.caseId ?? '')).toHaveLength(1)
  })

  test.each([
    [{ kind: 'death' }, '/fin'],
    [{ kind: 'birth', applicant }, '/beneficiary'],
    [{ kind: 'adoption' }, '/applicant'],
    [{ kind: 'disability-decision', applicant }, '/disabilityPercent'],
    [{ kind: 'death', fin: '94FMDDD', happenedOn: '2026-12-01' }, '/happenedOn'],
    [{ kind: 'wedding' }, '/kind'],
  ])('%j lacks %s', async (change, field) => {
    const answer = await post('/v1/benefit-events', { eventId: 'e', happenedOn: '2026-11-01', ...change })
    expect(answer.statusCode).toBe(400)
    expect(fieldsOf(answer)).toContain(field)
  })

  test('that ends something where nothing is paid opens nothing', async () => {
    const answer = await post('/v1/benefit-events', {
      eventId: 'death-9',
      kind: 'death',
      happenedOn: '2026-11-01',
      fin: '5ZZZZZZ',
    })
    expect(answer.json()).toEqual({ eventId: 'death-9', repeated: false, cases: [] })
  })
})

describe('papers', () => {
  const paper = (kind: string, change: object = {}) => ({
    kind,
    mediaType: 'application/pdf',
    content: pdf(kind),
    ...change,
  })

  test('are kept once, and the process is told when nothing is missing any more', async () => {
    const { caseId } = await apply()
    const url = `/v1/cases/${caseId}/documents`
    const first = await post(url, { documents: [paper('birth-certificate')] })
    expect(first.json()).toEqual({ missing: ['service-certificate'], accountMissing: true })
    await post(url, { documents: [paper('birth-certificate')] })
    expect(
      await office.database.db.rows('select kind from benefit_document where case_id = $1', [caseId]),
    ).toHaveLength(1)
    const last = await post(url, {
      documents: [paper('service-certificate')],
      iban: 'AZ21NABZ00000000137010001944',
    })
    expect(last.json()).toEqual({ missing: [], accountMissing: false })
    await post(url, { documents: [paper('service-certificate')] })
    expect(await messagesOf(caseId)).toEqual([
      { name: 'benefit-requested' },
      { name: 'benefit-documents-received' },
    ])
    const page = await office.app.inject({
      url: `/cases/${caseId}?lang=en`,
      headers: await office.logIn('dsmf-assignment'),
    })
    expect(page.body).toContain('certificate of service')
    expect(page.body).toContain('Nigar')
    const blind = await office.app.inject({
      url: `/cases/${caseId}?lang=en`,
      headers: await office.logIn('dsmf-payment-checker'),
    })
    expect(blind.body).not.toContain('certificate of service')
  })

  test.each([
    [{ documents: [paper('birth-certificate', { mediaType: 'image/png' })] }, '/documents/0/content'],
    [{}, '/documents'],
    [{ documents: [paper('love-letter')] }, '/documents/0/kind'],
    [{ documents: [paper('birth-certificate', { content: '!!!!!!!!' })] }, '/documents/0/content'],
  ])('like %j are refused', async (body, field) => {
    const { caseId } = await apply()
    const answer = await post(`/v1/cases/${caseId}/documents`, body)
    expect(answer.statusCode).toBe(400)
    expect(fieldsOf(answer)?.[0]).toContain(field)
  })

  test('are not awaited in a case that is none or is decided', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000'
    const body = { iban: 'AZ21NABZ00000000137010001944' }
    expect((await post(`/v1/cases/${unknown}/documents`, body)).statusCode).toBe(404)
    const { caseId } = await apply()
    await office.database.db.rows(
      `update benefit_claim set outcome = 'refuse', decision = '{"reasons":[],"handling":[],"steps":[],"rates":[]}',
         decided_at = now() where case_id = $1`,
      [caseId],
    )
    expect(codeOf(await post(`/v1/cases/${caseId}/documents`, body))).toBe('DOCUMENTS_NOT_AWAITED')
  })
})

test('a change is taken where something is paid, by API and on the page', async () => {
  const { caseId, caseNumber } = await apply()
  const change = { kind: 'condition-ended', happenedOn: '2026-11-10' }
  const url = `/v1/benefits/${caseId}/changes`
  expect(codeOf(await post(url, change))).toBe('BENEFIT_NOT_PAID')
  expect((await office.enter('dost-operator', `/cases/${caseId}/benefit-change`, change)).statusCode).toBe(
    409,
  )
  await post(`/v1/cases/${caseId}/documents`, { iban: 'AZ21NABZ00000000137010001944' })
  await office.database.db.rows(
    `update benefit_claim set outcome = 'assign', decision = '{"outcome":"assign","variant":"all","reasons":["conscript-child"],
       "handling":[],"steps":[{"fromPeriod":"2026-11","monthlyAmountQepik":14000}],"rates":[],"validFrom":"2026-11-01","validTo":"2038-02-28"}',
       decided_at = now() where case_id = $1`,
    [caseId],
  )
  await office.deps.transact((records) =>
    records.entitlements.add({
      caseId,
      kind: 'conscript-child',
      validFrom: '2026-11-01',
      validTo: '2038-02-28',
      monthlyAmountQepik: 140_00,
    }),
  )
  expect(fieldsOf(await post(url, { ...change, happenedOn: '2027-01-01' }))).toEqual(['/happenedOn'])
  const first = await post(url, change)
  expect(first.json()).toMatchObject({ caseNumber: expect.stringMatching(/^BCH-2026-/) as string })
  const page = await office.enter('dost-operator', `/cases/${caseId}/benefit-change`, change)
  expect(page.statusCode).toBe(200)
  // The same thing of the same day is the same case, about the claim.
  expect(page.body).toContain(first.json<{ caseNumber: string }>().caseNumber)
  expect(page.body).toContain(caseNumber)
  expect(
    (await office.enter('dost-operator', `/cases/${caseId}/benefit-change`, { kind: 'x' })).statusCode,
  ).toBe(400)
  const claimPage = await office.app.inject({
    url: `/cases/${caseId}?lang=en`,
    headers: await office.logIn('dsmf-assignment'),
  })
  expect(claimPage.body).toContain('140.00')
})
