/** Job-seekers: registered with their profile, refusing a job, leaving the register. They start bpmn/job-placement.bpmn. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseId } from '../../domain/identifiers.ts'
import { NewJobRefusal } from '../../domain/job-referral.ts'
import { JobSeekerRemoval, NewJobSeeker } from '../../domain/job-seeker.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { enteredBy, IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { JobSeekerDesk } from '../placement/job-seeker-desk.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const Params = Type.Object({ caseId: CaseId }, { additionalProperties: false })
const told = { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 413, 415, 429) }

export const jobSeekerRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'followCode' | 'settings'> & { readonly jobSeekerDesk: JobSeekerDesk }
> = async (app, { jobSeekerDesk, followCode, settings }) => {
  app.post(
    '/v1/job-seekers',
    {
      schema: {
        operationId: 'registerJobSeeker',
        tags: ['Employment'],
        summary: 'Register a person as a job-seeker; 409 with the day while they are off the register',
        headers: IdempotencyHeaders,
        body: NewJobSeeker,
        response: { 202: Receipt, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await jobSeekerDesk.register(request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )

  app.post(
    '/v1/job-seekers/:caseId/job-refusal',
    {
      schema: {
        operationId: 'refuseJob',
        tags: ['Employment'],
        summary: 'The person refuses the job they are referred to, with a reason that an adviser judges',
        params: Params,
        body: NewJobRefusal,
        response: told,
      },
    },
    async (request, reply) => {
      await jobSeekerDesk.refuse(request.params.caseId, request.body.reason, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/v1/job-seekers/:caseId/removal',
    {
      schema: {
        operationId: 'leaveJobSeekerRegister',
        tags: ['Employment'],
        summary: 'The person leaves the register at their own request, or has found work',
        params: Params,
        body: JobSeekerRemoval,
        response: told,
      },
    },
    async (request, reply) => {
      await jobSeekerDesk.leave(request.params.caseId, request.body.reason, actorOf(callerOf(request)))
      return reply.code(204).send(null)
    },
  )
}
