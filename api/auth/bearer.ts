/** Bearer tokens of other systems: JWTs by a known issuer, for us, not expired, with the scopes a route asks for. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose'
import type { Clock } from '../../domain/clock.ts'
import { DomainError, RetryableError } from '../../domain/errors.ts'
import { scopes, type Scope } from './access.ts'
import { rememberTokens, type VerifiedToken } from './remembered-tokens.ts'

export interface BearerSettings {
  readonly issuer: string
  readonly audience: string
  /** Where the issuer publishes its keys; or the keys themselves. */
  readonly jwksUrl?: string
  readonly publicJwks?: JSONWebKeySet
}

/** Asymmetric only: a shared secret would let every reader of it issue tokens. */
const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256']
const CLOCK_TOLERANCE_SECONDS = 10

function scopesOf(payload: JWTPayload): Scope[] {
  const claim = payload['scope'] ?? payload['scp']
  const granted = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : []
  return scopes.filter((scope) => granted.includes(scope))
}

function clientOf(payload: JWTPayload): string {
  const id = payload['client_id'] ?? payload['azp'] ?? payload.sub
  if (typeof id !== 'string' || !/^[\w.:@-]{1,100}$/.test(id)) {
    throw new DomainError('TOKEN_INVALID', 'The token does not name its client')
  }
  return id
}

export function createBearerVerifier({
  settings,
  clock,
}: {
  settings: BearerSettings | undefined
  clock: Clock
}) {
  const keys =
    settings?.publicJwks !== undefined
      ? createLocalJWKSet(settings.publicJwks)
      : settings?.jwksUrl !== undefined
        ? createRemoteJWKSet(new URL(settings.jwksUrl), { timeoutDuration: 3_000 })
        : undefined

  async function verify(token: string): Promise<VerifiedToken> {
    if (settings === undefined || keys === undefined) {
      throw new DomainError('TOKEN_INVALID', 'Bearer tokens are not configured')
    }
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: clock.now(),
        requiredClaims: ['exp'],
      })
      return {
        client: { kind: 'client', id: clientOf(payload), scopes: scopesOf(payload) },
        expiresAt: (payload.exp ?? 0) * 1_000,
      }
    } catch (error) {
      if (
        error instanceof errors.JWKSTimeout ||
        (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
      ) {
        throw new RetryableError('The keys of the token issuer cannot be fetched', { cause: error })
      }
      if (error instanceof errors.JOSEError) {
        throw new DomainError('TOKEN_INVALID', `The token is not accepted: ${error.code}`, { cause: error })
      }
      if (error instanceof TypeError) {
        throw new RetryableError('The keys of the token issuer cannot be fetched', { cause: error })
      }
      throw error
    }
  }
  return rememberTokens(verify, clock)
}
