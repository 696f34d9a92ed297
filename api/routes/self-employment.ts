/** The self-employment programme: applications and what is entered on their way. They start bpmn/self-employment.bpmn. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewBusinessPlan, NewPanelMarks } from '../../domain/business-plan.ts'
import { CaseId } from '../../domain/identifiers.ts'
import { NewHandover, NewTrainingSession } from '../../domain/programme-entries.ts'
import { NewSelfEmployment } from '../../domain/self-employment.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { enteredBy, IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'
import type { EnterPanelMarks } from '../self-employment/panel-marks.ts'
import type { Programme } from '../self-employment/programme.ts'
import { evidenceRoute } from './handover-evidence.ts'
import type { StoreEvidence } from '../self-employment/store-evidence.ts'

const Params = Type.Object({ caseId: CaseId }, { additionalProperties: false })
const tags = ['Self-employment']
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 422, 429)

export const selfEmploymentRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'followCode' | 'settings'> & {
    readonly programme: Programme
    readonly storeEvidence: StoreEvidence
    readonly enterPanelMarks: EnterPanelMarks
  }
> = async (app, { programme, storeEvidence, enterPanelMarks, followCode, settings }) => {
  await app.register(evidenceRoute, { storeEvidence })

  app.post(
    '/v1/self-employment-applications',
    {
      schema: {
        operationId: 'applyForSelfEmployment',
        tags,
        summary: 'Apply for the self-employment programme',
        headers: IdempotencyHeaders,
        body: NewSelfEmployment,
        response: { 202: Receipt, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await programme.open(request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/self-employment-applications/:caseId/training-sessions',
    {
      schema: {
        operationId: 'enterTrainingSession',
        tags,
        summary: 'A session of the training; the same part of a day again corrects it',
        params: Params,
        body: NewTrainingSession,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await programme.addSession(request.params.caseId, request.body, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/self-employment-applications/:caseId/business-plans',
    {
      schema: {
        operationId: 'submitBusinessPlan',
        tags,
        summary: 'Hand in a business plan; the newest counts until the panel has one',
        headers: IdempotencyHeaders,
        params: Params,
        body: NewBusinessPlan,
        response: { 202: Receipt, ...refusals },
      },
    },
    async (request, reply) => {
      const accepted = await programme.submitPlan(request.params.caseId, request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/self-employment-applications/:caseId/panel-marks',
    {
      schema: {
        operationId: 'enterPanelMarks',
        tags,
        summary:
          'The caller’s own marks of the plan, while the panel has it; the last ones count until they are given',
        params: Params,
        body: NewPanelMarks,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await enterPanelMarks(request.params.caseId, request.body, callerOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/self-employment-applications/:caseId/withdrawal',
    {
      schema: {
        operationId: 'withdrawFromSelfEmployment',
        tags,
        summary: 'The person withdraws, at any time before the asset is handed over',
        params: Params,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await programme.withdraw(request.params.caseId, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/self-employment-applications/:caseId/handover',
    {
      schema: {
        operationId: 'enterAssetHandover',
        tags,
        summary: 'Serial number and day of the handover, once its evidence is there',
        params: Params,
        body: NewHandover,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      await programme.handOver(request.params.caseId, request.body, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )
}
