/** Settings that are written as text and mean more than a text: a map, a set of keys, proxies. */
import type { JSONWebKeySet } from 'jose'

/** `their-group=dost-quality,other=auditor` → a map. @throws Error naming the part that is not `name=group` */
export function readGroupMap(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').filter((part) => part.trim() !== '')
  return Object.fromEntries(
    pairs.map((part) => {
      const [theirs = '', ours = ''] = part.split('=', 2).map((side) => side.trim())
      if (theirs === '' || ours === '') throw new Error(`OIDC_GROUP_MAP: "${part}" is not theirs=ours`)
      return [theirs, ours] as const
    }),
  )
}

/** A JWK set as JSON. @throws Error when it is none, or holds a private key, which has no business here */
export function readPublicJwks(text: string): JSONWebKeySet {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw new Error('JWT_PUBLIC_JWKS is not JSON', { cause: error })
  }
  if (typeof parsed !== 'object' || parsed === null || !('keys' in parsed) || !Array.isArray(parsed.keys)) {
    throw new Error('JWT_PUBLIC_JWKS is not a JWK set: {"keys":[…]}')
  }
  const keys = parsed.keys as readonly Readonly<Record<string, unknown>>[]
  if (keys.some((key) => 'd' in key || key['kty'] === 'oct')) {
    throw new Error('JWT_PUBLIC_JWKS holds a private or shared key: only public keys belong here')
  }
  return parsed as JSONWebKeySet
}

/** `true`, `false`, or addresses and networks of the proxies in front. */
export const readTrustProxy = (text: string | undefined): boolean | string =>
  text === undefined || text === 'false' ? false : text === 'true' ? true : text
