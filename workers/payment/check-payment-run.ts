/**
 * Job `check-payment-run` — control totals against last month, duplicates held, funds compared, as often as the
 * maker wants it again. Next: the maker's review, with these figures in the form.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { tellTotals } from '../../domain/payment-run-words.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function checkPaymentRun(): Worker<'check-payment-run'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const check = await records.paymentRuns.check(caseId)
      const run = await records.paymentRuns.get(caseId)
      records.ledger.append(
        ledgerEntry('check-payment-run', job, {
          caseId,
          action: 'payment-run.checked',
          after: { ...check },
        }),
      )
      return completed({
        runTotals: tellTotals(run, check),
        // A run without orders cannot be paid either: its maker cancels it.
        fundsSuffice: check.fundsShortQepik === 0 && check.total.count > 0,
        thirdSignatureNeeded: check.thirdSignatureNeeded,
      })
    })
}
