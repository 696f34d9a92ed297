/** What staff enter of an employment programme on the page of its case: draft, comment, answer, explanation. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NewCommentAnswer, ProgrammeText, type TargetIndicator } from '../../domain/employment-programme.ts'
import { codeOf } from '../../domain/errors.ts'
import { FreeText } from '../../domain/service-request.ts'
import { callerOf } from '../auth/guard.ts'
import type { Principal } from '../auth/principal.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, createShowCase, Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
/** A long text of Azerbaijani letters takes six bytes for many of them. */
const LONG_FORM_LIMIT = 64 * 1024

const TargetText = Type.String({ pattern: '^[0-9]{1,6}$' })
const DraftForm = Type.Object({
  _csrf: Csrf,
  measures: ProgrammeText,
  registered: TargetText,
  placed: TargetText,
  trained: TargetText,
  'self-employed': TargetText,
} satisfies Record<TargetIndicator | 'measures' | '_csrf', Type.TSchema>)
const { body, answer, reason } = NewCommentAnswer.properties

const sentences: Readonly<Record<string, string>> = {
  PROGRAMME_NOT_TO_CHANGE: 'programme.draft.closed',
  COMMENT_NOT_POSSIBLE: 'programme.comment.late',
  COMMENT_NOT_TO_ANSWER: 'programme.answer.refused',
  PROGRESS_NOT_POSSIBLE: 'programme.explain.late',
}

export const programmeDeskPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { programmeDesk } = deps
  const showCase = createShowCase(deps)

  /** Enters something, and shows the page again with what came of it; what could not be taken stays in its field. */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    { saved, entered }: { readonly saved: string; readonly entered: Readonly<Record<string, string>> },
    work: (principal: Principal) => Promise<void>,
  ): Promise<FastifyReply> {
    const again = (text: string, status: number) =>
      showCase(request, reply, caseRef, { message: { good: false, text }, status, entered })
    if (request.validationError !== undefined) return again('programme.invalid', 400)
    try {
      await work(callerOf(request))
    } catch (error) {
      const text = sentences[codeOf(error) ?? '']
      if (text === undefined) throw error
      return again(text, 409)
    }
    return showCase(request, reply, caseRef, { message: { good: true, text: saved } })
  }

  app.post(
    '/cases/:caseRef/programme-draft',
    {
      config: page,
      attachValidation: true,
      bodyLimit: LONG_FORM_LIMIT,
      schema: { ...hidden, params: CaseRef, body: DraftForm },
    },
    async (request, reply) => {
      const { _csrf, ...entered } = request.body
      const saved = 'programme.draft.saved'
      return enter(request, reply, request.params.caseRef, { saved, entered }, (principal) =>
        programmeDesk.draft(
          request.params.caseRef,
          {
            measures: entered.measures,
            targets: {
              registered: Number(entered.registered),
              placed: Number(entered.placed),
              trained: Number(entered.trained),
              'self-employed': Number(entered['self-employed']),
            },
          },
          principal,
        ),
      )
    },
  )

  app.post(
    '/cases/:caseRef/programme-comment',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, comment: FreeText }) },
    },
    async (request, reply) => {
      const { comment } = request.body
      const shown = { saved: 'programme.comment.saved', entered: { comment } }
      return enter(request, reply, request.params.caseRef, shown, (principal) =>
        programmeDesk.comment(request.params.caseRef, comment, principal),
      )
    },
  )

  app.post(
    '/cases/:caseRef/programme-answer',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, body, answer, reason }) },
    },
    async (request, reply) => {
      const { _csrf, ...given } = request.body
      const shown = { saved: 'programme.answer.saved', entered: { [`reason-${given.body}`]: given.reason } }
      return enter(request, reply, request.params.caseRef, shown, (principal) =>
        programmeDesk.answer(request.params.caseRef, given, principal),
      )
    },
  )

  app.post(
    '/cases/:caseRef/programme-progress',
    {
      config: page,
      attachValidation: true,
      bodyLimit: LONG_FORM_LIMIT,
      schema: { ...hidden, params: CaseRef, body: Type.Object({ _csrf: Csrf, explanation: ProgrammeText }) },
    },
    async (request, reply) => {
      const { explanation } = request.body
      const shown = { saved: 'programme.explain.saved', entered: { explanation } }
      return enter(request, reply, request.params.caseRef, shown, (principal) =>
        programmeDesk.explain(request.params.caseRef, explanation, principal),
      )
    },
  )
}
