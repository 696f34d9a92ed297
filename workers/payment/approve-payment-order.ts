/**
 * Job `approve-payment-order` — the checker approved and was found to be the right person: the order may be
 * filed. Next: the payment file.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function approvePaymentOrder(): Worker<'approve-payment-order'> {
  return async ({ caseId, paymentOrderId }, job) =>
    job.record(async (records) => {
      const order = await records.payments.get(paymentOrderId)
      // What is paid again was approved with the account it is paid to.
      const approval = order.orderKind === 'first' ? 'ApproveFirstPayment' : 'ApproveRepair'
      const approvedBy = await records.tasks.lastCountedAssignee(caseId, approval)
      if (order.caseId !== caseId || approvedBy === undefined) {
        throw new OperatorError(
          'No approval of this payment order by a checker is known',
          `Let ${approval} be completed and verified for this case, then retry.`,
        )
      }
      await records.payments.move(paymentOrderId, 'approved')
      records.ledger.append(
        ledgerEntry('approve-payment-order', job, {
          caseId,
          action: 'payment.approved',
          before: { state: order.state },
          after: { paymentOrderId, state: 'approved', approvedBy, amountQepik: order.amountQepik },
        }),
      )
      return completed({})
    })
}
