/**
 * The door: every request is told apart by session cookie or bearer token and compared with the access
 * table before anything of it is read. Unsafe requests by cookie must carry the session's CSRF token.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../ports.ts'
import { allows, findAccess, type Access } from './access.ts'
import type { Principal } from './principal.ts'
import type { Sessions } from './sessions.ts'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

export function equalInConstantTime(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Another site's page must not act with our cookie; browsers say where a request comes from. */
function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new DomainError('CSRF_TOKEN_INVALID', 'The request comes from another site')
  }
}

function csrfTokenOf(request: FastifyRequest): string {
  const header = request.headers['x-csrf-token']
  if (typeof header === 'string') return header
  const { body } = request
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return ''
  return typeof body._csrf === 'string' ? body._csrf : ''
}

export function guardRoutes(
  app: FastifyInstance,
  { verifyBearer, sessions }: Pick<ApiDeps, 'verifyBearer'> & { readonly sessions: Sessions },
): void {
  async function identify(request: FastifyRequest, access: Access): Promise<Principal | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined && !access.public) {
      const token = /^Bearer ([\w~+/.-]+=*)$/i.exec(authorization)?.[1]
      if (token === undefined) throw new DomainError('TOKEN_INVALID', 'Send `Authorization: Bearer <token>`')
      return verifyBearer(token)
    }
    const cookie = request.cookies[sessions.cookieName]
    return cookie === undefined ? undefined : sessions.find(cookie)
  }

  app.decorateRequest('principal', undefined)

  app.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method]
    for (const method of methods) {
      const access = findAccess(method, route.url)
      if (access === undefined) throw new Error(`${method} ${route.url} has no row in api/auth/access.ts`)
      route.config = { ...route.config, access }
    }
  })

  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    // No route, no access: the answer is the 404 handler's.
    if (access === undefined || request.url.startsWith('/assets/') || request.url.startsWith('/health/'))
      return
    request.principal = await identify(request, access)
    if (access.public) return
    if (request.principal === undefined) throw new DomainError('NOT_AUTHENTICATED', 'Nobody is logged in')
    if (!allows(access, request.principal))
      throw new DomainError('NOT_ALLOWED', 'Your role does not include this')
  })

  app.addHook('preValidation', async (request) => {
    if (SAFE.includes(request.method) || request.routeOptions.config.access === undefined) return
    if (request.headers.authorization === undefined) refuseOtherSites(request)
    const { principal } = request
    if (principal?.kind !== 'staff' || request.routeOptions.config.access.public) return
    if (!equalInConstantTime(csrfTokenOf(request), principal.csrfToken)) {
      throw new DomainError('CSRF_TOKEN_INVALID', 'The CSRF token is missing or not that of this session')
    }
  })
}

/** The caller of a route that is not public. */
export function callerOf(request: Pick<FastifyRequest, 'principal'>): Principal {
  if (request.principal === undefined) throw new DomainError('NOT_AUTHENTICATED', 'Nobody is logged in')
  return request.principal
}
