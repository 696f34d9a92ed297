/**
 * What staff enter about overpayments: on the page of a paid case what was found; on that of the recovery the person's
 * objection, and what was paid back.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { parseManat } from '../../domain/money.ts'
import { NewOverpayment, NewRepayment } from '../../domain/overpayment.ts'
import { FreeText } from '../../domain/service-request.ts'
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
  const { recoveries } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'recovery.invalid', sentences })

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
      return attempt(form, async ({ openedCase, actor }) => {
        const { number: aboutCaseNumber } = await openedCase()
        const opened = await recoveries.open(
          { ...found, aboutCaseNumber, rightfulMonthlyQepik: parseManat(rightful) },
          { actor, idempotencyKey: undefined },
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
      return attempt(form, async ({ openedCase, actor }) =>
        recoveries.object((await openedCase()).id, request.body.objection, actor),
      )
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
      return attempt(form, async ({ openedCase, actor }) =>
        recoveries.repay((await openedCase()).id, { amountQepik, paidOn, reference }, actor),
      )
    },
  )
}
