/** What is entered on the page of an application for the programme: sessions, plan, withdrawal, serial number. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { literals } from '../../domain/literals.ts'
import { parseManat } from '../../domain/money.ts'
import { NewHandover } from '../../domain/programme-entries.ts'
import { activities } from '../../domain/self-employment.ts'
import { FreeText } from '../../domain/service-request.ts'
import { Day } from '../../domain/identifiers.ts'
import { readBudget } from '../self-employment/read-budget.ts'
import { createCaseForm } from './case-form.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

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
  const { programme } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'self-employment.invalid', sentences })

  app.post(
    '/cases/:caseRef/training-session',
    { ...options, schema: schema(SessionForm) },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'self-employment.session.saved' }
      const { heldOn, part, planned, attended } = request.body
      const session = {
        heldOn,
        part: Number(part),
        plannedMinutes: Number(planned) * 60,
        attendedMinutes: Number(attended) * 60,
      }
      if (session.plannedMinutes < 15) return refuse(form)
      return attempt(form, async ({ openedCase, actor }) =>
        programme.addSession((await openedCase()).id, session, actor),
      )
    },
  )

  app.post(
    '/cases/:caseRef/business-plan',
    { ...options, schema: schema(PlanForm) },
    async (request, reply) => {
      const { caseRef } = request.params
      const saved = 'self-employment.plan.saved'
      if (request.validationError !== undefined) return refuse({ request, reply, caseRef })
      const { activity, summary, budget: text, total } = request.body
      const entered = { activity, summary, budget: text, total }
      const read = readBudget(text)
      if ('unreadable' in read) {
        const problems = read.unreadable.map((line) => `/budget/${line}`).join('; ')
        return refuse({ request, reply, caseRef, entered: { ...entered, problems } })
      }
      const plan = { activity, summary, budget: read.budget, totalQepik: parseManat(total) }
      return attempt({ request, reply, caseRef, saved, entered }, async ({ openedCase, actor }) =>
        programme.submitPlan((await openedCase()).id, plan, { actor, idempotencyKey: undefined }),
      )
    },
  )

  app.post(
    '/cases/:caseRef/programme-withdrawal',
    { ...options, schema: schema(Type.Object({ _csrf: Csrf })) },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'self-employment.withdraw.saved' }
      return attempt(form, async ({ openedCase, actor }) =>
        programme.withdraw((await openedCase()).id, actor),
      )
    },
  )

  app.post(
    '/cases/:caseRef/asset-handover',
    { ...options, schema: schema(Type.Object({ _csrf: Csrf, ...NewHandover.properties })) },
    async (request, reply) => {
      const { caseRef } = request.params
      const { serialNumber, handedOverOn } = request.body
      const form = { request, reply, caseRef, saved: 'self-employment.handover.saved' }
      return attempt(form, async ({ openedCase, actor }) =>
        programme.handOver((await openedCase()).id, { serialNumber, handedOverOn }, actor),
      )
    },
  )
}
