/**
 * What the offices enter on the case page of a term of assistance and of a change reported in one: the report itself,
 * that the family wants to go on, and who represents it from now on.
 */
import { Type, type FastifyPluginAsyncTypebox, type Static } from '@fastify/type-provider-typebox'
import { incomeKinds, relations } from '../../domain/application.ts'
import { changeKinds, changeSources, type NewAssistanceChange } from '../../domain/assistance-change.ts'
import { literals } from '../../domain/literals.ts'
import { ServiceApplicant } from '../../domain/service-request.ts'
import { createCaseForm } from './case-form.ts'
import { orEmpty, readIban } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
const { fin, givenName, familyName, birthDate, phone } = ServiceApplicant.properties

const ReportForm = Type.Object({
  _csrf: Csrf,
  kind: literals(changeKinds),
  happenedOn: birthDate,
  source: literals(changeSources),
  left: orEmpty(fin),
  joinedFin: orEmpty(fin),
  joinedGivenName: orEmpty(givenName),
  joinedFamilyName: orEmpty(familyName),
  joinedBirthDate: orEmpty(birthDate),
  joinedRelation: literals(relations),
  incomeFin: orEmpty(fin),
  incomeKind: literals(incomeKinds),
  incomeManat: Type.String({ pattern: '^[0-9]{0,7}$' }),
})

/** One member who joined or left, one income: what a family tells at the desk; more comes through the API. */
function toChange(form: Static<typeof ReportForm>): NewAssistanceChange {
  const { kind, happenedOn, source, left, joinedFin, incomeFin } = form
  return {
    kind,
    happenedOn,
    source,
    ...(left === '' ? {} : { left: [left] }),
    ...(joinedFin === ''
      ? {}
      : {
          joined: [
            {
              fin: joinedFin,
              givenName: form.joinedGivenName,
              familyName: form.joinedFamilyName,
              birthDate: form.joinedBirthDate,
              relation: form.joinedRelation,
              ableToWork: true,
              study: 'none' as const,
            },
          ],
        }),
    ...(incomeFin === ''
      ? {}
      : {
          declaredIncome: [
            {
              fin: incomeFin,
              kind: form.incomeKind,
              totalLast12MonthsQepik: Number(form.incomeManat) * 100,
            },
          ],
        }),
  }
}

const sentences: Readonly<Record<string, string>> = {
  ASSISTANCE_ENDED: 'assistance.ended',
  CHANGE_DECIDED: 'assistance.changeDecided',
  CASE_NOT_FOUND: 'assistance.none',
}

export const assistancePages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { reportChange, assistanceDesk } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'assistance.invalid', sentences })

  app.post(
    '/cases/:caseRef/change',
    { config: page, attachValidation: true, schema: { ...hidden, params: CaseRef, body: ReportForm } },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef }
      const { joinedFin, joinedGivenName, joinedFamilyName, joinedBirthDate, incomeFin, incomeManat } =
        request.body
      const halfJoined = joinedFin !== '' && [joinedGivenName, joinedFamilyName, joinedBirthDate].includes('')
      if (request.validationError !== undefined || halfJoined || (incomeFin !== '' && incomeManat === '')) {
        return refuse(form)
      }
      return attempt(form, async ({ actor }) => {
        const by = { actor, idempotencyKey: undefined }
        return (await reportChange(caseRef, toChange(request.body), by)).caseNumber
      })
    },
  )

  app.post(
    '/cases/:caseRef/renewal',
    { config: page, schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf }) } },
    async (request, reply) => {
      const { caseRef } = request.params
      return attempt({ request, reply, caseRef, saved: 'assistance.renewal.saved' }, ({ actor }) =>
        assistanceDesk.wantRenewal(caseRef, actor),
      )
    },
  )

  app.post(
    '/cases/:caseRef/representative',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({ _csrf: Csrf, fin, phone, iban: Type.String({ maxLength: 60 }) }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const form = { request, reply, caseRef, saved: 'assistance.representative.saved' }
      if (request.validationError !== undefined) return refuse(form)
      const iban = readIban(request.body.iban)
      if (iban === undefined) return refuse(form, 'account.invalid')
      const successor = { fin: request.body.fin, phone: request.body.phone, iban }
      return attempt(form, ({ actor }) => assistanceDesk.enterRepresentative(caseRef, successor, actor))
    },
  )
}
