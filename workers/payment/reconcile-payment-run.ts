/**
 * Job `reconcile-payment-run` — the bank has answered: does every order have its end, and is nothing left that
 * nobody has explained? Next: close-payment-run, or a person who clears up what is open.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { tellProgress } from '../../domain/payment-run-words.ts'
import { ledgerEntry } from '../ledger-entry.ts'

/** States in which an order still waits for something. */
const unanswered = ['ordered', 'approved', 'filed', 'sent']

export function reconcilePaymentRun(): Worker<'reconcile-payment-run'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const progress = await records.paymentRuns.progress(caseId)
      const runResult = tellProgress(progress)
      const runBalanced =
        progress.orders.every(({ state, count }) => count === 0 || !unanswered.includes(state)) &&
        runResult.openExceptions === 0 &&
        runResult.unsentFiles === 0
      records.ledger.append(
        ledgerEntry('reconcile-payment-run', job, {
          caseId,
          action: runBalanced ? 'payment-run.reconciled' : 'payment-run.found-unbalanced',
          after: { orders: progress.orders, openExceptions: progress.openExceptions },
        }),
      )
      return completed({ runBalanced, runResult })
    })
}
