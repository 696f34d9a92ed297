/** Staff come through the house's identity provider, here a small one of the test with real keys and real HTTP. */
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOidcClient } from '../../api/auth/oidc.ts'
import { cookiesOf, openOffice, type Office } from './office.ts'

let office: Office
let provider: Server
let issuer: string
let privateKey: CryptoKey
/** What the provider remembers of the last visit, and what it will say of the person. */
let visit: { nonce: string; challenge: string }
let claims: Record<string, unknown>

async function idToken(): Promise<string> {
  // The provider's clock is the real one: the library that checks the token has no other.
  return new SignJWT({ nonce: visit.nonce, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'provider' })
    .setIssuer(issuer)
    .setAudience('dost')
    .setSubject('1')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey)
}

beforeAll(async () => {
  const keys = await generateKeyPair('EdDSA')
  privateKey = keys.privateKey
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'provider', alg: 'EdDSA' }
  provider = createServer((request, response) => {
    const answer = (body: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.url === '/.well-known/openid-configuration') {
      answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['EdDSA'],
      })
    } else if (request.url === '/jwks') answer({ keys: [jwk] })
    else {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const verifier = new URLSearchParams(body).get('code_verifier') ?? ''
        const challenge = createHash('sha256').update(verifier).digest('base64url')
        if (challenge !== visit.challenge) {
          answer({ error: 'invalid_grant' }, 400)
          return
        }
        void idToken().then((token) => {
          answer({ access_token: 'x', token_type: 'bearer', id_token: token })
        })
      })
    }
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  office = await openOffice({
    oidc: createOidcClient({
      issuer,
      clientId: 'dost',
      clientSecret: 'secret',
      groupsClaim: 'groups',
      userNameClaim: 'preferred_username',
      groupMap: { Keyfiyyət: 'dost-quality' },
      allowHttp: true,
    }),
  })
})
afterAll(async () => {
  await office.close()
  provider.close()
})
beforeEach(() => {
  claims = { preferred_username: 'dost-quality', name: 'Leyla', groups: ['Keyfiyyət', 'unknown', 'auditor'] }
})

async function leave(next = '/cases'): Promise<{ cookie: string; state: string }> {
  const answer = await office.app.inject({ url: `/auth/oidc/login?next=${encodeURIComponent(next)}` })
  const address = new URL(answer.headers.location ?? '')
  expect(address.searchParams.get('code_challenge_method')).toBe('S256')
  visit = {
    nonce: address.searchParams.get('nonce') ?? '',
    challenge: address.searchParams.get('code_challenge') ?? '',
  }
  return { cookie: cookiesOf(answer.headers), state: address.searchParams.get('state') ?? '' }
}
const comeBack = (cookie: string, state: string) =>
  office.app.inject({ url: `/auth/oidc/callback?code=abc&state=${state}`, headers: { cookie } })

test('who is on the list of staff gets in, with the groups that list and token share', async () => {
  const { cookie, state } = await leave('/cases?state=paid')
  const answer = await comeBack(cookie, state)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/cases?state=paid'])
  const session = { cookie: cookiesOf(answer.headers) }
  expect((await office.app.inject({ url: '/cases', headers: session })).statusCode).toBe(200)
  // The token says auditor too, but the office's own list does not.
  expect((await office.app.inject({ url: '/v1/ledger/verification', headers: session })).statusCode).toBe(403)
})

test.each([
  ['is on no list', { preferred_username: 'stranger' }],
  ['has none of our groups', { groups: ['Accounting'] }],
  ['has no name we can use', { preferred_username: 'Leyla <script>' }],
  ['comes with the nonce of another visit', { nonce: 'another' }],
])('who %s does not', async (_name, changed) => {
  const { cookie, state } = await leave()
  claims = { ...claims, ...changed }
  const answer = await comeBack(cookie, state)
  expect(answer.statusCode).toBe(401)
  expect(String(answer.headers['set-cookie'])).not.toContain('dost-session=')
})

test('an answer to somebody else’s visit is refused', async () => {
  const { cookie } = await leave()
  expect((await comeBack(cookie, 'made-up-state')).statusCode).toBe(401)
})

test('without a visit there is nothing to come back from', async () => {
  const answer = await office.app.inject({ url: '/auth/oidc/callback?code=abc&state=x' })
  expect(answer.headers.location).toBe('/login')
})
