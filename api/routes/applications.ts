/**
 * Intake: where a case begins.
 *
 * `POST /v1/applications` stores case, first ledger entry and the message that starts
 * bpmn/targeted-social-assistance.bpmn (api/intake/accept-application.ts); the outbox relay sends the message, and
 * workers/ go on from there.
 */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewApplication } from '../../domain/application.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import type { AcceptApplication } from '../intake/accept-application.ts'
import { IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

export const applicationRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'clock' | 'followCode' | 'settings'> & { readonly acceptApplication: AcceptApplication }
> = async (app, { acceptApplication, clock, followCode, settings }) => {
  app.post(
    '/v1/applications',
    {
      schema: {
        operationId: 'submitApplication',
        tags: ['Applications'],
        summary: 'Hand in the application of a family for targeted state social assistance',
        headers: IdempotencyHeaders,
        body: NewApplication,
        response: { 202: Receipt, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await acceptApplication({
        application: request.body,
        applicationDate: dateInBaku(clock.now()),
        actor: actorOf(callerOf(request)),
        idempotencyKey: request.headers['idempotency-key'],
      })
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )
}
