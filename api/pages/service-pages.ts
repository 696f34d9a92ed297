/**
 * The catalogue for everybody, with how many cases of each service there are for staff; and what staff enter on the
 * case page of a request: who asks for what, and the answer.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { serviceGroups, type Service } from '../../domain/service.ts'
import { FreeText, ServiceApplicant } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import { benefitEntered, benefitFields } from './benefit-fields.ts'
import { createCaseForm } from './case-form.ts'
import { orEmpty } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { CaseRef, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
/** More than any catalogue has; the page shows it whole, group by group. */
const ALL = 1_000

const Text = Type.Optional(Type.String({ maxLength: 100 }))

const { fin, givenName, familyName, birthDate, phone, email } = ServiceApplicant.properties
const DeskForm = Type.Object({
  _csrf: Csrf,
  fin,
  givenName,
  familyName,
  birthDate,
  phone,
  email: orEmpty(Type.Unsafe<string>({ ...email })),
  serviceCode: Type.String({ minLength: 1, maxLength: 24 }),
  wish: orEmpty(FreeText),
  ...benefitFields,
})

const sentences: Readonly<Record<string, string>> = {
  SERVICE_UNKNOWN: 'service.desk.unknown',
  SERVICE_REQUEST_CLOSED: 'service.closed',
  APPLICANT_IMPOSSIBLE: 'service.desk.invalid',
}

/** What a benefit lacks, by its field in the request. */
const fields: Readonly<Record<string, string>> = {
  '/benefit': 'service.desk.noBenefit',
  '/benefit/beneficiary': 'service.desk.beneficiary',
  '/benefit/variant': 'service.desk.variant',
  '/benefit/sex': 'service.desk.sex',
}

export const servicePages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { settings, catalogue, serviceDesk } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'service.desk.invalid', sentences, fields })

  app.get(
    '/services',
    {
      config: page,
      schema: { ...hidden, querystring: Type.Object({ search: Text, group: Text, lang: Text }) },
    },
    async (request, reply) => {
      const { search = '', group = '' } = request.query
      const chosen = serviceGroups.find((name) => name === group)
      const { items } = await catalogue.search({ text: search, group: chosen, after: undefined, limit: ALL })
      const isStaff = request.principal?.kind === 'staff'
      return renderPage(request, reply, settings, {
        template: 'services',
        title: 'services.title',
        data: {
          filter: { search, group },
          groups: serviceGroups,
          shown: serviceGroups
            .map((name) => ({ name, services: items.filter((service) => service.group === name) }))
            .filter(({ services }) => services.length > 0),
          counts: isStaff ? await catalogue.count() : undefined,
          nameOf: (service: Service, language: string) =>
            language === 'az' ? service.nameAz : service.nameEn,
        },
      })
    },
  )

  app.post(
    '/cases/:caseRef/service-request',
    { config: page, attachValidation: true, schema: { ...hidden, params: CaseRef, body: DeskForm } },
    async (request, reply) => {
      const { caseRef } = request.params
      const { _csrf, ...entries } = request.body
      const form = { request, reply, caseRef, saved: 'service.desk.saved', entered: entries }
      if (request.validationError !== undefined) return refuse(form)
      const benefit = benefitEntered(entries)
      if (benefit === 'half') return refuse(form, 'service.desk.benefitHalf')
      const { fin, givenName, familyName, birthDate, phone, email, wish, serviceCode } = entries
      const entered = {
        applicant: { fin, givenName, familyName, birthDate, phone, ...(email === '' ? {} : { email }) },
        serviceCode: serviceCode.trim().toUpperCase(),
        wish: wish === '' ? undefined : wish,
        benefit,
      }
      return attempt(form, () => serviceDesk.complete(caseRef, entered, callerOf(request)))
    },
  )

  app.post(
    '/cases/:caseRef/service-answer',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, answer: FreeText }) },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'service.answer.saved' }
      if (request.validationError !== undefined) return refuse(form, 'service.answer.invalid')
      return attempt(form, () => serviceDesk.answer(caseRef, request.body.answer, callerOf(request)))
    },
  )
}
