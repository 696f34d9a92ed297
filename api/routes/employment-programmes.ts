/** The yearly employment programme: opened by hand, drafted, commented on, answered, explained each quarter. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  NewCommentAnswer,
  NewProgramme,
  NewProgrammeComment,
  NewProgrammeProgress,
  ProgrammeDraft,
} from '../../domain/employment-programme.ts'
import { CaseId } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { IdempotencyHeaders } from '../intake/receipt.ts'
import { problems } from '../problem.ts'
import type { ProgrammeDesk } from '../programme/programme-desk.ts'

const Params = Type.Object({ caseId: CaseId }, { additionalProperties: false })
const tags = ['Employment programme']
const Opened = Type.Object({
  caseId: CaseId,
  caseNumber: Type.String(),
  links: Type.Object({ case: Type.String(), history: Type.String() }),
})
const changed = { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 413, 415, 429) }

export const employmentProgrammeRoutes: FastifyPluginAsyncTypebox<{
  readonly programmeDesk: ProgrammeDesk
}> = async (app, { programmeDesk }) => {
  app.post(
    '/v1/employment-programmes',
    {
      schema: {
        operationId: 'openEmploymentProgramme',
        tags,
        summary: 'Open the programme of this or the next year before the calendar does',
        headers: IdempotencyHeaders,
        body: NewProgramme,
        response: { 202: Opened, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { caseId, caseNumber, repeated } = await programmeDesk.open(request.body.year, {
        principal: callerOf(request),
        idempotencyKey: request.headers['idempotency-key'],
      })
      const location = `/v1/cases/${caseId}`
      return reply
        .code(202)
        .headers({ location, ...(repeated ? { 'idempotency-replayed': 'true' } : {}) })
        .send({ caseId, caseNumber, links: { case: location, history: `${location}/history` } })
    },
  )

  app.post(
    '/v1/employment-programmes/:caseId/draft',
    {
      schema: {
        operationId: 'saveProgrammeDraft',
        tags,
        summary: 'Measures and targets, while it is drafted or revised; the last ones count',
        params: Params,
        body: ProgrammeDraft,
        response: changed,
      },
    },
    async (request, reply) => {
      await programmeDesk.draft(request.params.caseId, request.body, callerOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/employment-programmes/:caseId/comment',
    {
      schema: {
        operationId: 'commentOnProgramme',
        tags,
        summary:
          'The comment of the body that the caller speaks for, while it is awaited; the last one counts',
        params: Params,
        body: NewProgrammeComment,
        response: changed,
      },
    },
    async (request, reply) => {
      await programmeDesk.comment(request.params.caseId, request.body.comment, callerOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/employment-programmes/:caseId/answers',
    {
      schema: {
        operationId: 'answerProgrammeComment',
        tags,
        summary: 'A comment is accepted or refused with a reason; the last answer counts',
        params: Params,
        body: NewCommentAnswer,
        response: changed,
      },
    },
    async (request, reply) => {
      await programmeDesk.answer(request.params.caseId, request.body, callerOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/employment-programmes/:caseId/progress',
    {
      schema: {
        operationId: 'explainProgrammeProgress',
        tags,
        summary: 'What explains the figures of the quarter that is reported on; the last words count',
        params: Params,
        body: NewProgrammeProgress,
        response: changed,
      },
    },
    async (request, reply) => {
      await programmeDesk.explain(request.params.caseId, request.body.explanation, callerOf(request))
      return reply.code(204).send(null)
    },
  )
}
