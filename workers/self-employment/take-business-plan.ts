/**
 * Job `take-business-plan` — the newest plan in the record goes to the panel and can no longer be changed; when there is
 * none the process waits. So a plan handed in early is found, and one told twice counts once. docs/domain.md 2.4 step 6.
 * Next: the panel, or the wait for a plan.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInWorkingDays } from './term.ts'

export function takeBusinessPlan(): Worker<'take-business-plan'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      // Whoever hands in a plan now waits until this one is taken.
      await records.selfEmployments.lock(caseId)
      const plan = await records.selfEmployments.newestPlan(caseId)
      if (plan === undefined) return completed({ planTaken: false })
      const { version, activity, totalQepik } = plan
      await records.selfEmployments.keep(caseId, { planTaken: version, activity })
      await records.cases.setState(caseId, 'deciding')
      await records.cases.setDecisionDueAt(
        caseId,
        await dueInWorkingDays(records, job.now, 'self-employment-panel-working-days'),
      )
      records.ledger.append(
        ledgerEntry('take-business-plan', job, {
          caseId,
          action: 'business-plan.taken',
          after: { version, activity, totalQepik, lines: plan.budget.length },
        }),
      )
      return completed({ planTaken: true })
    })
}
