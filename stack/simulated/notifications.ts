/** The simulated SMS and e-mail gateway: keeps what was sent, once per `Idempotency-Key`, and can be told to fail. */
import Fastify, { type FastifyInstance } from 'fastify'
import { Type, type Static } from 'typebox'

const Message = Type.Object(
  {
    channel: Type.Enum(['sms', 'email']),
    to: Type.String({ minLength: 3, maxLength: 254 }),
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.String({ minLength: 1, maxLength: 5_000 }),
  },
  { additionalProperties: false },
)
const Keyed = Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 200 }) })
const Failures = Type.Object(
  { failNext: Type.Integer({ minimum: 0, maximum: 1_000_000 }) },
  { additionalProperties: false },
)

export interface SentMessage extends Static<typeof Message> {
  readonly key: string
  readonly sentAt: string
}

export function buildNotifications(): FastifyInstance {
  const sent = new Map<string, SentMessage>()
  let failNext = 0
  const app = Fastify({ logger: false, forceCloseConnections: true })

  app.post<{ Body: Static<typeof Message>; Headers: Static<typeof Keyed> }>(
    '/messages',
    { schema: { body: Message, headers: Keyed } },
    (request, reply) => {
      if (failNext > 0) {
        failNext -= 1
        return reply.code(503).send({ error: 'gateway is busy' })
      }
      const key = request.headers['idempotency-key']
      if (!sent.has(key)) sent.set(key, { ...request.body, key, sentAt: new Date().toISOString() })
      return reply.code(202).send({ key })
    },
  )
  app.get('/messages', () => ({ messages: [...sent.values()] }))
  app.post<{ Body: Static<typeof Failures> }>(
    '/control',
    { schema: { body: Failures } },
    (request, reply) => {
      failNext = request.body.failNext
      return reply.code(204).send()
    },
  )
  app.post('/control/reset', (_request, reply) => {
    failNext = 0
    sent.clear()
    return reply.code(204).send()
  })
  app.get('/health', () => ({ status: 'up', messages: sent.size }))
  return app
}
