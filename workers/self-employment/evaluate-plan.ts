/**
 * Job `evaluate-plan` — all three have marked: their average against the pass mark. From now on everybody permitted sees
 * the marks, and the ledger has them. docs/domain.md 2.4 step 7; the pass mark is an assumption (7). Next: the gateway "Does the plan pass?".
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { marksTotal, panelSeats, planPasses } from '../../domain/business-plan.ts'
import { OperatorError } from '../../domain/errors.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function evaluatePlan(): Worker<'evaluate-plan'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const marks = await records.selfEmployments.marks(caseId)
      if (marks.length < panelSeats.length) {
        throw new OperatorError(
          `Only ${marks.length} of ${panelSeats.length} have marked the plan`,
          'Every seat must be recorded before: look at the instances of plan-scoring in Operate, then retry.',
        )
      }
      const { applicationDate } = await records.cases.get(caseId)
      const passMark = (await records.parametersOn(applicationDate)).value('self-employment-pass-mark')
      const planPassed = planPasses(marks, passMark)
      await records.selfEmployments.keep(caseId, { planPassed })
      records.ledger.append(
        ledgerEntry('evaluate-plan', job, {
          caseId,
          action: 'business-plan.evaluated',
          reason: planPassed ? 'passed' : 'failed',
          after: {
            marks: marks.map(({ remark: _, ...given }) => ({ ...given, total: marksTotal(given) })),
            passMark,
          },
        }),
      )
      return completed({ planPassed })
    })
}
