/** Evidence of a handover: the bytes of a film, photo or deed, kept as they come and judged by what they are. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { evidenceTypes } from '../../domain/asset-contract.ts'
import { CaseId } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { arrivingBody } from '../arrival.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { problems } from '../problem.ts'
import { createValidatorCompiler } from '../validation.ts'
import type { StoreEvidence } from '../self-employment/store-evidence.ts'

/** A film of some minutes from a telephone. */
const MAX_BYTES = 200_000_000
/** So long nothing of it may come. */
const SILENCE_MS = 30_000

const EvidenceReceipt = Type.Object({
  type: literals(evidenceTypes),
  sha256: Type.String({ description: 'Of the bytes as they arrived, hex' }),
  byteCount: Type.Integer(),
})

export const evidenceRoute: FastifyPluginAsyncTypebox<{ readonly storeEvidence: StoreEvidence }> = async (
  app,
  { storeEvidence },
) => {
  const judge = createValidatorCompiler()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...evidenceTypes], (_request, body, done) => {
    done(null, body)
  })

  app.post(
    '/v1/self-employment-applications/:caseId/evidence',
    {
      // The body is a stream here: its schema is for the description.
      validatorCompiler: (part) => (part.httpPart === 'body' ? () => true : judge(part)),
      schema: {
        operationId: 'storeHandoverEvidence',
        tags: ['Self-employment'],
        summary: 'Film, photo or deed of the handover; the newest counts until the handover',
        params: Type.Object({ caseId: CaseId }, { additionalProperties: false }),
        consumes: [...evidenceTypes],
        body: Type.String({ minLength: 1, description: 'The bytes of the file' }),
        response: {
          201: EvidenceReceipt,
          ...problems(400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 503),
        },
      },
    },
    async (request, reply) => {
      try {
        const bytes = arrivingBody(request, { maxBytes: MAX_BYTES, silenceMs: SILENCE_MS })
        const receipt = await storeEvidence(request.params.caseId, bytes, actorOf(callerOf(request)))
        return await reply.code(201).send(receipt)
      } catch (error) {
        // Nobody reads the rest of a body that was refused half-way.
        if (!request.raw.complete) void reply.header('connection', 'close')
        throw error
      }
    },
  )
}
