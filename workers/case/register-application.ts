/**
 * Job `register-application` — first step of bpmn/targeted-social-assistance.bpmn. Sets the terms that run
 * from registration (docs/domain.md 1.7 steps 4 and 10) and says whether a visit is needed.
 * Next: the applicant is told, then registers and visit side by side.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { addMonths } from '../../domain/days.ts'
import type { Records } from '../../domain/records.ts'
import { registerNames } from '../../domain/registers.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function registerApplication(): Worker<'register-application'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const [{ applicationDate }, inspectedOn, renewed] = await Promise.all([
        records.cases.get(caseId),
        records.applications.lastInspectedOn(caseId),
        records.assistanceTerms.renewedBy(caseId),
      ])
      const parameters = await records.parametersOn(applicationDate)
      const moves = await records.calendarMoves()
      const endOfTerm = (workingDays: number) =>
        endOfOfficeDay(addWorkingDays(applicationDate, workingDays, moves)).toISOString()
      const decisionDueAt = endOfTerm(parameters.value('decision-working-days'))
      const escalateAt = endOfTerm(parameters.value('decision-escalation-working-days'))

      // The text of clause 3.7 was not found; a visit within so many months stands for it as an assumption. A family
      // that goes on from a term in which nothing changed is exempt for longer.
      const unchanged = renewed !== undefined && (await nothingChangedIn(records, renewed.caseId))
      const exempt = unchanged ? 'renewal-visit-exempt-months' : 'visit-exempt-months'
      const visitRequired =
        inspectedOn === undefined || addMonths(inspectedOn, parameters.value(exempt)) < applicationDate

      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      await records.cases.setDecisionDueAt(caseId, decisionDueAt)
      await records.cases.setState(caseId, 'checking')
      records.ledger.append(
        ledgerEntry('register-application', job, {
          caseId,
          action: 'application.registered',
          after: { applicationDate, decisionDueAt, escalateAt, visitRequired },
        }),
      )
      return completed({
        applicationDate,
        decisionDueAt,
        escalateAt,
        visitRequired,
        registers: [...registerNames],
      })
    })
}

const nothingChangedIn = async (records: Records, termCaseId: string): Promise<boolean> =>
  (await records.assistanceTerms.changesOf(termCaseId)).every(
    ({ kind, result }) =>
      result !== 'amount-changed' && kind !== 'representative-died' && kind !== 'composition',
  )
