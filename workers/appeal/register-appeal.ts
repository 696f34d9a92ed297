/**
 * Job `register-appeal` — first step of bpmn/appeal.bpmn: who decides the appeal by its subject, whether it came in time
 * and by when it is decided (docs/domain.md 1.8). Next: receipt to the appellant, then the appeals group.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { appealTerm } from '../../domain/appeal-term.ts'
import { responsibleFor } from '../../domain/appeal.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function registerAppeal({ caseUrl }: Pick<WorkerDependencies, 'caseUrl'>): Worker<'register-appeal'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { applicationDate: lodgedOn } = await records.cases.get(caseId)
      const { contestedCaseId, contestedOn, subject } = await records.appeals.get(caseId)
      const contested = await records.cases.get(contestedCaseId)
      const { staffGroup } = await records.appeals.contestable(contestedCaseId, subject)
      const { appealsGroup, carryOutGroup } = responsibleFor(contested, subject, staffGroup)
      const parameters = await records.parametersOn(lodgedOn)
      const { late, dueAt, escalateAt } = appealTerm(contestedOn, lodgedOn, {
        lodgeDays: parameters.value('appeal-lodging-days'),
        decideDays: parameters.value('appeal-decision-days'),
        escalateWorkingDays: parameters.value('appeal-escalation-working-days'),
        moves: await records.calendarMoves(),
      })

      await records.appeals.register(caseId, { appealsGroup, carryOutGroup, late })
      await records.cases.setDecisionDueAt(caseId, dueAt)
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('register-appeal', job, {
          caseId,
          action: 'appeal.registered',
          after: {
            contestedCaseNumber: contested.number,
            subject,
            appealsGroup,
            carryOutGroup,
            late,
            dueAt,
            escalateAt,
            parameters: parameters.used(),
          },
        }),
      )
      return completed({
        appealsGroup,
        carryOutGroup,
        late,
        dueAt,
        escalateAt,
        contestedCaseNumber: contested.number,
        contestedCaseUrl: caseUrl(contestedCaseId),
      })
    })
}
