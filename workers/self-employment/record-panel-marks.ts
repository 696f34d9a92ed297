/**
 * Job `record-panel-marks` — who completed the task gives the marks they entered on the case page, and these stay from
 * then on; who entered none, or has given theirs from another seat, gets the task back. The engine never holds a mark,
 * and the ledger says that they were given, not what they are: all three are told when all are in.
 * docs/domain.md 2.4 step 7. Next: when all three are in, the plan is evaluated.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import { ledgerEntry } from '../ledger-entry.ts'

const problems = {
  'none-entered':
    'Əvvəlcə qiymətlərinizi işin səhifəsində daxil edin / Enter your marks on the case page first',
  'marked-before':
    'Bu planı komissiyanın başqa üzvü kimi artıq qiymətləndirmisiniz / You have marked this plan from another seat',
} as const

export function recordPanelMarks(): Worker<'record-panel-marks'> {
  return async ({ caseId, panelSeat }, job) =>
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
      // Given first and asked afterwards: of two seats that one person completes at once, one gets the marks.
      if (await records.selfEmployments.giveMarks(caseId, member, panelSeat)) {
        note('panel.marks-given')
        return completed({})
      }
      const entered = await records.selfEmployments.marksOf(caseId, member)
      const reason = entered === undefined ? 'none-entered' : 'marked-before'
      note('panel.marks-returned', reason)
      return {
        kind: 'refused',
        code: 'MARKS_NOT_USABLE',
        message: reason,
        variables: { formProblem: problems[reason] },
      }
    })
}
