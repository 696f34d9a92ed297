/** The forms on the pages of payment runs: a run opened by hand, stopped within its window, opened again. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { cancelReasons } from '../../bpmn/contract/payment.ts'
import { codeOf } from '../../domain/errors.ts'
import { Day, Period } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { callerOf } from '../auth/guard.ts'
import { Kind } from '../payment-run/run-answer.ts'
import { InvalidFields } from '../problem.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'
import { createShowRuns } from './show-runs.ts'

const hidden = { hide: true } as const
const page = { page: true } as const

export const runDeskPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { runDesk } = deps
  const { showRuns, showRun } = createShowRuns(deps)

  app.post(
    '/payment-runs',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        body: Type.Object({
          _csrf: Csrf,
          kind: Kind,
          period: Period,
          payDay: Type.Union([Type.Literal(''), Type.Unsafe<string>({ ...Day })]),
        }),
      },
    },
    async (request, reply) => {
      const refuse = (text: string) =>
        showRuns(request, reply, { message: { good: false, text }, status: 400 })
      if (request.validationError !== undefined) return refuse('runs.open.invalid')
      const { kind, period, payDay } = request.body
      try {
        const wanted = { kind, period, payDay: payDay === '' ? undefined : payDay }
        const { number, created } = await runDesk.open(wanted, callerOf(request))
        return await reply.redirect(`/payment-runs/${number}?said=${created ? 'opened' : 'found'}`, 303)
      } catch (error) {
        if (!(error instanceof InvalidFields)) throw error
        const [{ field } = { field: '' }] = error.errors
        return refuse(faultSentences[field] ?? 'runs.open.invalid')
      }
    },
  )

  app.post(
    '/payment-runs/:caseRef/cancellation',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({ _csrf: Csrf, reason: literals(cancelReasons) }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const refuse = (status: number) =>
        showRun(request, reply, caseRef, { message: { good: false, text: 'run.cancel.late' }, status })
      if (request.validationError !== undefined) return refuse(400)
      try {
        await runDesk.cancel(caseRef, request.body.reason, callerOf(request))
      } catch (error) {
        if (codeOf(error) !== 'RUN_NOT_TO_CANCEL') throw error
        return refuse(409)
      }
      return reply.redirect(`/payment-runs/${caseRef}?said=cancelling`, 303)
    },
  )

  app.post(
    '/payment-runs/:caseRef/reopening',
    { config: page, schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf }) } },
    async (request, reply) => {
      const { caseRef } = request.params
      try {
        await runDesk.reopen(caseRef, callerOf(request))
      } catch (error) {
        if (codeOf(error) !== 'RUN_NOT_TO_REOPEN') throw error
        return showRun(request, reply, caseRef, {
          message: { good: false, text: 'run.reopen.not' },
          status: 409,
        })
      }
      return reply.redirect(`/payment-runs/${caseRef}?said=opened`, 303)
    },
  )
}

const faultSentences: Readonly<Record<string, string>> = {
  '/kind': 'holds.noKind',
  '/period': 'runs.open.tooFar',
  '/payDay': 'runs.open.payDay',
}
