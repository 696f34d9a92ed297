/** Stop orders and freeze periods: who holds which payments, setting a hold, releasing it (api/payment-run/holds.ts). */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { HoldRequest, uuid } from '../../domain/payment-hold.ts'
import { callerOf } from '../auth/guard.ts'
import { IdempotencyHeaders } from '../intake/receipt.ts'
import type { Holds } from '../payment-run/holds.ts'
import { HoldAnswer, Nullable, toHoldAnswer } from '../payment-run/run-answer.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'
import { decodeCursor, encodeCursor, Paging } from './cursor.ts'

const strict = { additionalProperties: false }
const holdPosition = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const HoldList = Type.Object({ paymentHolds: Type.Array(HoldAnswer), nextCursor: Nullable(Type.String()) })

export const paymentHoldRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'transact'> & { readonly holds: Holds }
> = async (app, { transact, holds }) => {
  app.get(
    '/v1/payment-holds',
    {
      schema: {
        operationId: 'listPaymentHolds',
        tags: ['Payments'],
        summary:
          'Holds on payments, newest first; those that the check found on single orders when asked for',
        querystring: Type.Object(
          {
            ...Paging,
            inForce: Type.Boolean({ default: true, description: 'false: those released too' }),
            onOrders: Type.Boolean({ default: false, description: 'true: those on single orders too' }),
          },
          strict,
        ),
        response: { 200: HoldList, ...problems(400, 401, 403, 429) },
      },
    },
    async ({ query: { cursor, limit, inForce, onOrders } }) => {
      const before = decodeCursor(cursor, holdPosition)
      const found = await transact(({ paymentRunViews }) =>
        paymentRunViews.holds({ inForce, onOrders, before, limit: limit + 1 }),
      )
      const page = found.slice(0, limit)
      return {
        paymentHolds: page.map(toHoldAnswer),
        nextCursor: encodeCursor(found.length > limit ? page.at(-1)?.id : undefined),
      }
    },
  )

  app.post(
    '/v1/payment-holds',
    {
      schema: {
        operationId: 'holdPayments',
        tags: ['Payments'],
        summary:
          'Holds the payments of one entitlement, of a kind of aid, or all, until another person releases them',
        headers: IdempotencyHeaders,
        body: HoldRequest,
        response: { 201: HoldAnswer, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { value, repeated } = await holds.set(request.body, {
        principal: callerOf(request),
        idempotencyKey: request.headers['idempotency-key'],
      })
      if (repeated) void reply.header('idempotency-replayed', 'true')
      return reply.code(201).send(toHoldAnswer(value))
    },
  )

  app.post(
    '/v1/payment-holds/:holdId/release',
    {
      schema: {
        operationId: 'releasePaymentHold',
        tags: ['Payments'],
        summary: 'Releases a hold, by another person than the one who set it; again, it changes nothing',
        params: Type.Object({ holdId: Type.String({ pattern: uuid }) }, strict),
        response: { 200: HoldAnswer, ...problems(400, 401, 403, 404, 409, 415, 429) },
      },
    },
    async (request) => toHoldAnswer(await holds.release(request.params.holdId, callerOf(request))),
  )
}
