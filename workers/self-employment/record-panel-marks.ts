/**
 * Job `record-panel-marks` — the marks of one member: whole numbers in range, and one set from each person; otherwise the
 * task comes back. The ledger says that they were given, not what they are: all three are told when all are in.
 * docs/domain.md 2.4 step 7. Next: when all three are in, the plan is evaluated.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { HIGHEST_MARK, markFaults, planCriteria } from '../../domain/business-plan.ts'
import { OperatorError } from '../../domain/errors.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordPanelMarks(): Worker<'record-panel-marks'> {
  return async ({ caseId, panelSeat, ...entered }, job) =>
    job.record(async (records) => {
      const member = await records.tasks.lastCountedIn(job.processInstanceKey, 'ScorePlan')
      if (member === undefined) {
        throw new OperatorError(
          'Nobody is known to have marked the plan',
          'The completion must be verified before marks are recorded: look at the step before this one, then retry.',
        )
      }
      const note = (action: string, reason?: string) => {
        records.ledger.append(
          ledgerEntry('record-panel-marks', job, {
            caseId,
            action,
            after: { panelSeat, member },
            ...(reason === undefined ? {} : { reason }),
          }),
        )
      }
      const refused = (reason: string, message: string, formProblem: string) => {
        note('panel.marks-returned', reason)
        return { kind: 'refused', code: 'MARKS_NOT_USABLE', message, variables: { formProblem } } as const
      }
      const faults = markFaults(entered)
      if (faults.length > 0) {
        return refused(
          'out-of-range',
          `Out of range: ${faults.join(', ')}`,
          `Hər qiymət 0-dan ${HIGHEST_MARK}-ə qədər tam ədəd olmalıdır / Each mark is a whole number from 0 to ${HIGHEST_MARK}`,
        )
      }
      const [feasibility = 0, marketPotential = 0, budgetQuality = 0, defence = 0] = planCriteria.map(
        (criterion) => entered[criterion] ?? 0,
      )
      const isFirst = await records.selfEmployments.addMarks(caseId, {
        seat: panelSeat,
        member,
        feasibility,
        marketPotential,
        budgetQuality,
        defence,
      })
      if (!isFirst) {
        return refused(
          'marked-before',
          'This person has marked the plan before',
          'Bu planı artıq qiymətləndirmisiniz / You have marked this plan before',
        )
      }
      note('panel.marks-given')
      return completed({})
    })
}
