/** For the machinery around us: alive, ready, and figures for Prometheus. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../ports.ts'

const Ready = Type.Object({
  ready: Type.Boolean(),
  parts: Type.Record(
    Type.String(),
    Type.Object({ ok: Type.Boolean(), detail: Type.Optional(Type.String()) }),
  ),
})

export const healthRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'readiness' | 'metrics' | 'mayWatch'>
> = async (app, { readiness, metrics, mayWatch }) => {
  const quiet = { config: { rateLimit: false as const }, logLevel: 'warn' as const }

  app.get(
    '/health/live',
    {
      ...quiet,
      schema: {
        operationId: 'live',
        tags: ['Health'],
        summary: 'The process runs',
        security: [],
        response: { 200: Type.Object({ alive: Type.Literal(true) }) },
      },
    },
    async () => ({ alive: true as const }),
  )

  app.get(
    '/health/ready',
    {
      ...quiet,
      schema: {
        operationId: 'ready',
        tags: ['Health'],
        summary: 'What the API depends on is there',
        security: [],
        response: { 200: Ready, 503: Ready },
      },
    },
    async (request, reply) => {
      const { ready, parts } = await readiness()
      const explains = mayWatch(request.raw)
      const told = Object.entries(parts).map(
        ([part, { ok, detail }]) =>
          [part, detail === undefined || !explains ? { ok } : { ok, detail }] as const,
      )
      return reply.code(ready ? 200 : 503).send({ ready, parts: Object.fromEntries(told) })
    },
  )

  app.get(
    '/metrics',
    {
      ...quiet,
      schema: {
        operationId: 'metrics',
        tags: ['Health'],
        summary: 'Prometheus text, for the same machine or with the token of METRICS_TOKEN',
        security: [],
      },
    },
    async (request, reply) => {
      if (!mayWatch(request.raw)) {
        throw new DomainError('NOT_ALLOWED', 'Only for programs of the same machine, or with the right token')
      }
      const { contentType, body } = await metrics.render()
      return reply.type(contentType).send(body)
    },
  )
}
