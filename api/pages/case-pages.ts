/**
 * The list of cases and the page of one: what the reader's group needs, where the case stands on the
 * diagram, what was decided with which figures, what was paid and everything that happened.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { caseStates } from '../../domain/case.ts'
import { DomainError } from '../../domain/errors.ts'
import { callerOf } from '../auth/guard.ts'
import { districtsOf, kindsOf, narrow, openableKinds } from '../case/visibility.ts'
import { decodeCursor, encodeCursor } from '../routes/cursor.ts'
import { Reason } from '../routes/cases.ts'
import { createCaseForm } from './case-form.ts'
import { readIban } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const allDistricts = ['khazar', 'pirallahi', 'other-baku'] as const
const PAGE_SIZE = 25
const Text = Type.Optional(Type.String({ maxLength: 200 }))

export const casePages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { settings, opener, correctAccount, lists, diagram } = deps
  const page = { page: true } as const

  const showCase = createShowCase(deps)
  const { attempt, refuse } = createCaseForm(deps, {
    invalid: 'account.invalid',
    sentences: { ACCOUNT_NOT_TO_CORRECT: 'account.notNow' },
  })

  app.get(
    '/cases',
    {
      config: page,
      schema: {
        ...hidden,
        querystring: Type.Object({
          number: Text,
          kind: Text,
          state: Text,
          district: Text,
          cursor: Text,
          lang: Text,
        }),
      },
    },
    async (request, reply) => {
      const { number = '', kind = '', state = '', district = '', cursor } = request.query
      // Nothing else is in a number, and not every text can be compared with one.
      const wanted = number.toUpperCase().replaceAll(/[^A-Z0-9-]/g, '')
      const own = districtsOf(callerOf(request))
      const districts = own ?? allDistricts
      const ownKinds = kindsOf(callerOf(request))
      const kinds = ownKinds ?? openableKinds
      const { items, next } = await lists.list({
        kinds: narrow(
          ownKinds,
          kinds.find((name) => name === kind),
        ),
        districts: narrow(
          own,
          districts.find((name) => name === district),
        ),
        state: caseStates.find((name) => name === state),
        numberPrefix: wanted === '' ? undefined : wanted,
        after: decodeCursor(cursor, /^[A-Z]{2,6}-\d{4}-\d{6,18}$/),
        limit: PAGE_SIZE,
      })
      const only = items.length === 1 && items[0]?.caseNumber === wanted ? items[0] : undefined
      if (only !== undefined) return reply.redirect(`/cases/${only.caseNumber}`, 303)
      const filter = new URLSearchParams({ number, kind, state, district })
      const firstPage = `/cases?${filter.toString()}`
      return renderPage(request, reply, settings, {
        template: 'cases',
        title: 'cases.title',
        data: {
          cases: items,
          filter: { number, kind, state, district, cursor },
          kinds,
          states: caseStates,
          districts,
          firstPage,
          nextPage: next === undefined ? undefined : `${firstPage}&cursor=${encodeCursor(next) ?? ''}`,
        },
      })
    },
  )

  app.get(
    '/cases/:caseRef',
    { config: page, schema: { ...hidden, params: CaseRef } },
    async (request, reply) => {
      const { caseRef } = request.params
      // A run has a page of its own; the door there is as narrow as here.
      if (caseRef.startsWith('PAY-')) return reply.redirect(`/payment-runs/${caseRef}`, 303)
      return showCase(request, reply, caseRef)
    },
  )

  app.post(
    '/cases/:caseRef/open',
    {
      config: page,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, reason: Reason }) },
    },
    async (request, reply) =>
      showCase(request, reply, request.params.caseRef, { reason: request.body.reason }),
  )

  app.post(
    '/cases/:caseRef/account',
    {
      config: page,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({ _csrf: Csrf, iban: Type.String({ maxLength: 60 }) }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'account.saved' }
      const iban = readIban(request.body.iban)
      if (iban === undefined) return refuse(form)
      return attempt(form, ({ principal }) => correctAccount(caseRef, iban, principal))
    },
  )

  app.get(
    '/cases/:caseRef/diagram/:processId',
    {
      config: { page: false },
      schema: {
        ...hidden,
        params: Type.Object({
          ...CaseRef.properties,
          processId: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }),
        }),
        querystring: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
      },
    },
    async (request, reply) => {
      const { caseRef, processId } = request.params
      await opener.enterCase({ caseRef, principal: callerOf(request), reason: undefined }, false)
      const xml = await diagram(processId, request.query.version)
      if (xml === undefined) throw new DomainError('NOT_FOUND', 'There is no diagram of that name')
      return reply.type('application/xml; charset=utf-8').send(xml)
    },
  )
}
