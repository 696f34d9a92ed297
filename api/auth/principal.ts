/** Who is asking: a member of staff with a session, or another system with a token. */
import type { StaffGroup } from '../../domain/staff.ts'
import type { Scope } from './access.ts'

export interface StaffPrincipal {
  readonly kind: 'staff'
  readonly userName: string
  readonly displayName: string
  readonly groups: readonly StaffGroup[]
  readonly csrfToken: string
}

/** Another system, from a bearer token. */
export interface Client {
  readonly kind: 'client'
  readonly id: string
  readonly scopes: readonly Scope[]
}

export type Principal = StaffPrincipal | Client

/** As the ledger names them. */
export const actorOf = (principal: Principal): string =>
  principal.kind === 'staff' ? `staff:${principal.userName}` : `system:${principal.id}`

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by api/auth/guard.ts; `undefined` only on public routes. */
    principal: Principal | undefined
  }
}
