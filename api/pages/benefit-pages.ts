/** What staff enter about a benefit on the page of the case that assigned it: that something ends it. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewBenefitChange } from '../../domain/benefit.ts'
import { codeOf } from '../../domain/errors.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { InvalidFields } from '../problem.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const ChangeForm = Type.Object({ _csrf: Csrf, ...NewBenefitChange.properties })

export const benefitPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { benefitIntake, opener } = deps
  const showCase = createShowCase(deps)
  app.post(
    '/cases/:caseRef/benefit-change',
    {
      config: { page: true },
      attachValidation: true,
      schema: { hide: true, params: CaseRef, body: ChangeForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const again = (text: string, status: number) =>
        showCase(request, reply, caseRef, { message: { good: false, text }, status })
      if (request.validationError !== undefined) return again('benefit.invalid', 400)
      const principal = callerOf(request)
      const { case: seen } = await opener.openCase({ caseRef, principal, reason: undefined })
      const { kind, happenedOn } = request.body
      try {
        const opened = await benefitIntake.change(
          seen.id,
          { kind, happenedOn },
          { actor: actorOf(principal), idempotencyKey: undefined },
        )
        return await showCase(request, reply, opened.caseNumber, {
          message: { good: true, text: 'benefit.change.saved' },
        })
      } catch (error) {
        if (error instanceof InvalidFields) return again('benefit.invalid', 400)
        if (codeOf(error) === 'BENEFIT_NOT_PAID') return again('benefit.change.notPaid', 409)
        throw error
      }
    },
  )
}
