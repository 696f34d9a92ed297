/**
 * Job `register-benefit-change` — first step of bpmn/benefit-change.bpmn: whether what was told is certain, and until when
 * a person looks otherwise. Next: the benefit ends, or the assignment unit reviews it.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { changeNames } from '../../domain/benefit-words.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function registerBenefitChange(): Worker<'register-benefit-change'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { kind, happenedOn, certain } = await records.benefits.getChange(caseId)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const reviewDay = addWorkingDays(
        today,
        parameters.value('benefit-change-review-working-days'),
        await records.calendarMoves(),
      )
      const reviewDueAt = endOfOfficeDay(reviewDay).toISOString()
      await records.cases.setState(caseId, 'checking')
      await records.cases.setDecisionDueAt(caseId, reviewDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('register-benefit-change', job, {
          caseId,
          action: 'benefit.change-registered',
          after: { kind, happenedOn, certain, reviewDueAt },
        }),
      )
      const { az, en } = changeNames[kind]
      return completed({ certain, reviewDueAt, changeName: `${az} / ${en}` })
    })
}
