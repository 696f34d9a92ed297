/**
 * Job `order-repair-payment` — last step of bpmn/payment-repair.bpmn: what came back is paid once more, to the
 * account as it is now. A first payment gets an order of its own, which its process sends at once; any other month
 * is left to the next run, which pays it with its own. Either way a payment has one repair.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { endToEndId } from '../../domain/end-to-end-id.ts'
import { firstPayment } from '../../domain/entitlement-term.ts'
import { OperatorError } from '../../domain/errors.ts'
import { repairKind, type OrderState } from '../../domain/payment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

/** `ordered`: the checker sent it back before it left the house. */
const repairable: readonly OrderState[] = ['rejected', 'returned', 'ordered']

export function orderRepairPayment(): Worker<'order-repair-payment'> {
  return async ({ caseId, paymentOrderId, paidWith }, job) =>
    job.record(async (records) => {
      const order = await records.payments.get(paymentOrderId)
      if (order.caseId !== caseId) {
        throw new OperatorError(
          `Payment order ${paymentOrderId} is not one of this case`,
          'Look at the payment on the case page; start its repair with the case it belongs to.',
        )
      }
      if (paidWith === 'next-run') {
        await records.paymentRuns.payAgain(paymentOrderId)
        records.ledger.append(
          ledgerEntry('order-repair-payment', job, {
            caseId,
            action: 'payment.left-to-next-run',
            before: { state: order.state },
            after: { paymentOrderId, period: order.period, amountQepik: order.amountQepik },
          }),
        )
        return completed({ paymentOrderId })
      }

      const orderKind = repairKind(order.orderKind)
      const { entitlementId, period } = order
      const entitlement = await records.entitlements.get(entitlementId)
      const amendments = await records.entitlements.amendments(entitlementId)
      const { amountQepik, arrears } = firstPayment(entitlement, `${period}-01`, amendments)
      const known = (await records.payments.ordersOf(caseId)).some(
        (other) => other.entitlementId === entitlementId && other.orderKind === orderKind,
      )
      if (!known && !repairable.includes(order.state)) {
        throw new OperatorError(
          `A repair would pay while the order before it is ${order.state}`,
          'Look at the payment on the case page: only a payment that came back may be paid again.',
        )
      }
      const repair = await records.payments.order({
        caseId,
        entitlementId,
        period,
        orderKind,
        amountQepik,
        endToEndId: endToEndId(entitlementId, period, orderKind),
        ...(await records.payments.accountOf(caseId)),
        ...(arrears === undefined ? {} : { arrears }),
      })
      records.ledger.append(
        ledgerEntry('order-repair-payment', job, {
          caseId,
          action: 'payment.ordered',
          before: { paymentOrderId, state: order.state },
          after: {
            paymentOrderId: repair.id,
            endToEndId: repair.endToEndId,
            orderKind,
            period,
            amountQepik,
          },
        }),
      )
      return completed({ paymentOrderId: repair.id })
    })
}
