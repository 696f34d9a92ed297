/**
 * Payment runs for the people who answer for them: the list with the holds in force, one run with its progress, what
 * makes it differ from last month, files, exceptions and holds; and the forms that set and release a hold.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../../domain/errors.ts'
import { uuid } from '../../domain/payment-hold.ts'
import { callerOf } from '../auth/guard.ts'
import { InvalidFields } from '../problem.ts'
import { runPosition } from '../routes/payment-runs.ts'
import { HoldForm, readHoldForm } from './hold-form.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { hasEnded, stepsOf } from './run-figures.ts'
import { CaseRef, Csrf } from './show-case.ts'
import { createShowRuns, inOneLanguage, type Shown } from './show-runs.ts'
import { chooseLanguage, createTexts } from './texts.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
const Text = Type.Optional(Type.String({ maxLength: 200 }))

export const paymentRunPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { settings, runOpener, holds } = deps
  const { showRuns, showRun } = createShowRuns(deps)

  const again = (request: FastifyRequest, reply: FastifyReply, back: string, shown: Shown) =>
    runPosition.test(back) ? showRun(request, reply, back, shown) : showRuns(request, reply, shown)

  const leadBack = (reply: FastifyReply, back: string, done: string) =>
    reply.redirect(`/payment-runs${runPosition.test(back) ? `/${back}` : ''}?said=${done}#holds`, 303)

  app.get(
    '/payment-runs',
    {
      config: page,
      schema: {
        ...hidden,
        querystring: Type.Object({
          kind: Text,
          period: Text,
          state: Text,
          cursor: Text,
          said: Text,
          lang: Text,
        }),
      },
    },
    async (request, reply) => showRuns(request, reply),
  )

  app.get(
    '/payment-runs/:caseRef',
    {
      config: page,
      schema: { ...hidden, params: CaseRef, querystring: Type.Object({ said: Text, lang: Text }) },
    },
    async (request, reply) => showRun(request, reply, request.params.caseRef),
  )

  app.get(
    '/payment-runs/:caseRef/progress',
    { config: page, schema: { ...hidden, params: CaseRef } },
    async (request, reply) => {
      const { caseRef } = request.params
      const standing = await runOpener.followRun({ caseRef, principal: callerOf(request) })
      return renderPage(request, reply, settings, {
        template: 'payment-run/progress',
        title: standing.run.number,
        data: { seen: standing, steps: stepsOf(standing), ended: hasEnded(standing.run) },
      })
    },
  )

  app.get(
    '/payment-exceptions/:exceptionId',
    {
      config: page,
      schema: { ...hidden, params: Type.Object({ exceptionId: Type.String({ pattern: '^\\d{1,18}$' }) }) },
    },
    async (request, reply) => {
      const exception = await runOpener.openException(request.params.exceptionId, callerOf(request))
      const { language } = createTexts(chooseLanguage(request))
      return renderPage(request, reply, settings, {
        template: 'payment-exception',
        title: 'run.exceptions',
        data: { exception, exceptionWord: inOneLanguage(language) },
      })
    },
  )

  app.post(
    '/payment-holds',
    { config: page, schema: { ...hidden, body: HoldForm } },
    async (request, reply) => {
      const form = request.body
      const wanted = readHoldForm(form)
      const back = form.back ?? ''
      const refuse = (text: string, status: number) =>
        again(request, reply, back, { message: { good: false, text }, status, entered: form })
      if (wanted === undefined) return refuse('holds.invalid', 400)
      try {
        await holds.set(wanted, { principal: callerOf(request), idempotencyKey: form.key })
      } catch (error) {
        if (!(error instanceof InvalidFields)) throw error
        const [{ field } = { field: '' }] = error.errors
        return refuse(faultSentences[field] ?? 'holds.invalid', 400)
      }
      return leadBack(reply, back, 'held')
    },
  )

  app.post(
    '/payment-holds/:holdId/release',
    {
      config: page,
      schema: {
        ...hidden,
        params: Type.Object({ holdId: Type.String({ pattern: uuid }) }),
        body: Type.Object({ _csrf: Csrf, back: Type.Optional(Type.String({ maxLength: 40 })) }),
      },
    },
    async (request, reply) => {
      const back = request.body.back ?? ''
      try {
        await holds.release(request.params.holdId, callerOf(request))
      } catch (error) {
        if (codeOf(error) !== 'HOLD_RELEASED_BY_ITS_MAKER') throw error
        return again(request, reply, back, { message: { good: false, text: 'holds.own' }, status: 409 })
      }
      return leadBack(reply, back, 'released')
    },
  )
}

const faultSentences: Readonly<Record<string, string>> = {
  '/caseNumber': 'holds.noEntitlement',
  '/entitlementId': 'holds.noEntitlement',
  '/kind': 'holds.noKind',
  '/toPeriod': 'holds.toBeforeFrom',
}
