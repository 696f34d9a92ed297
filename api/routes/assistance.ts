/** What is reported while a family gets assistance, and that it wants to go on. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewAssistanceChange, NewRepresentative } from '../../domain/assistance-change.ts'
import { CaseId } from '../../domain/identifiers.ts'
import type { AssistanceDesk } from '../assistance/assistance-desk.ts'
import type { ReportChange } from '../assistance/report-change.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { enteredBy, IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const OneCase = Type.Object({ caseId: CaseId })

export const assistanceRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'followCode' | 'settings'> & {
    readonly reportChange: ReportChange
    readonly assistanceDesk: AssistanceDesk
  }
> = async (app, { reportChange, assistanceDesk, followCode, settings }) => {
  app.post(
    '/v1/cases/:caseId/changes',
    {
      schema: {
        operationId: 'reportChange',
        tags: ['Assistance'],
        summary:
          'Something has changed in a family that gets assistance; by the case of the application or of the term',
        params: OneCase,
        headers: IdempotencyHeaders,
        body: NewAssistanceChange,
        response: { 202: Receipt, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await reportChange(request.params.caseId, request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/cases/:caseId/renewal',
    {
      schema: {
        operationId: 'wantRenewal',
        tags: ['Assistance'],
        summary:
          'The family wants to go on when its months are over: an application is filed then, as last declared',
        params: OneCase,
        response: { 204: Type.Null(), ...problems(401, 403, 404, 409, 429) },
      },
    },
    async (request, reply) => {
      await assistanceDesk.wantRenewal(request.params.caseId, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/cases/:caseId/representative',
    {
      schema: {
        operationId: 'enterRepresentative',
        tags: ['Assistance'],
        summary: 'Who represents the family after the death of its representative, and the account paid to',
        params: OneCase,
        body: NewRepresentative,
        response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 415, 429) },
      },
    },
    async (request, reply) => {
      await assistanceDesk.enterRepresentative(
        request.params.caseId,
        request.body,
        actorOf(callerOf(request)),
      )
      return reply.code(204).send(null)
    },
  )
}
