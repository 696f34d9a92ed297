/**
 * Job `release-payment-run` — the cancel window is over: the files of the run get their numbers, and there is no
 * way back. Next: write-run-file, one job per file.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function releasePaymentRun(): Worker<'release-payment-run'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const files = await records.paymentRuns.release(caseId)
      records.ledger.append(
        ledgerEntry('release-payment-run', job, {
          caseId,
          action: 'payment-run.released',
          after: {
            files: files.map(({ number, messageId, orderCount, controlSumQepik }) => ({
              number: number ?? null,
              messageId: messageId ?? null,
              orderCount,
              controlSumQepik,
            })),
          },
        }),
      )
      return completed({ fileNumbers: files.map(({ fileNumber }) => fileNumber) })
    })
}
