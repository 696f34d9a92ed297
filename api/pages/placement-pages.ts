/** What staff enter on the page of a job-seeker: the profile, a refused job, that the person leaves the register. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../../domain/errors.ts'
import { employedAs, jobLanguages, JobProfile, workConditions, workPlaces } from '../../domain/job-profile.ts'
import { leavingReasons } from '../../domain/job-seeker.ts'
import { literals } from '../../domain/literals.ts'
import { parseManat } from '../../domain/money.ts'
import { FreeText } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { listOf, Ticked } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const

const { education, field, occupationCode } = JobProfile.properties
const ProfileForm = Type.Object({
  _csrf: Csrf,
  education,
  field,
  occupationCode,
  experienceYears: Type.String({ pattern: '^([0-5]?[0-9]|60)$' }),
  /** In manat, as people write it. */
  wageWanted: Type.String({ pattern: '^[1-9][0-9]{0,4}([.][0-9]{1,2})?$' }),
  places: Ticked(workPlaces),
  languages: Ticked(jobLanguages),
  healthLimits: Ticked(workConditions),
  employedAs: Type.Union([literals(employedAs), Type.Literal('')]),
})

const sentences: Readonly<Record<string, string>> = {
  NOT_ON_REGISTER: 'placement.notOnRegister',
  REFERRAL_NOT_WAITING: 'placement.refuse.notWaiting',
}

export const placementPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { jobSeekerDesk, opener } = deps
  const showCase = createShowCase(deps)

  /** Enters something on the entry of that page, and shows the page again with what came of it. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    {
      saved,
      work,
    }: { readonly saved: string; readonly work: (caseId: string, actor: string) => Promise<void> },
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
    showCase(request, reply, caseRef, { message: { good: false, text: 'placement.invalid' }, status: 400 })

  app.post(
    '/cases/:caseRef/job-profile',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: ProfileForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      const { body } = request
      const [places, languages] = [listOf(body.places), listOf(body.languages)]
      if (places.length === 0 || languages.length === 0) return refuse(request, reply, caseRef)
      const profile: JobProfile = {
        education: body.education,
        field: body.field,
        occupationCode: body.occupationCode,
        experienceYears: Number(body.experienceYears),
        places,
        wageWantedQepik: parseManat(body.wageWanted),
        healthLimits: listOf(body.healthLimits),
        languages,
        ...(body.employedAs === '' ? {} : { employedAs: body.employedAs }),
      }
      return enter(request, reply, caseRef, {
        saved: 'placement.profile.saved',
        work: (caseId, actor) => jobSeekerDesk.enterProfile(caseId, profile, actor),
      })
    },
  )

  app.post(
    '/cases/:caseRef/job-refusal',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, reason: FreeText }) },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      return enter(request, reply, caseRef, {
        saved: 'placement.refuse.saved',
        work: (caseId, actor) => jobSeekerDesk.refuse(caseId, request.body.reason, actor),
      })
    },
  )

  app.post(
    '/cases/:caseRef/job-removal',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({ _csrf: Csrf, reason: literals(leavingReasons) }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) return refuse(request, reply, caseRef)
      return enter(request, reply, caseRef, {
        saved: 'placement.leave.saved',
        work: (caseId, actor) => jobSeekerDesk.leave(caseId, request.body.reason, actor),
      })
    },
  )
}
