/**
 * Job `register-benefit` — first step of bpmn/benefit-assignment.bpmn: the term of the decision (10 calendar days, for an
 * adoption 5 working days; docs/domain.md 3.1) and which registers are asked. Next: they are asked.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { benefitRow } from '../../domain/benefit-kinds.ts'
import { benefitNames } from '../../domain/benefit-words.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { addDays } from '../../domain/days.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function registerBenefit(): Worker<'register-benefit'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { benefit, origin, eventDate } = await records.benefits.get(caseId)
      const { applicationDate } = await records.cases.get(caseId)
      const parameters = await records.parametersOn(applicationDate)
      const dueDay =
        benefit === 'adopted-child'
          ? addWorkingDays(
              applicationDate,
              parameters.value('benefit-adoption-working-days'),
              await records.calendarMoves(),
            )
          : addDays(applicationDate, parameters.value('benefit-decision-days'))
      const decisionDueAt = endOfOfficeDay(dueDay).toISOString()
      const escalateDay = addDays(dueDay, -parameters.value('benefit-escalation-days'))
      const escalateAt = endOfOfficeDay(
        escalateDay > applicationDate ? escalateDay : applicationDate,
      ).toISOString()
      const registers = [...benefitRow(benefit).registers]

      await records.cases.setState(caseId, 'checking')
      await records.cases.setDecisionDueAt(caseId, decisionDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('register-benefit', job, {
          caseId,
          action: 'benefit.registered',
          after: { benefit, origin, eventDate, registers, decisionDueAt, parameters: parameters.used() },
        }),
      )
      const { az, en } = benefitNames[benefit]
      return completed({ decisionDueAt, escalateAt, registers, benefitName: `${az} / ${en}` })
    })
}
