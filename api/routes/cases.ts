/**
 * Cases for staff and other systems: one case, the list, its history, and a corrected account. Reading a
 * case is written to the ledger (api/case/open-case.ts).
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CaseId, Iban } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { CaseAnswer, DistrictName, State, toCaseAnswer } from '../case/case-answer.ts'
import type { CorrectAccount } from '../case/correct-account.ts'
import type { CaseOpener } from '../case/open-case.ts'
import { districtsOf, kindsOf, narrow, openableKinds } from '../case/visibility.ts'
import type { CaseLists } from '../ports.ts'
import { problems } from '../problem.ts'
import { decodeCursor, encodeCursor, Paging } from './cursor.ts'

const OneCase = Type.Object({ caseId: CaseId }, { additionalProperties: false })
const strict = { additionalProperties: false }
const NextCursor = Type.Union([Type.String(), Type.Null()])
const Values = Type.Record(Type.String(), Type.Unknown())

export const Reason = Type.String({ minLength: 10, maxLength: 200, pattern: '^[^\\p{Cc}\\p{Cs}]+$' })

const CaseList = Type.Object({
  cases: Type.Array(
    Type.Object({
      caseId: CaseId,
      caseNumber: Type.String(),
      kind: Type.String(),
      state: State,
      district: DistrictName,
      applicationDate: Type.String(),
      decisionDueAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  nextCursor: NextCursor,
})

const History = Type.Object({
  entries: Type.Array(
    Type.Object({
      sequence: Type.String(),
      recordedAt: Type.String(),
      actor: Type.String(),
      action: Type.String(),
      reason: Type.Optional(Type.String()),
      before: Type.Optional(Values),
      after: Type.Optional(Values),
      processInstanceKey: Type.Optional(Type.String()),
      elementId: Type.Optional(Type.String()),
      previousHash: Type.String(),
      hash: Type.String(),
    }),
  ),
  nextCursor: NextCursor,
})

/** Positions in the lists: the number of the last case, the sequence of the last ledger row. */
const casePosition = /^[A-Z]{2,6}-\d{4}-\d{6,18}$/
const ledgerPosition = /^\d{1,18}$/

export interface CaseRoutesOptions {
  readonly opener: CaseOpener
  readonly correctAccount: CorrectAccount
  readonly lists: CaseLists
}

export const caseRoutes: FastifyPluginAsyncTypebox<CaseRoutesOptions> = async (
  app,
  { opener, correctAccount, lists },
) => {
  app.get(
    '/v1/cases/:caseId',
    {
      schema: {
        operationId: 'readCase',
        tags: ['Cases'],
        summary: 'One case: where it stands, its decision with reasons and figures, its payments',
        params: OneCase,
        headers: Type.Object({
          'x-access-reason': Type.Optional({
            ...Reason,
            description: 'Why the case is opened; an auditor sees personal data only with a reason',
          }),
        }),
        response: { 200: CaseAnswer, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) =>
      toCaseAnswer(
        await opener.openCase({
          caseRef: request.params.caseId,
          principal: callerOf(request),
          reason: request.headers['x-access-reason'],
        }),
      ),
  )

  app.get(
    '/v1/cases',
    {
      schema: {
        operationId: 'listCases',
        tags: ['Cases'],
        summary:
          'Cases, newest first, without personal data; of the work of the caller, inspectors of their district',
        querystring: Type.Object(
          {
            ...Paging,
            kind: Type.Optional(Type.Enum([...openableKinds])),
            state: Type.Optional(State),
            district: Type.Optional(DistrictName),
          },
          strict,
        ),
        response: { 200: CaseList, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { cursor, limit, kind, state, district } = request.query
      const caller = callerOf(request)
      const own = districtsOf(caller)
      const page = await lists.list({
        kinds: narrow(kindsOf(caller), kind),
        districts: narrow(own, district),
        state,
        numberPrefix: undefined,
        after: decodeCursor(cursor, casePosition),
        limit,
      })
      return {
        cases: page.items.map((item) => ({ ...item, decisionDueAt: item.decisionDueAt ?? null })),
        nextCursor: encodeCursor(page.next),
      }
    },
  )

  app.get(
    '/v1/cases/:caseId/history',
    {
      schema: {
        operationId: 'readHistory',
        tags: ['Cases'],
        summary: 'What was done on a case, by whom and why: its rows of the ledger, oldest first',
        params: OneCase,
        querystring: Type.Object(Paging, strict),
        response: { 200: History, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { caseId } = request.params
      const after = decodeCursor(request.query.cursor, ledgerPosition)
      const opening = { caseRef: caseId, principal: callerOf(request), reason: undefined }
      // Noted with the first page only: each note is a row of this very list, which would never end.
      await opener.enterCase(opening, after === undefined)
      const page = await lists.history({ caseId, after, limit: request.query.limit })
      return {
        entries: page.items.map(({ before, after: values, ...entry }) => ({
          ...entry,
          ...(before === undefined ? {} : { before: { ...before } }),
          ...(values === undefined ? {} : { after: { ...values } }),
        })),
        nextCursor: encodeCursor(page.next),
      }
    },
  )

  app.post(
    '/v1/cases/:caseId/account',
    {
      schema: {
        operationId: 'correctAccount',
        tags: ['Cases'],
        summary: 'Another account for a payment that the bank sent back',
        params: OneCase,
        body: Type.Object({ iban: Iban }, strict),
        response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 415, 429) },
      },
    },
    async (request, reply) => {
      await correctAccount(request.params.caseId, request.body.iban, callerOf(request))
      return reply.code(204).send(null)
    },
  )
}
