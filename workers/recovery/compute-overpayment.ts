/**
 * Job `compute-overpayment` — how much was paid without a right, from what the bank has confirmed
 * (domain/overpayment.ts). Next: DSMF reviews it, unless nothing was.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { paidMonths } from '../../domain/entitlement-amounts.ts'
import { overpaidAmount } from '../../domain/overpayment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function computeOverpayment(): Worker<'compute-overpayment'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const found = await records.overpayments.get(caseId)
      const entitlement = await records.entitlements.get(found.entitlementId)
      const { orders, sumQepik } = await records.overpayments.paidSoFar(found.entitlementId)
      const amendments = await records.entitlements.amendments(found.entitlementId)
      const computed = overpaidAmount(found, paidMonths(entitlement, amendments, orders), sumQepik)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const reviewDay = addWorkingDays(
        today,
        parameters.value('recovery-review-working-days'),
        await records.calendarMoves(),
      )
      const reviewDueAt = endOfOfficeDay(reviewDay).toISOString()
      const about = await records.cases.get(found.aboutCaseId)

      await records.overpayments.setAmount(caseId, computed)
      await records.cases.setState(caseId, 'checking')
      await records.cases.setDecisionDueAt(caseId, reviewDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('compute-overpayment', job, {
          caseId,
          action: 'overpayment.computed',
          after: { cause: found.cause, aboutCaseNumber: about.number, ...computed },
        }),
      )
      return completed({
        overpaidQepik: computed.amountQepik,
        overpaidMonths: computed.months,
        aboutCaseNumber: about.number,
        reviewDueAt,
      })
    })
}
