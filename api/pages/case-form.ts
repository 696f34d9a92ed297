/** A form on a case page: done, and the page shown again with what came of it, or with what is wrong and was entered. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../../domain/errors.ts'
import { InvalidFields } from '../problem.ts'
import type { PageDeps } from './pages.ts'
import { createShowCase, type Shown } from './show-case.ts'

export interface CaseForm {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly caseRef: string
  /** Key of the sentence that says it is done; without one the case is shown at an address of its own. */
  readonly saved?: string
  /** Shown in the form again when it could not be done. */
  readonly entered?: Shown['entered']
}

/**
 * @param invalid key of the sentence about a form that is not filled in as it should be
 * @param sentences keys of sentences by the code of the `DomainError` that refused
 * @param fields keys of sentences by the field of `InvalidFields`, where one says more than `invalid`
 */
export function createCaseForm(
  deps: PageDeps,
  {
    invalid,
    sentences,
    fields = {},
  }: {
    readonly invalid: string
    readonly sentences: Readonly<Record<string, string>>
    readonly fields?: Readonly<Record<string, string>>
  },
) {
  const showCase = createShowCase(deps)

  function refuse(
    { request, reply, caseRef, entered }: Omit<CaseForm, 'saved'>,
    text: string = invalid,
    status = 400,
  ): Promise<FastifyReply> {
    const message = { good: false, text }
    return showCase(request, reply, caseRef, {
      message,
      status,
      ...(entered === undefined ? {} : { entered }),
    })
  }

  return {
    refuse,

    /** Does it; what refuses without a sentence of its own is thrown on. @param work answers with a text when another case is to be shown */
    attempt: async (form: CaseForm, work: () => Promise<unknown>): Promise<FastifyReply> => {
      let shown = form.caseRef
      try {
        const answer = await work()
        if (typeof answer === 'string') shown = answer
      } catch (error) {
        if (error instanceof InvalidFields) return refuse(form, fields[error.errors[0]?.field ?? ''])
        const text = sentences[codeOf(error) ?? '']
        if (text === undefined) throw error
        return refuse(form, text, 409)
      }
      const { request, reply, saved } = form
      if (saved === undefined) return reply.redirect(`/cases/${shown}`, 303)
      return showCase(request, reply, shown, { message: { good: true, text: saved } })
    },
  }
}
