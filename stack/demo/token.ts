/**
 * Bearer tokens of the one-machine stack: its own small issuer, so that demo, bench and a curious reader can call
 * the API as another system would. The private key is in the stack's secrets; the API is told the public one
 * (JWT_PUBLIC_JWKS). With an issuer of your own (JWT_JWKS_URL) none of this is used.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { SignJWT, type JSONWebKeySet } from 'jose'

export const tokenIssuer = 'dost-stack'
export const tokenAudience = 'dost-api'

export interface TokenWanted {
  /** Who calls: becomes `system:<client>` in the ledger. */
  readonly client: string
  /** Scopes of api/auth/access.ts. */
  readonly scopes: readonly string[]
  readonly minutes: number
}

/** The public half of the stack's key, as the API reads it. @param privateKey Ed25519, PKCS8 PEM */
export function publicJwks(privateKey: string): JSONWebKeySet {
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (kty === undefined || crv === undefined || x === undefined) throw new TypeError('Not an Ed25519 key')
  return { keys: [{ kty, crv, x, alg: 'EdDSA', use: 'sig' }] }
}

/** A signed token, valid from now. @param privateKey Ed25519, PKCS8 PEM */
export async function signToken(
  privateKey: string,
  { client, scopes, minutes }: TokenWanted,
): Promise<string> {
  return new SignJWT({ client_id: client, scope: scopes.join(' ') })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setIssuedAt()
    .setExpirationTime(`${minutes} minutes`)
    .sign(createPrivateKey(privateKey))
}
