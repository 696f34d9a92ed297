/**
 * The books of payment, for those who pay and those who check: the trial balance, and what was booked of a kind of aid in a
 * month or of one case, each posting with its two accounts. Computed from the postings, never from the states of orders.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DomainError } from '../../domain/errors.ts'
import { CaseId, Period } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { dutyOf, findCase } from '../case/open-case.ts'
import { mayOpen } from '../case/visibility.ts'
import { Kind } from '../payment-run/run-answer.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'

const strict = { additionalProperties: false }
const moved = {
  event: Type.String({ description: 'What happened, e.g. `settled`' }),
  debit: Type.String({ description: 'Account debited' }),
  credit: Type.String({ description: 'Account credited' }),
}
const TrialBalance = Type.Object({
  accounts: Type.Array(
    Type.Object({
      code: Type.Integer(),
      name: Type.String(),
      debitQepik: Type.Integer(),
      creditQepik: Type.Integer(),
    }),
  ),
  differenceQepik: Type.Integer({ description: 'All debits less all credits: 0, or the books are broken' }),
})
const KindStatement = Type.Object({
  kind: Kind,
  period: Period,
  totals: Type.Array(Type.Object({ ...moved, count: Type.Integer(), sumQepik: Type.Integer() })),
})
const CaseStatement = Type.Object({
  caseId: CaseId,
  lines: Type.Array(
    Type.Object({
      bookedAt: Type.String({ format: 'date-time' }),
      ...moved,
      amountQepik: Type.Integer(),
      kind: Kind,
      period: Type.Optional(Period),
      endToEndId: Type.Optional(Type.String()),
    }),
  ),
})

export const booksRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'transact'>> = async (
  app,
  { transact },
) => {
  app.get(
    '/v1/books/trial-balance',
    {
      // Reads every posting there is.
      config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        operationId: 'readTrialBalance',
        tags: ['Payments'],
        summary: 'Both sides of every account of the books, and their difference, which is 0',
        response: { 200: TrialBalance, ...problems(401, 403, 429) },
      },
    },
    async () => {
      const accounts = await transact(({ accounting }) => accounting.trialBalance())
      return {
        accounts: accounts.map((account) => ({ ...account })),
        differenceQepik: accounts.reduce(
          (rest, { debitQepik, creditQepik }) => rest + debitQepik - creditQepik,
          0,
        ),
      }
    },
  )

  app.get(
    '/v1/books/kinds/:kind/:period',
    {
      schema: {
        operationId: 'readKindStatement',
        tags: ['Payments'],
        summary: 'What was booked of a kind of aid for a month, by event',
        params: Type.Object({ kind: Kind, period: Period }, strict),
        response: { 200: KindStatement, ...problems(400, 401, 403, 429) },
      },
    },
    async ({ params: { kind, period } }) => {
      const totals = await transact(({ accounting }) => accounting.totalsOf(kind, period))
      return { kind, period, totals: totals.map((total) => ({ ...total })) }
    },
  )

  app.get(
    '/v1/cases/:caseId/statement',
    {
      schema: {
        operationId: 'readCaseStatement',
        tags: ['Payments'],
        summary: 'What was booked of the payments of one case, oldest first; the reading stays in the ledger',
        params: Type.Object({ caseId: CaseId }, strict),
        response: { 200: CaseStatement, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const principal = callerOf(request)
      return transact(async (records) => {
        const file = await findCase(records, request.params.caseId)
        if (!mayOpen(principal, file)) {
          throw new DomainError('CASE_NOT_FOUND', 'There is no case of that id or number')
        }
        records.ledger.append({
          caseId: file.id,
          actor: actorOf(principal),
          action: 'payment-statement.read',
          reason: dutyOf(principal),
        })
        const lines = await records.accounting.statementOf(file.id)
        return {
          caseId: file.id,
          lines: lines.map(({ period, endToEndId, ...line }) => ({
            ...line,
            ...(period === undefined ? {} : { period }),
            ...(endToEndId === undefined ? {} : { endToEndId }),
          })),
        }
      })
    },
  )
}
