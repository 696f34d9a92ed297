/** What staff enter on the page of a job-seeker: the profile, a refused job, that the person leaves the register. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { employedAs, jobLanguages, JobProfile, workConditions, workPlaces } from '../../domain/job-profile.ts'
import { leavingReasons } from '../../domain/job-seeker.ts'
import { literals } from '../../domain/literals.ts'
import { parseManat } from '../../domain/money.ts'
import { FreeText } from '../../domain/service-request.ts'
import { createCaseForm } from './case-form.ts'
import { listOf, orEmpty, Ticked } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

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
  employedAs: orEmpty(literals(employedAs)),
})

const sentences: Readonly<Record<string, string>> = {
  NOT_ON_REGISTER: 'placement.notOnRegister',
  REFERRAL_NOT_WAITING: 'placement.refuse.notWaiting',
}

export const placementPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { jobSeekerDesk } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'placement.invalid', sentences })

  app.post(
    '/cases/:caseRef/job-profile',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: ProfileForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { body, validationError } = request
      const form = { request, reply, caseRef, saved: 'placement.profile.saved' }
      const [places, languages] = [listOf(body.places), listOf(body.languages)]
      const isWhole = places.length > 0 && languages.length > 0
      if (validationError !== undefined || !isWhole) return refuse(form)
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
      return attempt(form, async ({ openedCase, actor }) =>
        jobSeekerDesk.enterProfile((await openedCase()).id, profile, actor),
      )
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
      const form = { request, reply, caseRef, saved: 'placement.refuse.saved' }
      return attempt(form, async ({ openedCase, actor }) =>
        jobSeekerDesk.refuse((await openedCase()).id, request.body.reason, actor),
      )
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
      const form = { request, reply, caseRef, saved: 'placement.leave.saved' }
      return attempt(form, async ({ openedCase, actor }) =>
        jobSeekerDesk.leave((await openedCase()).id, request.body.reason, actor),
      )
    },
  )
}
