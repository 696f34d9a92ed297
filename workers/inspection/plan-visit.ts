/**
 * Job `plan-visit` — first step of bpmn/household-inspection.bpmn and of every further attempt: which group
 * visits, until when, and whether the visit is in the re-inspection sample. docs/domain.md 1.7 step 7.
 * Next: the user task of the inspectors of that group.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { inspectorGroup, isSampledForReinspection } from '../../domain/inspection-plan.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function planVisit(): Worker<'plan-visit'> {
  return async ({ caseId, visitRound, planReason }, job) =>
    job.record(async (records) => {
      const [{ district, applicationDate }, openVisits] = await Promise.all([
        records.cases.get(caseId),
        records.inspections.openVisitsByGroup(),
      ])
      const parameters = await records.parametersOn(applicationDate)
      const visitGroup = inspectorGroup(district, openVisits)
      const visitDueAt = endOfOfficeDay(
        addWorkingDays(
          dateInBaku(job.now),
          parameters.value('visit-working-days'),
          await records.calendarMoves(),
        ),
      ).toISOString()
      const reinspectionSampled = isSampledForReinspection(caseId, parameters.value('reinspection-percent'))

      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      await records.inspections.plan({
        caseId,
        round: visitRound,
        group: visitGroup,
        dueAt: visitDueAt,
        reason: planReason,
      })
      await records.cases.setState(caseId, 'awaiting-visit')
      records.ledger.append(
        ledgerEntry('plan-visit', job, {
          caseId,
          action: 'visit.planned',
          reason: planReason,
          after: { visitRound, visitGroup, visitDueAt, reinspectionSampled },
        }),
      )
      return completed({
        visitGroup,
        visitDueAt,
        visitAttempts: parameters.value('visit-attempts'),
        reinspectionSampled,
      })
    })
}
