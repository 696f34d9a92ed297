/**
 * Job `plan-interview` — until when the interview is held, and whether the family is visited before: only one on targeted
 * assistance is. docs/domain.md 2.4 step 3. Next: DOST's visit, or the interview.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInWorkingDays, joins } from './term.ts'

export function planInterview(): Worker<'plan-interview'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { facts } = await records.selfEmployments.get(caseId)
      const visitNeeded = facts?.receivesTargetedAssistance === true
      const interviewDueAt = await dueInWorkingDays(
        records,
        job.now,
        'self-employment-interview-working-days',
      )
      await records.cases.setDecisionDueAt(caseId, interviewDueAt)
      await joins(records, caseId, job)
      records.ledger.append(
        ledgerEntry('plan-interview', job, {
          caseId,
          action: 'interview.planned',
          after: { visitNeeded, interviewDueAt },
        }),
      )
      return completed({ visitNeeded, interviewDueAt })
    })
}
