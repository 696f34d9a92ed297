/** Given assets: the person does not go on, the asset was handed back. They are heard by bpmn/asset-monitoring.bpmn. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AssetReturn, EarlyEnd } from '../../domain/asset-monitoring.ts'
import { CaseId } from '../../domain/identifiers.ts'
import type { AssetDesk } from '../asset/asset-desk.ts'
import { enteredBy, IdempotencyHeaders } from '../intake/receipt.ts'
import { problems } from '../problem.ts'

const OneCase = Type.Object({ caseId: CaseId }, { additionalProperties: false })
const answers = { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429) }

export const assetRoutes: FastifyPluginAsyncTypebox<{ readonly assetDesk: AssetDesk }> = async (
  app,
  { assetDesk },
) => {
  app.post(
    '/v1/cases/:caseId/early-end',
    {
      schema: {
        operationId: 'endAssetContractEarly',
        tags: ['Assets'],
        summary: 'The person who was given an asset does not go on; the same again changes nothing',
        params: OneCase,
        headers: IdempotencyHeaders,
        body: EarlyEnd,
        response: answers,
      },
    },
    async (request, reply) => {
      await assetDesk.endEarly(request.params.caseId, request.body, enteredBy(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/cases/:caseId/asset-return',
    {
      schema: {
        operationId: 'enterAssetReturn',
        tags: ['Assets'],
        summary: 'The asset was handed back; the same receipt again changes nothing',
        params: OneCase,
        headers: IdempotencyHeaders,
        body: AssetReturn,
        response: answers,
      },
    },
    async (request, reply) => {
      await assetDesk.recordReturn(request.params.caseId, request.body, enteredBy(request))
      return reply.code(204).send(null)
    },
  )
}
