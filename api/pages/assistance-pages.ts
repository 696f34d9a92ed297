/**
 * What the offices enter on the case page of a term of assistance and of a change reported in one: the report itself,
 * that the family wants to go on, and who represents it from now on.
 */
import { Type, type FastifyPluginAsyncTypebox, type Static } from '@fastify/type-provider-typebox'
import { isValidIBAN } from 'ibantools'
import { incomeKinds, relations } from '../../domain/application.ts'
import { changeKinds, changeSources, type NewAssistanceChange } from '../../domain/assistance-change.ts'
import { codeOf } from '../../domain/errors.ts'
import { literals } from '../../domain/literals.ts'
import { ServiceApplicant } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { InvalidFields } from '../problem.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
const Empty = Type.Literal('')
const orEmpty = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Empty])
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
const sentenceOf = (error: unknown): string | undefined =>
  error instanceof InvalidFields ? 'assistance.invalid' : sentences[codeOf(error) ?? '']

export const assistancePages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { reportChange, assistanceDesk } = deps
  const showCase = createShowCase(deps)

  app.post(
    '/cases/:caseRef/change',
    { config: page, attachValidation: true, schema: { ...hidden, params: CaseRef, body: ReportForm } },
    async (request, reply) => {
      const { caseRef } = request.params
      const again = (text: string, status: number) =>
        showCase(request, reply, caseRef, { message: { good: false, text }, status })
      const { joinedFin, joinedGivenName, joinedFamilyName, joinedBirthDate, incomeFin, incomeManat } =
        request.body
      const halfJoined = joinedFin !== '' && [joinedGivenName, joinedFamilyName, joinedBirthDate].includes('')
      if (request.validationError !== undefined || halfJoined || (incomeFin !== '' && incomeManat === '')) {
        return again('assistance.invalid', 400)
      }
      try {
        const { caseNumber } = await reportChange(caseRef, toChange(request.body), {
          actor: actorOf(callerOf(request)),
          idempotencyKey: undefined,
        })
        return await reply.redirect(`/cases/${caseNumber}`, 303)
      } catch (error) {
        const text = sentenceOf(error)
        if (text === undefined) throw error
        return again(text, text === 'assistance.invalid' ? 400 : 409)
      }
    },
  )

  app.post(
    '/cases/:caseRef/renewal',
    { config: page, schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf }) } },
    async (request, reply) => {
      const { caseRef } = request.params
      const answer = (text: string, good: boolean) =>
        showCase(request, reply, caseRef, { message: { good, text }, status: good ? 200 : 409 })
      try {
        await assistanceDesk.wantRenewal(caseRef, actorOf(callerOf(request)))
      } catch (error) {
        const text = sentenceOf(error)
        if (text === undefined) throw error
        return answer(text, false)
      }
      return answer('assistance.renewal.saved', true)
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
      const answer = (text: string, good: boolean, status: number) =>
        showCase(request, reply, caseRef, { message: { good, text }, status })
      if (request.validationError !== undefined) return answer('assistance.invalid', false, 400)
      const iban = request.body.iban.replaceAll(/\s/g, '').toUpperCase()
      if (!iban.startsWith('AZ') || !isValidIBAN(iban)) return answer('account.invalid', false, 400)
      try {
        const successor = { fin: request.body.fin, phone: request.body.phone, iban }
        await assistanceDesk.enterRepresentative(caseRef, successor, actorOf(callerOf(request)))
      } catch (error) {
        const text = sentenceOf(error)
        if (text === undefined) throw error
        return answer(text, false, text === 'assistance.invalid' ? 400 : 409)
      }
      return answer('assistance.representative.saved', true, 200)
    },
  )
}
