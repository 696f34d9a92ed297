/**
 * What staff enter about overpayments: on the page of a paid case what was found; on that of the recovery the person's
 * objection, and what was paid back.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { parseManat } from '../../domain/money.ts'
import { NewOverpayment, NewRepayment } from '../../domain/overpayment.ts'
import { FreeText } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { createCaseForm } from './case-form.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const

const { paidOn, reference } = NewRepayment.properties
const { cause, fromPeriod, toPeriod } = NewOverpayment.properties
const OverpaymentForm = Type.Object({
  _csrf: Csrf,
  cause,
  fromPeriod,
  toPeriod,
  /** What would have been right, in manat. */
  rightful: Type.String({ pattern: '^[0-9]{1,6}([.][0-9]{1,2})?$' }),
  finding: FreeText,
})
const RepaymentForm = Type.Object({
  _csrf: Csrf,
  /** In manat, as people write it. */
  amount: Type.String({ pattern: '^[0-9]{1,8}([.][0-9]{1,2})?$' }),
  paidOn,
  reference,
})

const sentences: Readonly<Record<string, string>> = {
  RECOVERY_ALREADY_OPEN: 'recovery.open.already',
  NOTHING_PAID: 'recovery.open.nothingPaid',
  OBJECTION_NOT_POSSIBLE: 'recovery.object.late',
  REPAYMENT_NOT_POSSIBLE: 'recovery.repay.refused',
}

export const recoveryPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { recoveries, opener } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'recovery.invalid', sentences })

  /** The case of the page, when the caller may open it; the page shown afterwards notes the opening. */
  const caseOf = (request: FastifyRequest, caseRef: string) =>
    opener.enterCase({ caseRef, principal: callerOf(request), reason: undefined }, false)

  app.post(
    '/cases/:caseRef/overpayment',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: OverpaymentForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { _csrf, rightful, ...found } = request.body
      const form = {
        request,
        reply,
        caseRef,
        saved: 'recovery.open.saved',
        entered: { ...found, rightful },
      }
      if (request.validationError !== undefined) return refuse(form)
      return attempt(form, async () => {
        const paid = await caseOf(request, caseRef)
        const opened = await recoveries.open(
          { ...found, aboutCaseNumber: paid.number, rightfulMonthlyQepik: parseManat(rightful) },
          { actor: actorOf(callerOf(request)), idempotencyKey: undefined },
        )
        return opened.caseNumber
      })
    },
  )

  app.post(
    '/cases/:caseRef/objection',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, objection: FreeText }) },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'recovery.object.saved' }
      if (request.validationError !== undefined) return refuse(form)
      return attempt(form, async () => {
        const { id } = await caseOf(request, caseRef)
        await recoveries.object(id, request.body.objection, actorOf(callerOf(request)))
      })
    },
  )

  app.post(
    '/cases/:caseRef/repayment',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: RepaymentForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'recovery.repay.saved' }
      if (request.validationError !== undefined) return refuse(form)
      const { amount, paidOn, reference } = request.body
      const amountQepik = parseManat(amount)
      if (amountQepik === 0) return refuse(form)
      return attempt(form, async () => {
        const { id } = await caseOf(request, caseRef)
        await recoveries.repay(id, { amountQepik, paidOn, reference }, actorOf(callerOf(request)))
      })
    },
  )
}
