/**
 * What staff do about appeals on a case page: lodge one on a decided case, write reasons and corrections before the task
 * is finished in Tasklist, take one back. An applicant does so on the page to follow a case (public-pages.ts).
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { appellants, appealSubjects } from '../../domain/appeal.ts'
import { literals } from '../../domain/literals.ts'
import { correctableFigures, type CorrectableFigure, type Corrections } from '../../domain/redecision.ts'
import { FreeText } from '../../domain/service-request.ts'
import { createCaseForm } from './case-form.ts'
import { orEmpty } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const

/** What is said of an appeal that cannot be taken. */
export const appealSentences: Readonly<Record<string, string>> = {
  CASE_NOT_DECIDED: 'appeal.notDecided',
  APPEAL_ALREADY_OPEN: 'appeal.alreadyOpen',
  APPEAL_NOT_POSSIBLE: 'appeal.notPossible',
  APPEAL_CLOSED: 'appeal.closed',
}

const Figure = Type.Optional(Type.String({ pattern: '^\\d{0,12}$' }))
const Findings = Type.Object({
  _csrf: Csrf,
  reasons: FreeText,
  legalBase: Type.String({ minLength: 3, maxLength: 500, pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\n\\r\\t])+$' }),
  // One field for each fact; TypeBox cannot tell the keys of a list, so they are read by name below.
  ...(Object.fromEntries(correctableFigures.map((fact) => [fact, Figure])) as Record<
    CorrectableFigure,
    typeof Figure
  >),
})

const toCorrections = (entered: Readonly<Partial<Record<CorrectableFigure, string>>>): Corrections =>
  Object.fromEntries(
    correctableFigures.flatMap((fact) => {
      const written = entered[fact] ?? ''
      return written === '' ? [] : [[fact, Number(written)]]
    }),
  )

/** Figures that no family has: nobody in it, or a block that is neither on nor off. */
const arePossible = ({ memberCount, blockedForFalseData, demandedQepik }: Corrections): boolean =>
  memberCount !== 0 && (blockedForFalseData ?? 0) <= 1 && demandedQepik !== 0

export const appealPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { appealDesk } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'appeal.invalid', sentences: appealSentences })

  app.post(
    '/cases/:caseRef/appeal',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: CaseRef,
        body: Type.Object({
          _csrf: Csrf,
          subject: literals(appealSubjects),
          appellant: literals(appellants),
          grounds: FreeText,
          latenessReason: orEmpty(FreeText),
        }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { subject, appellant, grounds, latenessReason } = request.body
      const lodged = {
        subject,
        appellant,
        grounds,
        ...(latenessReason === '' ? {} : { latenessReason }),
      }
      return attempt(
        { request, reply, caseRef, saved: 'appeal.lodged' },
        async ({ principal }) => (await appealDesk.lodge(caseRef, lodged, { principal })).caseNumber,
      )
    },
  )

  app.post(
    '/cases/:caseRef/appeal-findings',
    { config: page, attachValidation: true, schema: { ...hidden, params: CaseRef, body: Findings } },
    async (request, reply) => {
      const { caseRef } = request.params
      const { _csrf, reasons, legalBase, ...figures } = request.body
      const form = {
        request,
        reply,
        caseRef,
        saved: 'appeal.findings.saved',
        invalid: 'appeal.findings.invalid',
        entered: { reasons, legalBase, ...figures },
      }
      const corrections = request.validationError === undefined ? toCorrections(figures) : {}
      if (!arePossible(corrections)) return refuse(form)
      return attempt(form, ({ principal }) =>
        appealDesk.writeFindings(caseRef, { reasons, legalBase, corrections }, principal),
      )
    },
  )

  app.post(
    '/cases/:caseRef/withdrawal',
    { config: page, schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf }) } },
    async (request, reply) => {
      const { caseRef } = request.params
      return attempt({ request, reply, caseRef, saved: 'appeal.withdrawal.saved' }, ({ principal }) =>
        appealDesk.withdraw(caseRef, principal),
      )
    },
  )
}
