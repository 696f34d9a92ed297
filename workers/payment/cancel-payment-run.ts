/**
 * Job `cancel-payment-run` — the maker gave the run up, or somebody permitted stopped it in the window after its
 * approval: its orders are cancelled and what was booked is taken back. The month can be run again.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function cancelPaymentRun(): Worker<'cancel-payment-run'> {
  return async ({ caseId, cancelReason }, job) =>
    job.record(async (records) => {
      const before = await records.paymentRuns.get(caseId)
      const reason = cancelReason ?? 'other'
      await records.paymentRuns.cancel(caseId, reason)
      records.ledger.append(
        ledgerEntry('cancel-payment-run', job, {
          caseId,
          action: 'payment-run.cancelled',
          reason,
          before: { state: before.state, orderCount: before.orderCount, totalQepik: before.totalQepik },
        }),
      )
      return completed({})
    })
}
