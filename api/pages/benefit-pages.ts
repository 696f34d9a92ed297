/** What staff enter about a benefit on the page of the case that assigned it: that something ends it. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewBenefitChange } from '../../domain/benefit.ts'
import { createCaseForm } from './case-form.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

const ChangeForm = Type.Object({ _csrf: Csrf, ...NewBenefitChange.properties })

const sentences: Readonly<Record<string, string>> = { BENEFIT_NOT_PAID: 'benefit.change.notPaid' }

export const benefitPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { benefitIntake } = deps
  const { attempt } = createCaseForm(deps, { invalid: 'benefit.invalid', sentences })

  app.post(
    '/cases/:caseRef/benefit-change',
    {
      config: { page: true },
      attachValidation: true,
      schema: { hide: true, params: CaseRef, body: ChangeForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { kind, happenedOn } = request.body
      const form = { request, reply, caseRef, saved: 'benefit.change.saved' }
      return attempt(form, async ({ openedCase, actor }) => {
        const by = { actor, idempotencyKey: undefined }
        return (await benefitIntake.change((await openedCase()).id, { kind, happenedOn }, by)).caseNumber
      })
    },
  )
}
