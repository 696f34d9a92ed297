/** A form on a case page: done, and the page shown again with what came of it, or with what is wrong and was entered. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CaseFile } from '../../domain/case.ts'
import { codeOf } from '../../domain/errors.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
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
  /** Key of the sentence about this form when it is not filled in as it should be. */
  readonly invalid?: string
}

/** Who sent the form, and on what. */
export interface Sender {
  readonly principal: Principal
  readonly actor: string
  /** The case of the page, when they may open it; the page shown afterwards notes the opening. */
  readonly openedCase: () => Promise<CaseFile>
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
    { request, reply, caseRef, entered, invalid: own = invalid }: CaseForm,
    text: string = own,
    status = 400,
  ): Promise<FastifyReply> {
    const message = { good: false, text }
    return showCase(request, reply, caseRef, {
      message,
      status,
      ...(entered === undefined ? {} : { entered }),
    })
  }

  function senderOf({ request, caseRef }: CaseForm): Sender {
    const principal = callerOf(request)
    return {
      principal,
      actor: actorOf(principal),
      openedCase: () => deps.opener.enterCase({ caseRef, principal, reason: undefined }, false),
    }
  }

  return {
    refuse,

    /**
     * Does it, when the form has the fields it should have; what refuses without a sentence of its own is thrown on.
     * @param work answers with a text when another case is to be shown
     */
    attempt: async (form: CaseForm, work: (sender: Sender) => Promise<unknown>): Promise<FastifyReply> => {
      const { request, reply, caseRef, saved } = form
      if (request.validationError !== undefined) return refuse(form)
      let shown = caseRef
      try {
        const answer = await work(senderOf(form))
        if (typeof answer === 'string') shown = answer
      } catch (error) {
        if (error instanceof InvalidFields) {
          return refuse(withProblems(form, error), fields[error.errors[0]?.field ?? ''])
        }
        const text = sentences[codeOf(error) ?? '']
        if (text === undefined) throw error
        return refuse(form, text, 409)
      }
      if (saved === undefined) return reply.redirect(`/cases/${shown}`, 303)
      return showCase(request, reply, shown, { message: { good: true, text: saved } })
    },
  }
}

/** For a page that names each field at fault. */
const withProblems = (form: CaseForm, { message }: InvalidFields): CaseForm => ({
  ...form,
  entered: { ...form.entered, problems: message },
})
