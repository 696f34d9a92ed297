/**
 * Job `issue-demand` — the amount is asked back, for the first time or again after an objection; from now on the term
 * to pay or to object runs. Next: the person is told, and the process waits for the answer.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function issueDemand(): Worker<'issue-demand'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { amountQepik = 0, demandedAt } = await records.overpayments.get(caseId)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const answerDay = addDays(today, parameters.value('recovery-answer-days'))
      const objectionDay = addWorkingDays(
        answerDay,
        parameters.value('recovery-objection-working-days'),
        await records.calendarMoves(),
      )
      const answerDueAt = endOfOfficeDay(answerDay).toISOString()

      await records.overpayments.demand(caseId)
      await records.cases.setState(caseId, 'awaiting-applicant')
      await records.cases.setDecisionDueAt(caseId, answerDueAt)
      records.ledger.append(
        ledgerEntry('issue-demand', job, {
          caseId,
          action: 'overpayment.demanded',
          after: { amountQepik, answerDueAt, again: demandedAt !== undefined },
        }),
      )
      return completed({
        overpaidQepik: amountQepik,
        answerDueAt,
        objectionDueAt: endOfOfficeDay(objectionDay).toISOString(),
      })
    })
}
