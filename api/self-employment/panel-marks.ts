/**
 * A member of the panel enters their own marks of the plan. They go to the record and nowhere else: the ledger says that
 * marks were entered, the engine knows nothing of them. docs/domain.md 2.4 step 7.
 * Next: bpmn/plan-scoring.bpmn, whose task the member completes, and workers/self-employment/record-panel-marks.ts.
 */
import type { NewPanelMarks } from '../../domain/business-plan.ts'
import { DomainError } from '../../domain/errors.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import type { ApiDeps } from '../ports.ts'
import { openWay, stepNotOpen } from './programme.ts'

export function createPanelMarks({ transact }: Pick<ApiDeps, 'transact'>) {
  /**
   * A second time corrects them, until the member has completed the task.
   * Throws `DomainError` `CASE_NOT_FOUND`, `PROGRAMME_STEP_NOT_OPEN` or `MARKS_GIVEN`.
   */
  return (caseId: string, marks: NewPanelMarks, principal: Principal): Promise<void> =>
    transact(async (records) => {
      if (principal.kind !== 'staff') throw new DomainError('NOT_ALLOWED', 'Plans are marked by people')
      const { way } = await openWay(records, caseId)
      if (way.planTaken === undefined || way.planPassed !== undefined) {
        throw stepNotOpen('The panel does not have the plan, or has marked it')
      }
      if (!(await records.selfEmployments.enterMarks(caseId, principal.userName, marks))) {
        throw new DomainError('MARKS_GIVEN', 'You have completed the task with these marks')
      }
      records.ledger.append({ caseId, actor: actorOf(principal), action: 'panel.marks-entered' })
    })
}
export type EnterPanelMarks = ReturnType<typeof createPanelMarks>
