/** A family applies: what is kept, what is answered, and what every mistake is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../support/database.ts'
import { aFamily } from './families.ts'
import { mistakes } from './mistakes.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let authorization: string

beforeAll(async () => {
  office = await openOffice()
  authorization = `Bearer ${await office.token({ scope: 'applications:write' })}`
})
afterAll(() => office.close())

const apply = (payload: unknown, headers: Record<string, string> = {}) =>
  office.app.inject({
    method: 'POST',
    url: '/v1/applications',
    headers: { authorization, ...headers },
    payload: payload as object,
  })

const count = async (table: string): Promise<number> => {
  const [row] = await asOwner<{ count: string }>(office.database, `select count(*) from ${table}`)
  return Number(row?.count)
}

test('a family applies and gets its case, with ledger entry and message for the engine', async () => {
  const family = aFamily()
  const answer = await apply(family)
  expect(answer.statusCode).toBe(202)
  const { caseId, caseNumber, followCode } = answer.json<Record<string, string>>()
  expect(caseNumber).toMatch(/^UDSY-2026-\d{6}$/)
  expect(answer.headers.location).toBe(`/v1/cases/${caseId}`)
  expect(followCode).toBe(office.code(caseNumber ?? ''))

  const messages = await asOwner<{ name: string; variables: unknown }>(
    office.database,
    'select name, variables from outbox where correlation_key = $1',
    [caseId],
  )
  expect(messages).toEqual([
    {
      name: 'application-received',
      variables: { caseId, caseNumber, caseUrl: `http://office.test/cases/${caseId}` },
    },
  ])
  const ledger = await asOwner<{ actor: string; action: string }>(
    office.database,
    'select actor, action from ledger where case_id = $1',
    [caseId],
  )
  expect(ledger).toEqual([{ actor: 'system:e-gov', action: 'application.received' }])
})

test('a second application of the same household is told the number of the first', async () => {
  const family = aFamily()
  const first = (await apply(family)).json<{ caseNumber: string }>()
  const second = await apply(family)
  expect(second.statusCode).toBe(409)
  expect(second.headers['content-type']).toContain('application/problem+json')
  expect(second.json()).toMatchObject({
    code: 'CASE_ALREADY_OPEN',
    facts: { caseNumber: first.caseNumber },
  })
})

describe('a mistake is named by its field, and nothing is kept', () => {
  test.each(mistakes)('%s', async (_name, change, field, said) => {
    const before = await count('case_file')
    const answer = await apply(change(aFamily()))
    expect(answer.statusCode).toBe(400)
    const problem = answer.json<{ errors: { field: string; problem: string }[] }>()
    expect(problem.errors.map((error) => error.field)).toContain(field)
    expect(problem.errors.find((error) => error.field === field)?.problem).toMatch(said)
    expect(await count('case_file')).toBe(before)
  })

  test('several mistakes are told at once', async () => {
    const family = aFamily({ iban: 'AZ00', members: [] })
    const { errors } = (await apply(family)).json<{ errors: { field: string }[] }>()
    expect(errors.map(({ field }) => field).sort()).toEqual(['/declaration/iban', '/declaration/members'])
  })
})

describe('what is no application at all', () => {
  const post = (payload: string, contentType: string) =>
    office.app.inject({
      method: 'POST',
      url: '/v1/applications',
      headers: { authorization, 'content-type': contentType },
      payload,
    })

  test.each([
    ['broken JSON', '{"kind":', 'application/json', 400, 'INVALID_JSON'],
    ['an empty body', '', 'application/json', 400, 'INVALID_JSON'],
    ['a poisoned prototype', '{"__proto__": {"x": 1}}', 'application/json', 400, 'INVALID_JSON'],
    ['plain text', 'hello', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['XML', '<a/>', 'application/xml', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a body of a megabyte',
      JSON.stringify('x'.repeat(1_000_000)),
      'application/json',
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'a form',
      'kind=targeted-social-assistance',
      'application/x-www-form-urlencoded',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s', async (_name, payload, contentType, status, code) => {
    const answer = await post(payload, contentType)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  test('an address that is none', async () => {
    const answer = await office.app.inject({ url: '/v1/aplications', headers: { authorization } })
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 })
  })
})

describe('with an Idempotency-Key', () => {
  test('a repetition gets the first answer and makes no second case', async () => {
    const family = aFamily()
    const first = await apply(family, { 'idempotency-key': 'repeat-0001' })
    const before = await count('case_file')
    const again = await apply(family, { 'idempotency-key': 'repeat-0001' })
    expect(again.statusCode).toBe(202)
    expect(again.json()).toEqual(first.json())
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(await count('case_file')).toBe(before)
  })

  test('the same key with another body is refused', async () => {
    await apply(aFamily(), { 'idempotency-key': 'another-body' })
    const answer = await apply(aFamily(), { 'idempotency-key': 'another-body' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  })

  test('the same request ten times at once makes one case', async () => {
    const family = aFamily()
    const before = await count('case_file')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => apply(family, { 'idempotency-key': 'all-at-once' })),
    )
    const accepted = answers.filter(({ statusCode }) => statusCode === 202)
    expect(answers.every(({ statusCode }) => [202, 409].includes(statusCode))).toBe(true)
    expect(new Set(accepted.map((answer) => answer.json<{ caseId: string }>().caseId)).size).toBe(1)
    expect(await count('case_file')).toBe(before + 1)
  })

  test('a refused application leaves the key free for the corrected one', async () => {
    const family = aFamily()
    const wrong = { ...family, declaration: { ...family.declaration, iban: 'AZ00' } }
    expect((await apply(wrong, { 'idempotency-key': 'mend-and-send' })).statusCode).toBe(400)
    expect((await apply(family, { 'idempotency-key': 'mend-and-send' })).statusCode).toBe(202)
  })

  test('a key too short to be one of a kind is refused by its name', async () => {
    const answer = await apply(aFamily(), { 'idempotency-key': 'abc' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toBe('/headers/idempotency-key')
  })
})

test('a family elsewhere in Baku is taken too', async () => {
  const address = { district: 'Nizami' as const, street: 'Qara Qarayev prospekti', building: '5' }
  const answer = await apply(aFamily({ address }))
  expect(answer.statusCode).toBe(202)
})
