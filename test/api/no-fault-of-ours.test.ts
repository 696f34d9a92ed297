/** Whatever is sent, the answer is never a 5xx; every code of an error has a status; the log holds nobody's data. */
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../adapters/log.ts'
import { isProblemCode } from '../../api/problem.ts'
import { decideCase } from './decided-case.ts'
import { aFamily } from './families.ts'
import { openOffice, type Office } from './office.ts'

const lines: string[] = []
let office: Office
let headers: Record<string, string>

beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  office = await openOffice({ logger: createLog({ service: 'api', level: 'debug' }, destination) })
  headers = { authorization: `Bearer ${await office.token()}` }
})
afterAll(() => office.close())

const problemJson = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['content-type']).startsWith('application/problem+json')

/** A path into the application and something else put there. */
function damage(target: unknown, path: readonly number[], value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof target !== 'object' || target === null) return value
  const keys = Object.keys(target)
  const key = keys[step % Math.max(keys.length, 1)]
  if (key === undefined) return value
  const copy = (Array.isArray(target) ? [...(target as unknown[])] : { ...target }) as Record<string, unknown>
  copy[key] = damage(copy[key], rest, value)
  return copy
}

const anything = fc.oneof(
  fc.anything({ withNullPrototype: false, maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '９４ＦＭＤＤＤ',
    '2026-02-30',
    '1e400',
    'AZ'.repeat(100),
    null,
    [],
    {},
  ),
  fc.double(),
  fc.bigInt().map(String),
)

test('an application damaged anywhere is refused or taken, never a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(30), { maxLength: 5 }), anything, async (path, value) => {
      const payload = JSON.stringify(damage(aFamily(), path, value)) as string | undefined
      const answer = await office.app.inject({
        method: 'POST',
        url: '/v1/applications',
        headers: { ...headers, 'content-type': 'application/json' },
        payload: payload ?? '',
      })
      expect([202, 400, 409]).toContain(answer.statusCode)
      if (answer.statusCode === 400) expect(problemJson(answer)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('bytes that are no application at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 500 }),
      fc.constantFrom(
        'application/json',
        'application/xml',
        'text/plain',
        'multipart/form-data',
        'a/b;c',
        '',
      ),
      fc.constantFrom('/v1/applications', '/v1/bank-messages', '/login', '/follow', '/v1/cases'),
      async (bytes, contentType, url) => {
        const answer = await office.app.inject({
          method: 'POST',
          url,
          headers: { ...headers, ...(contentType === '' ? {} : { 'content-type': contentType }) },
          payload: Buffer.from(bytes),
        })
        expect(answer.statusCode).toBeGreaterThanOrEqual(400)
        expect(answer.statusCode).toBeLessThan(500)
      },
    ),
    { numRuns: 300 },
  )
})

test('addresses and queries that nobody should send', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        '/v1/cases/',
        '/v1/cases?cursor=',
        '/v1/cases?limit=',
        '/v1/follow/',
        '/cases?number=',
        '/',
        '/docs/',
        '/assets/',
        '/v1/follow/UDSY-2026-000001?code=',
      ),
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => encodeURIComponent(text)),
        fc.constantFrom('%00', '%', '%zz', '..%2f', '%ed%a0%80', 'UDSY-2026-000001%00', '9'.repeat(400)),
      ),
      async (path, rest) => {
        const answer = await office.app.inject({ url: `${path}${rest}`, headers })
        expect(answer.statusCode, `${path}${rest}`).toBeLessThan(500)
      },
    ),
    { numRuns: 400 },
  )
})

test('a list asked by staff with anything for a number', async () => {
  const session = await office.logIn('dost-operator')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), async (number) => {
      const query = new URLSearchParams({ number, state: number, district: number }).toString()
      const answer = await office.app.inject({ url: `/cases?${query}`, headers: session })
      expect(answer.statusCode).toBeLessThan(500)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['no XML', 'hello', 422],
  ['an XML that is no message', '<a/>', 422],
  [
    'a message cut off',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt>',
    422,
  ],
  ['nothing', '', 400],
])('a bank message that is %s', async (_name, payload, status) => {
  const answer = await office.app.inject({
    method: 'POST',
    url: '/v1/bank-messages',
    headers: { ...headers, 'content-type': 'application/xml' },
    payload,
  })
  expect(answer.statusCode).toBe(status)
  expect(problemJson(answer)).toBe(true)
  if (status === 422) {
    const { code, facts } = answer.json<{ code: string; facts: Record<string, string> }>()
    expect(code).toBe('BANK_MESSAGE_UNREADABLE')
    expect(facts['line']).toMatch(/^\d+$/)
  }
})

/** Caught by the worker in whose step they come up. */
const neverReachCallers = ['BANK_REFUSED_FILE', 'BENEFIT_NEEDS_MORE']

test('every DomainError of the program has its status', () => {
  const files = ['domain', 'adapters', 'workers', 'api'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(room, file)),
  )
  const codes = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new DomainError\(\s*'([A-Z_]+)'/g)].map(([, code = '']) => code),
  )
  expect(codes.length).toBeGreaterThan(10)
  expect(codes.filter((code) => !isProblemCode(code) && !neverReachCallers.includes(code))).toEqual([])
})

test('the log tells what was asked and holds nobody’s data', async () => {
  const { caseNumber, family } = await decideCase(office)
  const session = await office.logIn('dost-operator')
  await office.app.inject({ url: `/cases/${caseNumber}`, headers: session })
  const code = office.code(caseNumber)
  await office.app.inject({ url: `/v1/follow/${caseNumber}?code=${code}` })
  const log = lines.join('')
  expect(log).toContain('"route":"/v1/follow/:caseNumber"')
  const { fin, phone } = family.applicant
  const cookie = session.cookie.split('=')[1] ?? 'none'
  const secrets = [
    fin,
    phone,
    family.declaration.iban,
    'Aynur',
    'Yesenin',
    code,
    cookie,
    headers['authorization'] ?? '',
  ]
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
})
