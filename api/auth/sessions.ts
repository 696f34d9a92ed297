/**
 * Sessions of staff in the browser: an opaque random cookie, kept only as its hash, that ends after a while
 * without use and in any case after a working day.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../domain/clock.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import type { ApiSettings, StaffSessions } from '../ports.ts'
import type { StaffPrincipal } from './principal.ts'

const MINUTE = 60_000
/** The expiry moves on use, but not more often than this: one write a minute, not one a request. */
const EXTEND_AFTER = MINUTE

export interface Sessions {
  readonly cookieName: string
  /** @param groups when an identity provider vouched for these only */
  start(userName: string, reply: FastifyReply, groups?: readonly StaffGroup[]): Promise<void>
  find(token: string): Promise<StaffPrincipal | undefined>
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

export function createSessions(deps: {
  readonly store: StaffSessions
  readonly clock: Clock
  readonly settings: ApiSettings
}): Sessions {
  const { store, clock, settings } = deps
  const secure = settings.publicUrl.startsWith('https:')
  // The prefix makes browsers insist on Secure, path / and no domain.
  const cookieName = secure ? '__Host-dost-session' : 'dost-session'
  const cookie = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const
  const idle = settings.sessionIdleMinutes * MINUTE
  const longest = settings.sessionMaxHours * 60 * MINUTE
  const expiry = (now: number, createdAt: number): number => Math.min(now + idle, createdAt + longest)

  return {
    cookieName,

    async start(userName, reply, groups) {
      const token = randomBytes(32).toString('base64url')
      const now = clock.now().getTime()
      await store.create({
        token,
        userName,
        groups,
        csrfToken: randomBytes(32).toString('base64url'),
        createdAt: new Date(now).toISOString(),
        expiresAt: new Date(expiry(now, now)).toISOString(),
      })
      void reply.setCookie(cookieName, token, cookie)
    },

    async find(token) {
      const session = await store.find(token)
      if (session === undefined) return undefined
      const now = clock.now().getTime()
      const expiresAt = Date.parse(session.expiresAt)
      if (expiresAt <= now) {
        await store.remove(token)
        return undefined
      }
      const moved = expiry(now, Date.parse(session.createdAt))
      if (moved - expiresAt >= EXTEND_AFTER) await store.extend(token, new Date(moved).toISOString())
      const { userName, displayName, groups, csrfToken } = session
      return { kind: 'staff', userName, displayName, groups, csrfToken }
    },

    async end(request, reply) {
      const token = request.cookies[cookieName]
      if (token !== undefined) await store.remove(token)
      void reply.clearCookie(cookieName, cookie)
    },
  }
}
