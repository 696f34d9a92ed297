/** Payments of runs that came back, and what people do about a line of the bank. */
import { OperatorError } from '../../domain/errors.ts'
import type { PaymentRuns } from '../../domain/payment-run.ts'
import { toException, type ExceptionRow } from './bank-matching.ts'
import type { RecordsContext } from './context.ts'
import { cancelOrders } from './posting.ts'

const cameBack = `select id from payment_order where id = $3 and state in ('rejected', 'returned')`

export function createRepairing({
  sql,
  now,
}: RecordsContext): Pick<PaymentRuns, 'payAgain' | 'cameBack' | 'exception'> {
  return {
    payAgain: async (paymentOrderId) => {
      const [order] = await sql.rows<{ kind: string; state: string }>(
        'select kind, state from payment_standing where id = $1',
        [paymentOrderId],
      )
      if (order?.state === 'cancelled') return
      if (order === undefined || !['rejected', 'returned'].includes(order.state)) {
        throw new OperatorError(
          `Payment order ${paymentOrderId} is ${order?.state ?? 'missing'} and did not come back`,
          'Look at the payment on the case page: only a payment that came back may be paid again.',
        )
      }
      // A freeze that is under way would take the month for covered; see payment-run-freeze.ts.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`freeze ${order.kind}`])
      await sql.rows(cancelOrders(cameBack), [null, now(), paymentOrderId])
    },

    cameBack: (caseId) =>
      sql.rows<{ orderId: string; caseId: string; caseNumber: string }>(
        `select id as "orderId", case_id as "caseId", case_number as "caseNumber" from payment_standing
         where run_id = $1 and state = 'rejected' order by id`,
        [caseId],
      ),

    exception: async (exceptionId) => {
      const [row] = await sql.rows<ExceptionRow>(
        'select id, kind, order_id, run_id, amount_qepik, line_count from payment_exception where id = $1',
        [exceptionId],
      )
      if (row !== undefined) return toException(row)
      throw new OperatorError(
        `Payment exception ${exceptionId} is not in the database`,
        'Check that engine and database belong together before anything is decided on it.',
      )
    },
  }
}
