/** A bearer token is verified once for many requests, and still ends when it ends. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rememberTokens } from '../../api/auth/remembered-tokens.ts'
import { DomainError } from '../../domain/errors.ts'
import { openOffice, type Office } from './office.ts'

const begin = Date.parse('2026-11-23T06:00:00Z')
let now: number
let verified: string[]
/** Tokens whose key the issuer has withdrawn. */
let withdrawn: string[]
let expiresAt: number
let verify: (token: string) => Promise<unknown>

beforeEach(() => {
  now = begin
  verified = []
  withdrawn = []
  expiresAt = begin + 3_600_000
  verify = rememberTokens(
    async (token) => {
      verified.push(token)
      if (withdrawn.includes(token)) throw new DomainError('TOKEN_INVALID', 'The key was withdrawn')
      return { client: { kind: 'client', id: token, scopes: [] }, expiresAt }
    },
    { now: () => new Date(now) },
  )
})

test('many requests with one token cost one verification, and each token is its own client', async () => {
  for (let request = 0; request < 50; request += 1)
    expect(await verify('e-gov')).toMatchObject({ id: 'e-gov' })
  expect(await verify('kiosk')).toMatchObject({ id: 'kiosk' })
  expect(verified).toEqual(['e-gov', 'kiosk'])
})

test('a key that is withdrawn matters after half a minute at the latest', async () => {
  await verify('e-gov')
  withdrawn = ['e-gov']
  now += 30_000
  await expect(verify('e-gov')).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
})

test('no token is remembered beyond its end', async () => {
  expiresAt = begin + 5_000
  await verify('e-gov')
  now += 4_999
  await verify('e-gov')
  expect(verified).toHaveLength(1)
  now += 1
  await verify('e-gov')
  expect(verified).toHaveLength(2)
})

test('a refusal is not remembered', async () => {
  withdrawn = ['e-gov']
  await expect(verify('e-gov')).rejects.toThrow()
  withdrawn = []
  expect(await verify('e-gov')).toMatchObject({ id: 'e-gov' })
})

test('only so many are remembered: the one verified longest ago goes first', async () => {
  for (let token = 0; token <= 1_000; token += 1) await verify(`token-${token}`)
  verified = []
  await verify('token-1')
  await verify('token-0')
  expect(verified).toEqual(['token-0'])
})

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('at the door a token that was good a moment ago is refused once it has ended', async () => {
  const authorization = `Bearer ${await office.token({ expiresInSeconds: 20 })}`
  const ask = () => office.app.inject({ url: '/v1/cases', headers: { authorization } })
  expect((await ask()).statusCode).toBe(200)
  office.clock.advance(1)
  const refused = await ask()
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([401, 'TOKEN_INVALID'])
})
