/** What is entered on the page of an application for the programme: sessions, plan, withdrawal, serial number. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../../domain/errors.ts'
import { literals } from '../../domain/literals.ts'
import { parseManat } from '../../domain/money.ts'
import { NewHandover } from '../../domain/programme-entries.ts'
import { activities } from '../../domain/self-employment.ts'
import { FreeText } from '../../domain/service-request.ts'
import { Day } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { InvalidFields } from '../problem.ts'
import { readBudget } from '../self-employment/read-budget.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const schema = <const B>(body: B) => ({ hide: true, params: CaseRef, body }) as const
const options = { config: { page: true }, attachValidation: true } as const

const SessionForm = Type.Object({
  _csrf: Csrf,
  heldOn: Day,
  part: Type.String({ pattern: '^[1-9]$' }),
  /** In hours, as people write them. */
  planned: Type.String({ pattern: '^([0-9]|10)([.](25|5|50|75))?$' }),
  attended: Type.String({ pattern: '^([0-9]|10)([.](25|5|50|75))?$' }),
})
const PlanForm = Type.Object({
  _csrf: Csrf,
  activity: literals(activities),
  summary: FreeText,
  budget: Type.String({ maxLength: 12_000 }),
  /** In manat. */
  total: Type.String({ pattern: '^[0-9]{1,8}([.][0-9]{1,2})?$' }),
})

const sentences: Readonly<Record<string, string>> = {
  PROGRAMME_STEP_NOT_OPEN: 'self-employment.notOpen',
  ASSET_GIVEN_ALREADY: 'self-employment.assetGiven',
  CASE_NOT_FOUND: 'self-employment.notOpen',
}

export const selfEmploymentPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { programme, opener } = deps
  const showCase = createShowCase(deps)

  /** Enters something and shows the page again with what came of it. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    form: { readonly saved: string; readonly entered?: Readonly<Record<string, string>> },
    work: (caseId: string, actor: string) => Promise<unknown>,
  ): Promise<FastifyReply> {
    const principal = callerOf(request)
    const { case: seen } = await opener.openCase({ caseRef, principal, reason: undefined })
    try {
      await work(seen.id, actorOf(principal))
    } catch (error) {
      const text = error instanceof InvalidFields ? 'self-employment.invalid' : sentences[codeOf(error) ?? '']
      if (text === undefined) throw error
      const problems =
        error instanceof InvalidFields ? { problems: error.errors.map(describe).join('; ') } : {}
      return showCase(request, reply, caseRef, {
        message: { good: false, text },
        status: error instanceof InvalidFields ? 400 : 409,
        entered: { ...form.entered, ...problems },
      })
    }
    return showCase(request, reply, caseRef, { message: { good: true, text: form.saved } })
  }
  const refuse = (
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    entered: Readonly<Record<string, string>> = {},
  ) =>
    showCase(request, reply, caseRef, {
      message: { good: false, text: 'self-employment.invalid' },
      status: 400,
      entered,
    })

  app.post(
    '/cases/:caseRef/training-session',
    { ...options, schema: schema(SessionForm) },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { heldOn, part, planned, attended } = request.body
      const session = {
        heldOn,
        part: Number(part),
        plannedMinutes: Number(planned) * 60,
        attendedMinutes: Number(attended) * 60,
      }
      if (session.plannedMinutes < 15) return refuse(request, reply, caseRef)
      return enter(request, reply, caseRef, { saved: 'self-employment.session.saved' }, (caseId, actor) =>
        programme.addSession(caseId, session, actor),
      )
    },
  )

  app.post(
    '/cases/:caseRef/business-plan',
    { ...options, schema: schema(PlanForm) },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { activity, summary, budget: text, total } = request.body
      const entered = { activity, summary, budget: text, total }
      const read = readBudget(text)
      if ('unreadable' in read) {
        const problems = read.unreadable.map((line) => `/budget/${line}`).join('; ')
        return refuse(request, reply, caseRef, { ...entered, problems })
      }
      const plan = { activity, summary, budget: read.budget, totalQepik: parseManat(total) }
      return enter(
        request,
        reply,
        caseRef,
        { saved: 'self-employment.plan.saved', entered },
        (caseId, actor) => programme.submitPlan(caseId, plan, { actor, idempotencyKey: undefined }),
      )
    },
  )

  app.post(
    '/cases/:caseRef/programme-withdrawal',
    { ...options, schema: schema(Type.Object({ _csrf: Csrf })) },
    async (request, reply) =>
      enter(
        request,
        reply,
        request.params.caseRef,
        { saved: 'self-employment.withdraw.saved' },
        (caseId, actor) => programme.withdraw(caseId, actor),
      ),
  )

  app.post(
    '/cases/:caseRef/asset-handover',
    { ...options, schema: schema(Type.Object({ _csrf: Csrf, ...NewHandover.properties })) },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { serialNumber, handedOverOn } = request.body
      return enter(request, reply, caseRef, { saved: 'self-employment.handover.saved' }, (caseId, actor) =>
        programme.handOver(caseId, { serialNumber, handedOverOn }, actor),
      )
    },
  )
}

const describe = ({ field, problem }: { readonly field: string; readonly problem: string }): string =>
  `${field} ${problem}`
