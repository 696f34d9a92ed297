/** Overpayments: opened by DSMF with what was found, objected to, paid back. They start bpmn/overpayment-recovery.bpmn. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseId, Qepik } from '../../domain/identifiers.ts'
import { NewObjection, NewOverpayment, NewRepayment } from '../../domain/overpayment.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { enteredBy, IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'
import type { Recoveries } from '../recovery/accept-recovery.ts'

const Params = Type.Object({ caseId: CaseId }, { additionalProperties: false })
const Standing = Type.Object({
  amountQepik: Qepik,
  repaidQepik: Qepik,
  keptBackQepik: Qepik,
  leftQepik: Qepik,
})

export const recoveryRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'followCode' | 'settings'> & { readonly recoveries: Recoveries }
> = async (app, { recoveries, followCode, settings }) => {
  app.post(
    '/v1/overpayments',
    {
      schema: {
        operationId: 'reportOverpayment',
        tags: ['Overpayments'],
        summary: 'Ask back what was paid without a right',
        headers: IdempotencyHeaders,
        body: NewOverpayment,
        response: { 202: Receipt, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await recoveries.open(request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/overpayments/:caseId/objection',
    {
      schema: {
        operationId: 'objectToDemand',
        tags: ['Overpayments'],
        summary: 'The person objects to the demand',
        params: Params,
        body: NewObjection,
        response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 413, 415, 429) },
      },
    },
    async (request, reply) => {
      await recoveries.object(request.params.caseId, request.body.objection, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/overpayments/:caseId/repayments',
    {
      schema: {
        operationId: 'enterRepayment',
        tags: ['Overpayments'],
        summary: 'Something was paid back; the same receipt again changes nothing',
        params: Params,
        body: NewRepayment,
        response: { 200: Standing, ...problems(400, 401, 403, 404, 409, 413, 415, 429) },
      },
    },
    async (request) => recoveries.repay(request.params.caseId, request.body, actorOf(callerOf(request))),
  )
}
