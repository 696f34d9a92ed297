/**
 * The orders of a run as its list shows them, by COPY, no faster than they are taken: a million are never in memory.
 * What is not to be seen does not leave the database. Implements `OrdersOfRun`.
 */
import type { OrdersOfRun, RunOrder } from '../../domain/payment-run-view.ts'
import type { OrderState } from '../../domain/payment.ts'
import { copyStatement, type CopyStreams } from './copy-streams.ts'
import { copyRows, type CopyRow } from './copy-text.ts'

/** The same orders as the figures of the run count (payment-run-close.ts); by file, and within it as in the file. */
export const createRunOrders =
  (copy: CopyStreams): OrdersOfRun =>
  (caseId, sight) =>
    orders(
      copyRows(
        copy.copyOut(
          copyStatement`copy (
            select file.run_file_number, case_number,
              case ${sight} when 'none' then '' else payee_name end,
              case ${sight} when 'whole' then iban when 'masked' then left(iban, 4) || '…' || right(iban, 4) else '' end,
              standing.period, order_kind, amount_qepik, special.arrears, special.additions, special.deductions,
              end_to_end_id, standing.state, coalesce(bank_reason, '')
            from payment_standing standing
              join payment_file file on file.id = standing.file_id
              join payment_run run on run.case_id = file.run_id,
              lateral (
                select coalesce(sum(part.amount_qepik) filter (where part = 'arrears'), 0) as arrears,
                  coalesce(sum(part.amount_qepik) filter (where part = 'addition'), 0) as additions,
                  coalesce(sum(part.amount_qepik) filter (where part = 'deduction'), 0) as deductions
                from order_part part where part.order_id = standing.id
              ) special
            where file.run_id = ${caseId}
              and (file.state <> 'cancelled' or run.state = 'cancelled' or standing.state = 'held')
            order by file.run_file_number, standing.id) to stdout`,
        ),
      ),
    )

async function* orders(
  batches: AsyncIterable<readonly CopyRow[]>,
): AsyncGenerator<readonly RunOrder[], void> {
  for await (const rows of batches) yield rows.map(toRunOrder)
}

const toRunOrder = (row: CopyRow): RunOrder => {
  const text = (place: number): string => row[place] ?? ''
  return {
    fileNumber: Number(text(0)),
    caseNumber: text(1),
    payeeName: text(2),
    iban: text(3),
    period: text(4),
    orderKind: text(5),
    amountQepik: Number(text(6)),
    arrearsQepik: Number(text(7)),
    additionsQepik: Number(text(8)),
    deductionsQepik: Number(text(9)),
    endToEndId: text(10),
    // As the view tells it, which knows no others.
    state: text(11) as OrderState,
    bankReason: text(12),
  }
}
