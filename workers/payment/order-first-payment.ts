/**
 * Job `order-first-payment` — first step of bpmn/first-payment.bpmn: all months from the start of the
 * entitlement to the current one in one order, each with the amount of that month (docs/domain.md 1.8 and 3.1). Next: approval by a checker.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { endToEndId } from '../../domain/end-to-end-id.ts'
import { firstPayment } from '../../domain/entitlement-term.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function orderFirstPayment(): Worker<'order-first-payment'> {
  return async ({ caseId, entitlementId }, job) =>
    job.record(async (records) => {
      const entitlement = await records.entitlements.get(entitlementId)
      const known = (await records.payments.ordersOf(caseId)).find(
        (order) => order.entitlementId === entitlementId && order.orderKind === 'first',
      )
      // Ordered before, the months are those of that day.
      const day = known === undefined ? dateInBaku(job.now) : `${known.period}-01`
      const amendments = await records.entitlements.amendments(entitlementId)
      const { period, monthsPaid, amountQepik, arrears } = firstPayment(entitlement, day, amendments)
      const order = await records.payments.order({
        caseId,
        entitlementId,
        period,
        orderKind: 'first',
        amountQepik,
        endToEndId: endToEndId(entitlementId, period, 'first'),
        ...(await records.payments.accountOf(caseId)),
        ...(arrears === undefined ? {} : { arrears }),
      })
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      await records.cases.setState(caseId, 'paying')
      records.ledger.append(
        ledgerEntry('order-first-payment', job, {
          caseId,
          action: 'payment.ordered',
          after: {
            paymentOrderId: order.id,
            endToEndId: order.endToEndId,
            orderKind: order.orderKind,
            period,
            monthsPaid,
            amountQepik,
          },
        }),
      )
      return completed({ paymentOrderId: order.id, orderAmountQepik: amountQepik, period, monthsPaid })
    })
}
