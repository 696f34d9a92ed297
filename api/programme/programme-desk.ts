/**
 * What people enter of an employment programme, by page or API: opened by hand, drafted, commented on, answered,
 * explained. The process goes on only when the task in Tasklist is finished too. Each entry is written to the ledger
 * without its words. Next: bpmn/territorial-employment-programme.bpmn.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { bodiesOf, type NewCommentAnswer, type ProgrammeDraft } from '../../domain/employment-programme.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Records } from '../../domain/records.ts'
import { openProgramme } from '../../workers/programme/open-programme.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { findCase } from '../case/open-case.ts'
import { createOpenOnce } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

export function createProgrammeDesk({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })

  /** Throws `DomainError` `CASE_NOT_FOUND` for anything but a programme. */
  const change = (
    caseRef: string,
    principal: Principal,
    work: (
      records: Records,
      caseId: string,
      actor: string,
    ) => Promise<{ readonly action: string; readonly after: Readonly<Record<string, unknown>> }>,
  ): Promise<void> =>
    transact(async (records) => {
      const { id } = await findCase(records, caseRef)
      if ((await records.employmentProgrammes.find(id)) === undefined) {
        throw new DomainError('CASE_NOT_FOUND', 'There is no such programme')
      }
      const actor = actorOf(principal)
      records.ledger.append({ caseId: id, actor, ...(await work(records, id, actor)) })
    })

  return {
    /**
     * Throws `InvalidFields` for a year other than this one and the next, `DomainError` `PROGRAMME_ALREADY_THERE` with
     * its number, and what `openOnce` throws.
     */
    open: (
      year: number,
      by: { readonly principal: Principal; readonly idempotencyKey: string | undefined },
    ): Promise<AcceptedCase> => {
      const thisYear = Number(dateInBaku(clock.now()).slice(0, 4))
      if (year < thisYear || year > thisYear + 1) {
        throw new InvalidFields('INVALID_REQUEST', [
          { field: '/year', problem: `is neither ${thisYear} nor ${thisYear + 1}` },
        ])
      }
      const actor = actorOf(by.principal)
      return openOnce({ actor, idempotencyKey: by.idempotencyKey, body: { year } }, async (records) => {
        const { file, created } = await openProgramme(records, year, clock.now(), {
          actor,
          caseUrl: (id) => `${settings.publicUrl}/cases/${id}`,
        })
        if (created) return file
        throw new DomainError('PROGRAMME_ALREADY_THERE', 'This year has a programme', {
          field: '/year',
          detail: { caseNumber: file.number },
        })
      })
    },

    /** Throws `DomainError` `PROGRAMME_NOT_TO_CHANGE`. */
    draft: (caseRef: string, draft: ProgrammeDraft, principal: Principal): Promise<void> =>
      change(caseRef, principal, async (records, caseId) => {
        const { targets: before } = await records.employmentProgrammes.get(caseId)
        await records.employmentProgrammes.saveDraft(caseId, draft)
        return { action: 'programme.draft-saved', after: { before, targets: draft.targets } }
      }),

    /** For a body that the caller speaks for and that is asked. Throws `DomainError` `COMMENT_NOT_POSSIBLE`. */
    comment: (caseRef: string, comment: string, principal: Principal): Promise<void> =>
      change(caseRef, principal, async (records, caseId, actor) => {
        const own = principal.kind === 'staff' ? bodiesOf(principal.groups) : []
        const asked = (await records.employmentProgrammes.comments(caseId)).find(
          ({ body, outcome }) => own.includes(body) && outcome === undefined,
        )
        if (asked === undefined) {
          throw new DomainError('COMMENT_NOT_POSSIBLE', 'No comment of your body is awaited')
        }
        await records.employmentProgrammes.saveComment(caseId, asked.body, comment, actor)
        return { action: 'programme.comment-saved', after: { body: asked.body } }
      }),

    /** Throws `DomainError` `COMMENT_NOT_TO_ANSWER`. */
    answer: (caseRef: string, answer: NewCommentAnswer, principal: Principal): Promise<void> =>
      change(caseRef, principal, async (records, caseId, actor) => {
        await records.employmentProgrammes.answerComment(caseId, answer, actor)
        return {
          action: 'programme.comment-answered',
          after: { body: answer.body, answer: answer.answer },
        }
      }),

    /** Throws `DomainError` `PROGRESS_NOT_POSSIBLE`. */
    explain: (caseRef: string, explanation: string, principal: Principal): Promise<void> =>
      change(caseRef, principal, async (records, caseId, actor) => {
        await records.employmentProgrammes.saveProgress(caseId, explanation, actor)
        const opened = await records.employmentProgrammes.openedQuarter(caseId)
        return { action: 'programme.progress-explained', after: { quarter: opened?.quarter ?? null } }
      }),
  }
}
export type ProgrammeDesk = ReturnType<typeof createProgrammeDesk>
