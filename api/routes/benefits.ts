/** Benefits: claimed, told of by registers, papers handed in, ended. They start bpmn/benefit-assignment.bpmn and benefit-change.bpmn. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  BenefitUpload,
  NewBenefitApplication,
  NewBenefitChange,
  NewBenefitEvent,
} from '../../domain/benefit.ts'
import { CaseId } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import type { BenefitIntake } from '../benefit/accept-benefit.ts'
import type { TakeDocuments } from '../benefit/take-documents.ts'
import { enteredBy, IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const OneCase = Type.Object({ caseId: CaseId })
const EventAnswer = Type.Object({
  eventId: Type.String(),
  repeated: Type.Boolean({ description: 'The event had been told before: the cases of then' }),
  cases: Type.Array(Type.Object({ caseId: CaseId, caseNumber: Type.String() })),
})
const Taken = Type.Object({
  missing: Type.Array(Type.String({ description: 'Kinds of papers still missing' })),
  accountMissing: Type.Boolean(),
})
/** Five scanned papers. */
const UPLOAD_LIMIT = 36 * 1024 * 1024

export const benefitRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'followCode' | 'settings'> & {
    readonly benefitIntake: BenefitIntake
    readonly takeDocuments: TakeDocuments
  }
> = async (app, { benefitIntake, takeDocuments, followCode, settings }) => {
  app.post(
    '/v1/benefit-applications',
    {
      schema: {
        operationId: 'claimBenefit',
        tags: ['Benefits'],
        summary: 'Claim a benefit or stipend',
        headers: IdempotencyHeaders,
        body: NewBenefitApplication,
        response: { 202: Receipt, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await benefitIntake.apply(request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/benefit-events',
    {
      schema: {
        operationId: 'tellBenefitEvent',
        tags: ['Benefits'],
        summary: 'A register tells of a birth, a disability, a death: once for each event id',
        body: NewBenefitEvent,
        response: { 202: EventAnswer, ...problems(400, 401, 403, 409, 413, 415, 429) },
      },
    },
    async (request, reply) => {
      const told = await benefitIntake.tell(request.body, actorOf(callerOf(request)))
      return reply.code(202).send({ ...told, cases: [...told.cases] })
    },
  )

  app.post(
    '/v1/cases/:caseId/documents',
    {
      bodyLimit: UPLOAD_LIMIT,
      schema: {
        operationId: 'handInDocuments',
        tags: ['Benefits'],
        summary: 'Papers for a claim, or the account it is paid to; the same bytes again change nothing',
        params: OneCase,
        body: BenefitUpload,
        response: { 200: Taken, ...problems(400, 401, 403, 404, 409, 413, 415, 429) },
      },
    },
    async (request) => {
      const taken = await takeDocuments(request.params.caseId, request.body, actorOf(callerOf(request)))
      return { ...taken, missing: [...taken.missing] }
    },
  )

  app.post(
    '/v1/benefits/:caseId/changes',
    {
      schema: {
        operationId: 'reportBenefitChange',
        tags: ['Benefits'],
        summary: 'Something ends a benefit; by the case that assigned it',
        params: OneCase,
        headers: IdempotencyHeaders,
        body: NewBenefitChange,
        response: { 202: Receipt, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await benefitIntake.change(request.params.caseId, request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )
}
