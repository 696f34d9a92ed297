/**
 * Job `close-payment-run` — last step of bpmn/benefit-payment.bpmn: the final totals are written down and the run
 * does not change any more. What the bank rejected lives on as repairs: the message `payment-repair-needed` starts
 * bpmn/payment-repair.bpmn for each, in the same transaction. What was under way when a decision lowered it, and was paid
 * all the same, is asked back.
 */
import { completed } from '../../bpmn/contract.ts'
import type { MessageVariables, Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { askBack } from '../recovery/ask-back.ts'

const START_TIME_TO_LIVE_MS = 60 * 60 * 1000

export function closePaymentRun({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'close-payment-run'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { state } = await records.paymentRuns.get(caseId)
      const { closed, ...totals } = await records.paymentRuns.close(caseId)
      if (!closed) {
        throw new OperatorError(
          'Something came up on this run after it was reconciled',
          'Resolve the open exceptions on the page of the run, then retry.',
        )
      }
      // Closed before, its repairs have begun.
      const cameBack = state === 'closed' ? [] : await records.paymentRuns.cameBack(caseId)
      for (const order of cameBack) {
        const variables: MessageVariables<'payment-repair-needed'> = {
          caseId: order.caseId,
          caseNumber: order.caseNumber,
          caseUrl: caseUrl(order.caseId),
          paymentOrderId: order.orderId,
          paymentResult: 'rejected',
          approvalReason: null,
          paidWith: 'next-run',
        }
        await records.outbox.publish({
          name: 'payment-repair-needed',
          correlationKey: order.orderId,
          variables,
          timeToLiveMs: START_TIME_TO_LIVE_MS,
        })
      }
      const recoveries: string[] = []
      for (const entitlementId of await records.paymentRuns.paidDespiteDecision(caseId)) {
        const by = {
          cause: 'reconciliation',
          actor: 'worker:close-payment-run',
          now: job.now,
          caseUrl,
        } as const
        recoveries.push(...(await askBack(records, entitlementId, by)))
      }
      records.ledger.append(
        ledgerEntry('close-payment-run', job, {
          caseId,
          action: 'payment-run.closed',
          after: { ...totals, ...(recoveries.length === 0 ? {} : { recoveries }) },
        }),
      )
      return completed({})
    })
}
