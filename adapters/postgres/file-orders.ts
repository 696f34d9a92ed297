/** The orders of a payment file, by COPY, no faster than they are written into it. Implements `OrdersOfFile`. */
import type { OrdersOfFile, PayableOrder } from '../../domain/payment.ts'
import { copyStatement, type CopyStreams } from './copy-streams.ts'
import { copyRows, type CopyRow } from './copy-text.ts'

/** By id, so that a file that is written again has its orders in the same places. */
export const createFileOrders =
  (copy: CopyStreams): OrdersOfFile =>
  (paymentFileId) =>
    orders(
      copyRows(
        copy.copyOut(
          copyStatement`copy (select end_to_end_id, amount_qepik, iban, payee_name, period from payment_order
            where file_id = ${paymentFileId} and state not in ('held', 'cancelled') order by id) to stdout`,
        ),
      ),
    )

async function* orders(
  batches: AsyncIterable<readonly CopyRow[]>,
): AsyncGenerator<readonly PayableOrder[], void> {
  for await (const rows of batches) yield rows.map(toOrder)
}

const toOrder = ([endToEndId = '', amountQepik, iban = '', payeeName = '', period = '']: CopyRow) => ({
  endToEndId,
  amountQepik: Number(amountQepik),
  iban,
  payeeName,
  period,
})
