/** How every request ends: an error as a problem body or a page, and one line in the log without personal data. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderError } from './pages/error-page.ts'
import type { ApiDeps, ApiSettings } from './ports.ts'
import { toProblem } from './problem.ts'

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

const wantsPage = (request: FastifyRequest): boolean =>
  request.routeOptions.config.page === true ||
  (request.routeOptions.url === undefined && (request.headers.accept ?? '').includes('text/html'))

export function answerErrors(app: FastifyInstance, settings: ApiSettings): void {
  app.setErrorHandler((error, request, reply): FastifyReply => {
    const problem = toProblem(error, request.id)
    if (problem.status >= 500) request.log.error({ reqId: request.id, err: error }, 'request failed')
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
    if (wantsPage(request)) {
      if (problem.code === 'NOT_AUTHENTICATED' && request.method === 'GET') {
        return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303)
      }
      return renderError(request, reply, problem, settings)
    }
    // Serialised here, not by the route's schema: an error looks alike whether or not the route foresaw it.
    return reply
      .code(problem.status)
      .type(PROBLEM_TYPE)
      .serializer((body: unknown) => JSON.stringify(body))
      .send(problem)
  })
}

export function logRequests(
  app: FastifyInstance,
  { metrics, logger }: Pick<ApiDeps, 'metrics' | 'logger'>,
): void {
  // This line has nothing to be searched for personal data, and searching costs more than writing it.
  const log = logger?.child({}, { redact: [] })
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    // Pages and answers hold personal data: no copy of them stays behind, in a proxy or on a shared machine.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const seconds = reply.elapsedTime / 1000
    metrics.observeRequest({ method: request.method, route, status: reply.statusCode, seconds })
    log?.info(
      {
        reqId: request.id,
        method: request.method,
        // The route, not the address: addresses carry case numbers and codes.
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        caller: request.principal?.kind ?? 'nobody',
      },
      'request answered',
    )
  })
}
