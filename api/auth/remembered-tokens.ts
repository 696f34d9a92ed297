/**
 * Remembers for a short while which bearer tokens were verified: another system sends one token with thousands of
 * requests, and checking its signature costs more than everything else at the door.
 */
import { hash } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { Client } from './principal.ts'

export interface VerifiedToken {
  readonly client: Client
  /** When the token ends by itself, in milliseconds since 1970. */
  readonly expiresAt: number
}

/** So long at most a token outlives its key, when the issuer withdraws it; the key set itself is fetched every 10 minutes. */
const REMEMBERED_MS = 30_000
/** Bounds the memory; the token verified longest ago is forgotten first. */
const MAX_TOKENS = 1_000

/**
 * @param verify throws for a token that is not accepted: refusals are not remembered
 * @returns verifies a token, or says again what it said less than half a minute ago; never beyond the token's end
 */
export function rememberTokens(verify: (token: string) => Promise<VerifiedToken>, clock: Clock) {
  const remembered = new Map<string, { readonly client: Client; readonly until: number }>()

  return async (token: string): Promise<Client> => {
    const now = clock.now().getTime()
    // Only the hash: a picture of the memory lets nobody in.
    const key = hash('sha256', token, 'base64')
    const known = remembered.get(key)
    if (known !== undefined && now < known.until) return known.client
    remembered.delete(key)

    const { client, expiresAt } = await verify(token)
    const [oldest] = remembered.keys()
    if (remembered.size >= MAX_TOKENS && oldest !== undefined) remembered.delete(oldest)
    remembered.set(key, { client, until: Math.min(now + REMEMBERED_MS, expiresAt) })
    return client
  }
}
