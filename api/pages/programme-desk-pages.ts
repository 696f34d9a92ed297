/** What staff enter of an employment programme on the page of its case: draft, comment, answer, explanation. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NewCommentAnswer, ProgrammeText, type TargetIndicator } from '../../domain/employment-programme.ts'
import { FreeText } from '../../domain/service-request.ts'
import { createCaseForm } from './case-form.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

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
  const { attempt } = createCaseForm(deps, { invalid: 'programme.invalid', sentences })

  app.post(
    '/cases/:caseRef/programme-draft',
    {
      config: page,
      attachValidation: true,
      bodyLimit: LONG_FORM_LIMIT,
      schema: { ...hidden, params: CaseRef, body: DraftForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { _csrf, ...entered } = request.body
      const form = { request, reply, caseRef, saved: 'programme.draft.saved', entered }
      return attempt(form, ({ principal }) =>
        programmeDesk.draft(
          caseRef,
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
      const { caseRef } = request.params
      const { comment } = request.body
      const form = { request, reply, caseRef, saved: 'programme.comment.saved', entered: { comment } }
      return attempt(form, ({ principal }) => programmeDesk.comment(caseRef, comment, principal))
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
      const { caseRef } = request.params
      const { _csrf, ...given } = request.body
      const entered = { [`reason-${given.body}`]: given.reason }
      const form = { request, reply, caseRef, saved: 'programme.answer.saved', entered }
      return attempt(form, ({ principal }) => programmeDesk.answer(caseRef, given, principal))
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
      const { caseRef } = request.params
      const { explanation } = request.body
      const form = { request, reply, caseRef, saved: 'programme.explain.saved', entered: { explanation } }
      return attempt(form, ({ principal }) => programmeDesk.explain(caseRef, explanation, principal))
    },
  )
}
