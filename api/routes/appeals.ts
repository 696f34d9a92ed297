/** Appeals on a decision or a payment of a case, and taking one back (api/appeal/appeal-desk.ts). */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppealLodged, NewAppeal } from '../../domain/appeal.ts'
import { CaseId } from '../../domain/identifiers.ts'
import type { AppealDesk } from '../appeal/appeal-desk.ts'
import { callerOf } from '../auth/guard.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import { IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const OneCase = Type.Object({ caseId: CaseId }, { additionalProperties: false })

export const appealRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'followCode' | 'settings'> & { readonly appealDesk: AppealDesk }
> = async (app, { appealDesk, followCode, settings }) => {
  const receipt = (accepted: AcceptedCase) => receiptOf(accepted, { followCode, settings })
  const tags = ['Appeals']
  const response = { 202: Receipt, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429) }

  app.post(
    '/v1/appeals',
    {
      schema: {
        operationId: 'lodgeAppeal',
        tags,
        summary: 'Appeal against a decision or a payment of a case',
        headers: IdempotencyHeaders,
        body: NewAppeal,
        response,
      },
    },
    async (request, reply) => {
      const { contestedCaseId, ...lodged } = request.body
      const accepted = await appealDesk.lodge(contestedCaseId, lodged, {
        principal: callerOf(request),
        idempotencyKey: request.headers['idempotency-key'],
      })
      const { status, headers, body } = receipt(accepted)
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/cases/:caseId/appeals',
    {
      schema: {
        operationId: 'lodgeAppealOnCase',
        tags,
        summary: 'The same, at the address of the contested case',
        headers: IdempotencyHeaders,
        params: OneCase,
        body: AppealLodged,
        response,
      },
    },
    async (request, reply) => {
      const accepted = await appealDesk.lodge(request.params.caseId, request.body, {
        principal: callerOf(request),
        idempotencyKey: request.headers['idempotency-key'],
      })
      const { status, headers, body } = receipt(accepted)
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/appeals/:caseId/withdrawal',
    {
      schema: {
        operationId: 'withdrawAppeal',
        tags,
        summary: 'Take an appeal back before it is decided; asked again, nothing more happens',
        params: OneCase,
        response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request, reply) => {
      await appealDesk.withdraw(request.params.caseId, callerOf(request))
      return reply.code(204).send(null)
    },
  )
}
