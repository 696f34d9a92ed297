/**
 * Job `plan-recovery` — the term of the demand is over, everything was paid back, or another month has passed: how
 * the rest comes back. While months are still to be paid it is kept back from them, within the share of the parameter
 * `deduction-limit-percent` (payment-run-freeze.ts); else it is claimed in court. An open appeal on the demand suspends
 * both. docs/domain.md 1.8 and 7.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { recoveryRoute } from '../../domain/overpayment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function planRecovery(): Worker<'plan-recovery'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { entitlementId, givenUpAt } = await records.overpayments.get(caseId)
      const entitlement = await records.entitlements.get(entitlementId)
      const today = dateInBaku(job.now)
      const month = monthOf(today)
      const standing = await records.overpayments.standing(caseId)
      const { openAppeal } = await records.appeals.contestable(caseId, 'decision')
      const of = { ...standing, givenUp: givenUpAt !== undefined, contested: openAppeal !== undefined }
      const route = recoveryRoute(of, entitlement, month)
      const parameters = await records.parametersOn(today)
      const claimDay = addWorkingDays(
        today,
        parameters.value('recovery-claim-working-days'),
        await records.calendarMoves(),
      )

      // Owed from now on, whichever way it comes: the demand can no longer be objected to.
      const paidOutAgainQepik = await records.overpayments.settle(caseId, 'worker:plan-recovery')
      if (route === 'deductions') {
        await records.overpayments.keepBack(caseId, {
          fromPeriod: addToMonth(month, 1),
          by: 'worker:plan-recovery',
        })
      }
      await records.cases.setState(caseId, 'in-progress')
      records.ledger.append(
        ledgerEntry('plan-recovery', job, {
          caseId,
          action: 'recovery.planned',
          after: { route, ...standing, paidOutAgainQepik },
        }),
      )
      return completed({
        recoveryRoute: route,
        leftQepik: standing.leftQepik,
        claimDueAt: endOfOfficeDay(claimDay).toISOString(),
      })
    })
}
