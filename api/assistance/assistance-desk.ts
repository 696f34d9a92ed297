/**
 * What the offices enter beside a report: that a family wants to go on after its months, and who represents it from now
 * on. The account of that person is personal and never passes through a form of the engine.
 */
import { representativeFault, type NewRepresentative } from '../../domain/assistance-change.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { findCase } from '../case/open-case.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'
import { addRepresentative, findTerm, refuseAfterEnd } from './report-change.ts'

export function createAssistanceDesk({ transact, clock }: Pick<ApiDeps, 'transact' | 'clock'>) {
  return {
    /** May be said any time before the end, and more than once. Throws `CASE_NOT_FOUND` or `ASSISTANCE_ENDED`. */
    wantRenewal: async (caseRef: string, actor: string): Promise<void> => {
      const late = await transact(async (records) => {
        const term = await findTerm(records, caseRef)
        const refusal = refuseAfterEnd(records, term, actor, 'renewal')
        if (refusal !== undefined || term.renewalWantedAt !== undefined) return refusal
        await records.assistanceTerms.wantRenewal(term.caseId)
        records.ledger.append({ caseId: term.caseId, actor, action: 'renewal.wanted' })
        return undefined
      })
      if (late !== undefined) throw late
    },

    /**
     * Another one until the change is decided. Throws `InvalidFields` for somebody who may not, `DomainError`
     * `CASE_NOT_FOUND` or `CHANGE_DECIDED`.
     */
    enterRepresentative: (caseRef: string, successor: NewRepresentative, actor: string): Promise<void> =>
      transact(async (records) => {
        const file = await findCase(records, caseRef)
        if (file.kind !== 'assistance-change') {
          throw new DomainError('CASE_NOT_FOUND', 'There is no change of that id or number')
        }
        const change = await records.assistanceTerms.getChange(file.id)
        if (change.kind !== 'representative-died' || change.result !== undefined) {
          throw new DomainError('CHANGE_DECIDED', 'The change waits for no representative')
        }
        const today = dateInBaku(clock.now())
        const family = await records.assistanceTerms.declaredNow(change.termCaseId)
        const parameters = await records.parametersOn(today)
        const problem = representativeFault(successor.fin, family, today, parameters.value('adult-age'))
        if (problem !== undefined) throw new InvalidFields('INVALID_REQUEST', [{ field: '/fin', problem }])
        await addRepresentative(records, file.id, family.declaration.members, successor)
        records.ledger.append({ caseId: file.id, actor, action: 'representative.entered' })
      }),
  }
}
export type AssistanceDesk = ReturnType<typeof createAssistanceDesk>
