/**
 * Login through the house's identity provider (OpenID Connect, code flow with PKCE, state and nonce), when
 * one is configured. The person must be in the office's list of
 * staff; of the groups there, those that the token names are those of the session.
 */
import * as openid from 'openid-client'
import type { StaffGroup } from '../../domain/staff.ts'
import { staffGroups } from '../../domain/staff.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Claim with the groups of the person, an array of texts. */
  readonly groupsClaim: string
  /** Claim with the user name, as Tasklist knows the person. */
  readonly userNameClaim: string
  /** Their group → ours; a group of the same name needs no entry. */
  readonly groupMap: Readonly<Record<string, string>>
  /** Only for an identity provider on the same machine. */
  readonly allowHttp: boolean
}

/** Kept by the browser between leaving for the provider and coming back. */
export interface OidcAttempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly next: string
}

export interface OidcPerson {
  readonly userName: string
  readonly displayName: string
  readonly groups: readonly StaffGroup[]
}

export interface OidcClient {
  begin(redirectUri: string, next: string): Promise<{ readonly url: string; readonly attempt: OidcAttempt }>
  /** Throws when the answer does not belong to the attempt or the provider refuses it. */
  finish(callbackUrl: URL, attempt: OidcAttempt): Promise<OidcPerson>
}

const isStaffGroup = (name: string): name is StaffGroup => staffGroups.some((group) => group === name)

function personFrom(claims: openid.IDToken, settings: OidcSettings): OidcPerson {
  const userName = claims[settings.userNameClaim]
  if (typeof userName !== 'string' || !/^[a-z0-9][a-z0-9._-]{1,63}$/.test(userName)) {
    throw new Error(`The identity provider sent no usable claim ${settings.userNameClaim}`)
  }
  const claimed = claims[settings.groupsClaim]
  const groups = (Array.isArray(claimed) ? claimed : [])
    .filter((name) => typeof name === 'string')
    .map((name) => settings.groupMap[name] ?? name)
    .filter(isStaffGroup)
  const { name } = claims
  return { userName, displayName: typeof name === 'string' ? name : userName, groups: [...new Set(groups)] }
}

export function createOidcClient(settings: OidcSettings): OidcClient {
  let discovered: Promise<openid.Configuration> | undefined
  // Asked at the first login, not at start: the provider may come up after us. A failure is not kept.
  const configuration = () =>
    (discovered ??= openid
      .discovery(
        new URL(settings.issuer),
        settings.clientId,
        settings.clientSecret,
        undefined,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; only for a provider on this machine
        settings.allowHttp ? { execute: [openid.allowInsecureRequests] } : undefined,
      )
      .catch((error: unknown) => {
        discovered = undefined
        throw error
      }))

  return {
    async begin(redirectUri, next) {
      const attempt = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
        next,
      }
      const url = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, attempt }
    },

    async finish(callbackUrl, attempt) {
      const tokens = await openid.authorizationCodeGrant(await configuration(), callbackUrl, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('The identity provider sent no ID token')
      return personFrom(claims, settings)
    },
  }
}
