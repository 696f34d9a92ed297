/**
 * Job `freeze-payment-run` — first step of bpmn/benefit-payment.bpmn: everything payable becomes orders in one
 * statement, and the terms for review and approval run from the pay day. Next: check-payment-run.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { endOfOfficeDay } from '../../domain/calendar.ts'
import { openingDayOf } from '../../domain/payment-calendar.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function freezePaymentRun(): Worker<'freeze-payment-run'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { payDay } = await records.paymentRuns.get(caseId)
      const frozen = await records.paymentRuns.freeze(caseId)
      const parameters = await records.parametersOn(payDay)
      const moves = await records.calendarMoves()
      const termBefore = (workingDays: number) =>
        endOfOfficeDay(openingDayOf(payDay, workingDays, moves)).toISOString()
      const reviewDueAt = termBefore(parameters.value('payment-review-lead-working-days'))
      const approvalDueAt = termBefore(parameters.value('payment-approval-lead-working-days'))

      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('freeze-payment-run', job, {
          caseId,
          action: 'payment-run.frozen',
          after: { ...frozen, reviewDueAt, approvalDueAt },
        }),
      )
      return completed({ reviewDueAt, approvalDueAt })
    })
}
