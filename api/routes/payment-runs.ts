/**
 * Payment runs for staff and other systems: the list, one run with totals, files, exceptions and holds, and the list of
 * its orders as CSV or XLSX. A run is opened in api/payment-run/open-run.ts, which writes it to the ledger.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import { CaseId, Period } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { csvOf } from '../payment-run/csv.ts'
import type { OrderList, RunOpener } from '../payment-run/open-run.ts'
import { columnsFor } from '../payment-run/order-columns.ts'
import {
  Kind,
  RunAnswerBody,
  RunListAnswer,
  RunState,
  toRunAnswer,
  toRunItem,
} from '../payment-run/run-answer.ts'
import { xlsxOf } from '../payment-run/xlsx.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'
import { Reason } from './cases.ts'
import { decodeCursor, encodeCursor, Paging } from './cursor.ts'

const strict = { additionalProperties: false }
const OneRun = Type.Object({ caseId: CaseId }, strict)

/** Numbers of runs are the positions in their list. */
export const runPosition = /^PAY-\d{4}-\d{6,18}$/

interface Format {
  readonly mediaType: string
  readonly summary: string
  readonly write: (list: OrderList) => Readable
}

const formats: Readonly<Record<'csv' | 'xlsx', Format>> = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    summary: 'The orders of a run as CSV: UTF-8 with byte order mark, semicolons, decimal commas',
    write: ({ sight, orders }) => Readable.from(csvOf(columnsFor(sight), orders), { objectMode: false }),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: 'The orders of a run as XLSX; a sheet that is full goes on in another',
    write: ({ sight, orders }) => xlsxOf(columnsFor(sight), orders),
  },
}

export const paymentRunRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'transact'> & { readonly runOpener: RunOpener }
> = async (app, { transact, runOpener }) => {
  app.get(
    '/v1/payment-runs',
    {
      schema: {
        operationId: 'listPaymentRuns',
        tags: ['Payments'],
        summary: 'Payment runs, newest first',
        querystring: Type.Object(
          {
            ...Paging,
            kind: Type.Optional(Kind),
            period: Type.Optional(Period),
            state: Type.Optional(RunState),
          },
          strict,
        ),
        response: { 200: RunListAnswer, ...problems(400, 401, 403, 429) },
      },
    },
    async ({ query: { cursor, limit, ...wanted } }) => {
      const before = decodeCursor(cursor, runPosition)
      const runs = await transact(({ paymentRuns }) =>
        paymentRuns.list({ ...wanted, before, limit: limit + 1 }),
      )
      const page = runs.slice(0, limit)
      return {
        paymentRuns: page.map(toRunItem),
        nextCursor: encodeCursor(runs.length > limit ? page.at(-1)?.number : undefined),
      }
    },
  )

  app.get(
    '/v1/payment-runs/:caseId',
    {
      schema: {
        operationId: 'readPaymentRun',
        tags: ['Payments'],
        summary:
          'One run: totals, differences to last month with their causes, orders by state, files, exceptions, holds',
        params: OneRun,
        response: { 200: RunAnswerBody, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      toRunAnswer(await runOpener.openRun({ caseRef: request.params.caseId, principal: callerOf(request) })),
  )

  for (const format of ['csv', 'xlsx'] as const) {
    const { mediaType, summary, write } = formats[format]
    app.get(
      `/v1/payment-runs/:caseId/orders.${format}`,
      {
        // Each holds a connection to the database for as long as it is read.
        config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
        schema: {
          operationId: `listOrders${format === 'csv' ? 'Csv' : 'Xlsx'}`,
          tags: ['Payments'],
          summary,
          params: OneRun,
          headers: Type.Object({
            'x-access-reason': Type.Optional({
              ...Reason,
              description: 'Why the list is read; an auditor sees payees and accounts only with a reason',
            }),
          }),
          response: {
            200: {
              description: summary,
              content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } },
            },
            ...problems(400, 401, 403, 404, 429),
          },
        },
      },
      async (request, reply) => {
        const list = await runOpener.listOrders({
          caseRef: request.params.caseId,
          principal: callerOf(request),
          reason: request.headers['x-access-reason'],
          format,
        })
        // What is sent is no answer by the schema, which knows the problems only.
        const file = reply as unknown as FastifyReply
        return file
          .header('content-disposition', `attachment; filename="${list.number}-orders.${format}"`)
          .type(mediaType)
          .send(write(list))
      },
    )
  }
}
