/**
 * What the bank says, when it calls us instead of being asked: pain.002 and camt.053 as raw XML, or a payment hub's
 * report on a batch as JSON (adapters/govstack/forms.ts). The same
 * receiver takes what workers/ collect at the bank; a message that comes both ways counts once. A statement of a million
 * payments has hundreds of MB: it goes to the file store as it comes, and is read from there.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { arrivingBody } from '../arrival.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

/** So long nothing of a message may come. */
const SILENCE_MS = 30_000

const Receipt = Type.Object({
  messageId: Type.String(),
  isNew: Type.Boolean({
    description: 'False for a message received before: nothing was done again, the figures are those of then',
  }),
  settled: Type.Integer(),
  rejected: Type.Integer(),
  returned: Type.Integer(),
  exceptions: Type.Integer({ description: 'Lines that fit no payment, kept for people to look at' }),
  sha256: Type.String({ description: 'Of the bytes as they arrived, hex' }),
})

export const bankMessageRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'receiveBankMessage' | 'settings'>
> = async (app, { receiveBankMessage, settings }) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(['application/xml', 'text/xml', 'application/json'], (_request, body, done) => {
    done(null, body)
  })

  app.post(
    '/v1/bank-messages',
    {
      // The body is a stream here: its schema is for the description, the receiver reads and judges it.
      validatorCompiler: () => () => true,
      schema: {
        operationId: 'receiveBankMessage',
        tags: ['Payments'],
        summary: 'A message of the bank: pain.002 or camt.053, or the report of a payment hub',
        consumes: ['application/xml', 'application/json'],
        body: Type.String({
          minLength: 1,
          description:
            'The XML of the message, or the JSON of a report, also in chunks; kept before it is read, and taken whole or not at all',
        }),
        response: { 202: Receipt, ...problems(400, 401, 403, 408, 413, 415, 422, 429, 503) },
      },
    },
    async (request, reply) => {
      try {
        const limits = { maxBytes: settings.bankMessageMaxBytes, silenceMs: SILENCE_MS }
        const result = await receiveBankMessage(arrivingBody(request, limits))
        return await reply.code(202).send(result)
      } catch (error) {
        // Nobody reads the rest of a body that was refused half-way.
        if (!request.raw.complete) void reply.header('connection', 'close')
        throw error
      }
    },
  )
}
