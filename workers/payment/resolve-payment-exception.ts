/**
 * Job `resolve-payment-exception` — a maker said what a line of the bank was and what follows, and was found to be
 * the right person: written down, unless it cannot be. Next: the payment is repaired, or nothing more.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { OrderState } from '../../domain/payment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

/** Only what certainly did not arrive is paid again. */
const cameBack: readonly OrderState[] = ['rejected', 'returned']
const NOT_PAYABLE =
  'Bu ödəniş qayıtmayıb, ona görə yenidən ödənilə bilməz / This payment did not come back, so it cannot be paid again'

export function resolvePaymentException(): Worker<'resolve-payment-exception'> {
  return async ({ caseId, exceptionId, exceptionResolution }, job) =>
    job.record(async (records) => {
      const resolvedBy = await records.tasks.lastCountedIn(job.processInstanceKey, 'ResolvePaymentException')
      if (resolvedBy === undefined) {
        throw new OperatorError(
          'Nobody permitted resolved this exception',
          'Let ResolvePaymentException be completed and verified in this process, then retry.',
        )
      }
      const { kind, orderId } = await records.paymentRuns.exception(exceptionId)
      const order = orderId === undefined ? undefined : await records.payments.get(orderId)
      const outcome = {
        ...(caseId === null ? {} : { caseId }),
        after: { exceptionId, kind, exceptionResolution, resolvedBy },
      }
      if (exceptionResolution === 'pay-again' && (order === undefined || !cameBack.includes(order.state))) {
        records.ledger.append(
          ledgerEntry('resolve-payment-exception', job, {
            ...outcome,
            action: 'payment-exception.left-open',
          }),
        )
        return {
          kind: 'refused',
          code: 'RESOLUTION_DOES_NOT_FIT',
          message: `The payment of exception ${exceptionId} did not come back`,
          variables: { formProblem: NOT_PAYABLE },
        }
      }
      await records.paymentRuns.resolveException(exceptionId, resolvedBy, exceptionResolution)
      records.ledger.append(
        ledgerEntry('resolve-payment-exception', job, { ...outcome, action: 'payment-exception.resolved' }),
      )
      return completed({ paymentOrderId: orderId ?? null })
    })
}
