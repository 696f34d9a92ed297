/**
 * What staff enter about overpayments: on the page of a paid case what was found; on that of the recovery the person's
 * objection, and what was paid back.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../../domain/errors.ts'
import { parseManat } from '../../domain/money.ts'
import { NewOverpayment, NewRepayment } from '../../domain/overpayment.ts'
import { FreeText } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { InvalidFields } from '../problem.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

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
  const showCase = createShowCase(deps)

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
      const again = (text: string, status: number) =>
        showCase(request, reply, caseRef, {
          message: { good: false, text },
          status,
          entered: { ...found, rightful },
        })
      if (request.validationError !== undefined) return again('recovery.invalid', 400)
      const principal = callerOf(request)
      const { case: paid } = await opener.openCase({ caseRef, principal, reason: undefined })
      try {
        const opened = await recoveries.open(
          { ...found, aboutCaseNumber: paid.number, rightfulMonthlyQepik: parseManat(rightful) },
          { actor: actorOf(principal), idempotencyKey: undefined },
        )
        return await showCase(request, reply, opened.caseNumber, {
          message: { good: true, text: 'recovery.open.saved' },
        })
      } catch (error) {
        if (error instanceof InvalidFields) return again('recovery.invalid', 400)
        const text = sentences[codeOf(error) ?? '']
        if (text === undefined) throw error
        return again(text, 409)
      }
    },
  )

  /** Enters something on the recovery of that page, and shows the page again with what came of it. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    saved: string,
    work: (caseId: string, actor: string) => Promise<unknown>,
  ): Promise<FastifyReply> {
    const principal = callerOf(request)
    const { case: seen } = await opener.openCase({ caseRef, principal, reason: undefined })
    try {
      await work(seen.id, actorOf(principal))
    } catch (error) {
      const text = sentences[codeOf(error) ?? '']
      if (text === undefined) throw error
      return showCase(request, reply, caseRef, { message: { good: false, text }, status: 409 })
    }
    return showCase(request, reply, caseRef, { message: { good: true, text: saved } })
  }
  const refuse = (request: FastifyRequest, reply: FastifyReply, caseRef: string) =>
    showCase(request, reply, caseRef, { message: { good: false, text: 'recovery.invalid' }, status: 400 })

  app.post(
    '/cases/:caseRef/objection',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, objection: FreeText }) },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      return enter(request, reply, caseRef, 'recovery.object.saved', (caseId, actor) =>
        recoveries.object(caseId, request.body.objection, actor),
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
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { amount, paidOn, reference } = request.body
      const amountQepik = parseManat(amount)
      if (amountQepik === 0) return refuse(request, reply, caseRef)
      return enter(request, reply, caseRef, 'recovery.repay.saved', (caseId, actor) =>
        recoveries.repay(caseId, { amountQepik, paidOn, reference }, actor),
      )
    },
  )
}
