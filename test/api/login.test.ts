/** Staff log in as in Tasklist; guessing locks, sessions end, and other sites cannot act for a person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../support/database.ts'
import { cookiesOf, openOffice, password, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  })
const logIn = (userName: string, given = password, next = '/cases') =>
  post('/login', { userName, password: given, next })
const actions = async (actor: string) =>
  (
    await asOwner<{ action: string }>(
      office.database,
      'select action from ledger where actor = $1 order by sequence',
      [actor],
    )
  ).map(({ action }) => action)

test('the right password opens the cases and is in the ledger', async () => {
  const answer = await logIn('dost-quality')
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/cases')
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(await actions('staff:dost-quality')).toEqual(['staff.logged-in'])
  const page = await office.app.inject({ url: '/cases', headers: { cookie: cookiesOf(answer.headers) } })
  expect(page.statusCode).toBe(200)
})

test('over https the cookie is bound to the host', async () => {
  const secure = await openOffice({ changedSettings: { publicUrl: 'https://office.test' } })
  try {
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ userName: 'auditor', password }).toString(),
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-dost-session=.*; Secure/)
    expect(answer.headers['strict-transport-security']).toContain('max-age=')
  } finally {
    await secure.close()
  }
})

test('the token is kept only as its hash', async () => {
  const answer = await logIn('dost-operator')
  const token = cookiesOf(answer.headers).split('=')[1] ?? ''
  const rows = await asOwner<{ token_sha256: string }>(
    office.database,
    'select token_sha256 from staff_session',
  )
  expect(rows.some((row) => row.token_sha256 === token)).toBe(false)
})

test('wrong name and wrong password get the same answer', async () => {
  const [wrongName, wrongPassword] = [await logIn('nobody.here'), await logIn('analyst', 'guess')]
  expect([wrongName.statusCode, wrongPassword.statusCode]).toEqual([401, 401])
  expect(wrongName.body.replace('nobody.here', '')).toBe(wrongPassword.body.replace('analyst', ''))
})

test.each(['', "' or 1=1 --", 'x\u0000y', 'ADMIN', 'a'.repeat(100)])(
  'the name %j is nobody',
  async (name) => {
    expect((await logIn(name)).statusCode).toBe(401)
  },
)

test('after five wrong passwords the right one does not help, until time has passed', async () => {
  for (let attempt = 0; attempt < 5; attempt += 1) await logIn('dsmf-appeals', 'guess')
  expect((await logIn('dsmf-appeals')).statusCode).toBe(401)
  office.clock.advance(16)
  expect((await logIn('dsmf-appeals')).statusCode).toBe(303)
  expect(await actions('staff:dsmf-appeals')).toEqual([
    ...Array.from({ length: 4 }, () => 'staff.login-failed'),
    'staff.locked',
    'staff.login-while-locked',
    'staff.logged-in',
  ])
})

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'a login leads to no other site: %s',
  async (next) => {
    expect((await logIn('auditor', password, next)).headers.location).toBe('/cases')
  },
)

describe('a session', () => {
  const opens = async (cookie: string) =>
    (await office.app.inject({ url: '/cases', headers: { cookie } })).statusCode === 200

  test('ends when it is not used, and lasts while it is', async () => {
    const { cookie } = await office.logIn('auditor')
    for (let times = 0; times < 4; times += 1) {
      office.clock.advance(20)
      expect(await opens(cookie)).toBe(true)
    }
    office.clock.advance(31)
    expect(await opens(cookie)).toBe(false)
  })

  test('ends after a working day, however much it is used', async () => {
    const { cookie } = await office.logIn('auditor')
    for (let times = 0; times < 23; times += 1) {
      office.clock.advance(20)
      await opens(cookie)
    }
    expect(await opens(cookie)).toBe(true)
    office.clock.advance(21)
    expect(await opens(cookie)).toBe(false)
  })

  test('ends with the logout', async () => {
    const session = await office.logIn('auditor')
    const answer = await post('/logout', { _csrf: session['x-csrf-token'] }, { cookie: session.cookie })
    expect(answer.statusCode).toBe(303)
    expect(await opens(session.cookie)).toBe(false)
  })

  test('ends when the person leaves the office', async () => {
    const { cookie } = await office.logIn('dost-monitoring')
    await asOwner(office.database, `update staff set active = false where user_name = 'dost-monitoring'`)
    const answer = await office.app.inject({ url: '/v1/cases', headers: { cookie } })
    expect(answer.statusCode).toBe(401)
  })
})

describe('another site', () => {
  test.each([
    ['without the token', {}, {}],
    ['with a made-up token', { _csrf: 'x'.repeat(43) }, {}],
  ])('cannot log a person out %s', async (_name, form, headers) => {
    const { cookie } = await office.logIn('auditor')
    expect((await post('/logout', form, { cookie, ...headers })).statusCode).toBe(403)
  })

  test('cannot act even with the token', async () => {
    const session = await office.logIn('auditor')
    const answer = await post(
      '/logout',
      { _csrf: session['x-csrf-token'] },
      { cookie: session.cookie, 'sec-fetch-site': 'cross-site' },
    )
    expect(answer.statusCode).toBe(403)
  })

  test('cannot log a person in as somebody else', async () => {
    const answer = await post('/login', { userName: 'auditor', password }, { 'sec-fetch-site': 'cross-site' })
    expect(answer.statusCode).toBe(403)
  })
})

describe('bearer tokens', () => {
  const list = async (token: string) =>
    office.app.inject({ url: '/v1/cases', headers: { authorization: `Bearer ${token}` } })

  test('a good one is taken', async () => {
    expect((await list(await office.token({ scope: 'cases:read' }))).statusCode).toBe(200)
  })

  test.each([
    ['expired', { expiresInSeconds: -60 }, 401],
    ['for another audience', { audience: 'another-api' }, 401],
    ['of another issuer', { issuer: 'https://stranger.example' }, 401],
    ['signed by a stranger', { signedByStranger: true }, 401],
    ['without the scope', { scope: 'applications:write' }, 403],
  ])('one that is %s is refused', async (_name, claims, status) => {
    const answer = await list(await office.token(claims))
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  test.each(['', 'x', 'a.b.c', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])(
    'what is no token is refused: %j',
    async (token) => {
      expect((await list(token)).statusCode).toBe(401)
    },
  )
})
