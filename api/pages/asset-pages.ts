/** What staff enter on the page of a given asset: its early end, and its return. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AssetReturn, EarlyEnd } from '../../domain/asset-monitoring.ts'
import { createCaseForm } from './case-form.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const

const sentences: Readonly<Record<string, string>> = {
  EARLY_END_NOT_POSSIBLE: 'asset.end.late',
  RETURN_NOT_POSSIBLE: 'asset.return.refused',
}

export const assetPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { assetDesk } = deps
  const { attempt } = createCaseForm(deps, { invalid: 'asset.invalid', sentences })

  app.post(
    '/cases/:caseRef/early-end',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({ _csrf: Csrf, ...EarlyEnd.properties }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { cause, endedOn } = request.body
      return attempt({ request, reply, caseRef, saved: 'asset.end.saved' }, async ({ openedCase, actor }) => {
        const by = { actor, idempotencyKey: undefined }
        await assetDesk.endEarly((await openedCase()).id, { cause, endedOn }, by)
      })
    },
  )

  app.post(
    '/cases/:caseRef/asset-return',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({ _csrf: Csrf, ...AssetReturn.properties }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { receiptNumber, returnedOn, condition } = request.body
      const form = { request, reply, caseRef, saved: 'asset.return.saved' }
      return attempt(form, async ({ openedCase, actor }) => {
        const by = { actor, idempotencyKey: undefined }
        await assetDesk.recordReturn((await openedCase()).id, { receiptNumber, returnedOn, condition }, by)
      })
    },
  )
}
