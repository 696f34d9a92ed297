/**
 * What staff do about appeals on a case page: lodge one on a decided case, write reasons and corrections before the task
 * is finished in Tasklist, take one back. An applicant does so on the page to follow a case (public-pages.ts).
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { appellants, appealSubjects } from '../../domain/appeal.ts'
import { codeOf } from '../../domain/errors.ts'
import { literals } from '../../domain/literals.ts'
import { correctableFigures, type CorrectableFigure, type Corrections } from '../../domain/redecision.ts'
import { FreeText } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

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
  const showCase = createShowCase(deps)

  /** Does it, and shows the case again with what came of it. */
  async function attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    saved: string,
    work: (caseRef: string) => Promise<string>,
    caseRef: string,
    entered: Readonly<Record<string, string>> = {},
  ): Promise<FastifyReply> {
    try {
      const shown = await work(caseRef)
      return await showCase(request, reply, shown, { message: { good: true, text: saved } })
    } catch (error) {
      const text = appealSentences[codeOf(error) ?? '']
      if (text === undefined) throw error
      return showCase(request, reply, caseRef, { message: { good: false, text }, status: 409, entered })
    }
  }

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
          latenessReason: Type.Union([FreeText, Type.Literal('')]),
        }),
      },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      if (request.validationError !== undefined) {
        return showCase(request, reply, caseRef, {
          message: { good: false, text: 'appeal.invalid' },
          status: 400,
        })
      }
      const { subject, appellant, grounds, latenessReason } = request.body
      const lodged = {
        subject,
        appellant,
        grounds,
        ...(latenessReason === '' ? {} : { latenessReason }),
      }
      const lodge = async () =>
        (await appealDesk.lodge(caseRef, lodged, { principal: callerOf(request) })).caseNumber
      return attempt(request, reply, 'appeal.lodged', lodge, caseRef)
    },
  )

  app.post(
    '/cases/:caseRef/appeal-findings',
    { config: page, attachValidation: true, schema: { ...hidden, params: CaseRef, body: Findings } },
    async (request, reply) => {
      const { caseRef } = request.params
      const { _csrf, reasons, legalBase, ...figures } = request.body
      const entered = { reasons, legalBase, ...figures }
      const corrections = request.validationError === undefined ? toCorrections(figures) : {}
      if (request.validationError !== undefined || !arePossible(corrections)) {
        return showCase(request, reply, caseRef, {
          message: { good: false, text: 'appeal.findings.invalid' },
          status: 400,
          entered,
        })
      }
      const write = async () => {
        await appealDesk.writeFindings(caseRef, { reasons, legalBase, corrections }, callerOf(request))
        return caseRef
      }
      return attempt(request, reply, 'appeal.findings.saved', write, caseRef, entered)
    },
  )

  app.post(
    '/cases/:caseRef/withdrawal',
    { config: page, schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf }) } },
    async (request, reply) => {
      const { caseRef } = request.params
      const withdraw = async () => {
        await appealDesk.withdraw(caseRef, callerOf(request))
        return caseRef
      }
      return attempt(request, reply, 'appeal.withdrawal.saved', withdraw, caseRef)
    },
  )
}
