/** Bearer tokens whose issuer publishes its keys at an address (JWT_JWKS_URL). */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBearerVerifier } from '../../api/auth/bearer.ts'
import { readPublicJwks } from '../../api/settings.ts'
import { systemClock } from '../../domain/clock.ts'
import { DomainError, RetryableError } from '../../domain/errors.ts'
import { openOffice } from './office.ts'

const [issuer, audience] = ['https://login.example.az', 'dost-api']
let server: Server
let published: { status: number; keys: JWK[] }
let asked: number
beforeEach(async () => {
  asked = 0
  published = { status: 200, keys: [] }
  server = createServer((_request, response) => {
    asked += 1
    response.writeHead(published.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ keys: published.keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.close()
})

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`
const verifier = () =>
  createBearerVerifier({ settings: { issuer, audience, jwksUrl: address() }, clock: systemClock })

async function aKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } }
}
const token = (key: CryptoKey, kid: string, subject = 'e-gov') =>
  new SignJWT({ scope: 'cases:read' })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setExpirationTime('5 minutes')
    .sign(key)

test('the keys are fetched once, and each token is checked with its own', async () => {
  const [one, two, stranger] = [await aKey('one'), await aKey('two'), await aKey('two')]
  published.keys = [one.jwk, two.jwk]
  const verify = verifier()
  expect(await verify(await token(one.privateKey, 'one', 'e-gov'))).toMatchObject({ scopes: ['cases:read'] })
  await verify(await token(two.privateKey, 'two', 'e-sosial'))
  expect(asked).toBe(1)
  await expect(verify(await token(stranger.privateKey, 'two'))).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
  })
  await expect(verify(await token(one.privateKey, 'three'))).rejects.toBeInstanceOf(DomainError)
})

test('an issuer that is away is no fault of the caller, and is asked again', async () => {
  const one = await aKey('one')
  published = { status: 503, keys: [one.jwk] }
  const verify = verifier()
  const given = await token(one.privateKey, 'one')
  await expect(verify(given)).rejects.toBeInstanceOf(RetryableError)
  published.status = 200
  expect(await verify(given)).toMatchObject({ kind: 'client' })

  const away = createBearerVerifier({
    settings: { issuer, audience, jwksUrl: 'http://127.0.0.1:1/jwks' },
    clock: systemClock,
  })
  await expect(away(given)).rejects.toBeInstanceOf(RetryableError)
})

test('at the door that is a 503, and not a 401', async () => {
  const office = await openOffice({
    verifyBearer: createBearerVerifier({
      settings: { issuer, audience, jwksUrl: 'http://127.0.0.1:1/jwks' },
      clock: systemClock,
    }),
  })
  try {
    const one = await aKey('one')
    const authorization = `Bearer ${await token(one.privateKey, 'one')}`
    const answer = await office.app.inject({ url: '/v1/cases', headers: { authorization } })
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  } finally {
    await office.close()
  }
})

test('keys given as a setting are public keys, or the program does not start', async () => {
  const { jwk } = await aKey('one')
  expect(readPublicJwks(JSON.stringify({ keys: [jwk] }))).toEqual({ keys: [jwk] })
  expect(() => readPublicJwks('{')).toThrow('is not JSON')
  expect(() => readPublicJwks('[]')).toThrow('is not a JWK set')
  expect(() => readPublicJwks(JSON.stringify({ keys: [{ ...jwk, d: 'x' }] }))).toThrow('private')
  expect(() => readPublicJwks(JSON.stringify({ keys: [{ kty: 'oct', k: 'x' }] }))).toThrow('shared key')
})
