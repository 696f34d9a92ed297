/** Opening a run by hand, stopping it within its window, opening a cancelled one again (api/payment-run/run-desk.ts). */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { cancelReasons } from '../../bpmn/contract/payment.ts'
import { CaseId, Day, Period } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { callerOf } from '../auth/guard.ts'
import { Kind, RunItemAnswer, toRunItem } from '../payment-run/run-answer.ts'
import type { RunDesk } from '../payment-run/run-desk.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const strict = { additionalProperties: false }
const OneRun = Type.Object({ caseId: CaseId }, strict)

export const paymentRunDeskRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'transact'> & { readonly runDesk: RunDesk }
> = async (app, { transact, runDesk }) => {
  app.post(
    '/v1/payment-runs',
    {
      schema: {
        operationId: 'openPaymentRun',
        tags: ['Payments'],
        summary:
          'Opens the run of a kind of aid and a month by hand; one that is there is found, not opened twice',
        body: Type.Object(
          {
            kind: Kind,
            period: Period,
            payDay: Type.Optional({ ...Day, description: "The calendar's pay day unless said" }),
          },
          strict,
        ),
        response: {
          200: RunItemAnswer,
          201: RunItemAnswer,
          ...problems(400, 401, 403, 413, 415, 429),
        },
      },
    },
    async (request, reply) => {
      const { caseId, created } = await runDesk.open(request.body, callerOf(request))
      const run = await transact(({ paymentRuns }) => paymentRuns.get(caseId))
      return reply.code(created ? 201 : 200).send(toRunItem(run))
    },
  )

  app.post(
    '/v1/payment-runs/:caseId/cancellation',
    {
      schema: {
        operationId: 'cancelPaymentRun',
        tags: ['Payments'],
        summary: 'Stops an approved run before its files are written',
        params: OneRun,
        body: Type.Object({ reason: literals(cancelReasons) }, strict),
        response: { 202: RunItemAnswer, ...problems(400, 401, 403, 404, 409, 413, 415, 429) },
      },
    },
    async (request, reply) => {
      const run = await runDesk.cancel(request.params.caseId, request.body.reason, callerOf(request))
      return reply.code(202).send(toRunItem(run))
    },
  )

  app.post(
    '/v1/payment-runs/:caseId/reopening',
    {
      schema: {
        operationId: 'reopenPaymentRun',
        tags: ['Payments'],
        summary: 'Opens a cancelled run again, to be ordered and reviewed anew',
        params: OneRun,
        response: { 202: RunItemAnswer, ...problems(400, 401, 403, 404, 409, 415, 429) },
      },
    },
    async (request, reply) =>
      reply.code(202).send(toRunItem(await runDesk.reopen(request.params.caseId, callerOf(request)))),
  )
}
