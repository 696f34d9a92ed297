/** What staff enter on the page of a given asset: its early end, and its return. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AssetReturn, EarlyEnd } from '../../domain/asset-monitoring.ts'
import { codeOf } from '../../domain/errors.ts'
import type { EnteredBy } from '../asset/asset-desk.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { InvalidFields } from '../problem.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const

const sentences: Readonly<Record<string, string>> = {
  EARLY_END_NOT_POSSIBLE: 'asset.end.late',
  RETURN_NOT_POSSIBLE: 'asset.return.refused',
}

export const assetPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { assetDesk, opener } = deps
  const showCase = createShowCase(deps)

  /** Enters something on the asset of that page, and shows the page again with what came of it. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    saved: string,
    work: (caseId: string, by: EnteredBy) => Promise<void>,
  ): Promise<FastifyReply> {
    const principal = callerOf(request)
    const { case: seen } = await opener.openCase({ caseRef, principal, reason: undefined })
    try {
      await work(seen.id, { actor: actorOf(principal), idempotencyKey: undefined })
    } catch (error) {
      if (error instanceof InvalidFields) return refuse(request, reply, caseRef)
      const text = sentences[codeOf(error) ?? '']
      if (text === undefined) throw error
      return showCase(request, reply, caseRef, { message: { good: false, text }, status: 409 })
    }
    return showCase(request, reply, caseRef, { message: { good: true, text: saved } })
  }
  const refuse = (request: FastifyRequest, reply: FastifyReply, caseRef: string) =>
    showCase(request, reply, caseRef, { message: { good: false, text: 'asset.invalid' }, status: 400 })

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
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { cause, endedOn } = request.body
      return enter(request, reply, caseRef, 'asset.end.saved', (caseId, by) =>
        assetDesk.endEarly(caseId, { cause, endedOn }, by),
      )
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
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { receiptNumber, returnedOn, condition } = request.body
      return enter(request, reply, caseRef, 'asset.return.saved', (caseId, by) =>
        assetDesk.recordReturn(caseId, { receiptNumber, returnedOn, condition }, by),
      )
    },
  )
}
