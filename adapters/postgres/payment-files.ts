/**
 * Files for the bank: numbered without gaps, kept before they are sent. The counter row stays locked
 * until commit, so that a rolled back file gives its number to the next one.
 */
import { randomUUID } from 'node:crypto'
import { OperatorError } from '../../domain/errors.ts'
import type { PaymentFile } from '../../domain/payment.ts'
import type { Payments } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'

interface FileRow {
  readonly id: string
  readonly number: number | null
  readonly message_id: string | null
  readonly sha256: string | null
  readonly signature: string | null
  readonly byte_count: string | null
  readonly order_count: number
  readonly control_sum_qepik: string
  readonly state: string
}

type PaymentFiles = Pick<Payments, 'addFile' | 'getFile' | 'markFileSent'>

export function createPaymentFiles({ sql, now }: RecordsContext): PaymentFiles {
  return {
    addFile: async (orderIds, write) => {
      const [counter] = await sql.rows<{ number: number }>(
        'update payment_file_counter set last_number = last_number + 1 returning last_number as number',
      )
      if (counter === undefined) throw new Error('The counter of payment files has no row')
      const { number } = counter
      const messageId = `DSMF-B2-${String(number).padStart(6, '0')}`
      const file: PaymentFile = {
        id: randomUUID(),
        number,
        messageId,
        state: 'written',
        ...(await write(number, messageId)),
      }

      await sql.rows(
        `insert into payment_file
           (id, number, message_id, sha256, signature, byte_count, order_count, control_sum_qepik, state, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'written', $9)`,
        [
          file.id,
          number,
          messageId,
          file.sha256,
          file.signature,
          file.byteCount,
          file.orderCount,
          file.controlSumQepik,
          now(),
        ],
      )
      const filed = await sql.rows<{ amount_qepik: string }>(
        `update payment_order set file_id = $1, state_changed_at = $3
         where id = any ($2::uuid[]) and state = 'approved' and file_id is null returning amount_qepik`,
        [file.id, orderIds, now()],
      )
      checkTotals(file, orderIds, filed)
      return file
    },

    getFile: async (paymentFileId) => {
      const [row] = await sql.rows<FileRow>('select * from payment_file where id = $1', [paymentFileId])
      return row === undefined ? missingFile(paymentFileId) : toFile(row)
    },

    markFileSent: async (paymentFileId) => {
      // Its orders are sent with it, see payment_standing; one that the bank has answered already stays answered.
      const marked = await sql.rows(
        `update payment_file set state = 'sent', sent_at = coalesce(sent_at, $2) where id = $1 returning id`,
        [paymentFileId, now()],
      )
      if (marked.length === 0) missingFile(paymentFileId)
    },
  }
}

/** Control totals: what the file says it pays is what its orders say. */
function checkTotals(
  file: PaymentFile,
  orderIds: readonly string[],
  filed: readonly { readonly amount_qepik: string }[],
): void {
  const sum = filed.reduce((total, { amount_qepik }) => total + Number(amount_qepik), 0)
  if (filed.length === orderIds.length && filed.length === file.orderCount && sum === file.controlSumQepik) {
    return
  }
  throw new OperatorError(
    `Payment file ${file.number} says ${file.orderCount} orders and ${file.controlSumQepik} qəpik, its orders are ${filed.length} and ${sum} qəpik`,
    'Nothing was filed. Report a fault of the program; do not send a file made by hand.',
  )
}

function missingFile(paymentFileId: string): never {
  throw new OperatorError(
    `Payment file ${paymentFileId} is not in the database`,
    'Check that engine and database belong together before anything is sent to the bank.',
  )
}

function toFile(row: FileRow): PaymentFile {
  const { number, message_id: messageId, sha256, signature, byte_count: byteCount, state } = row
  const isWritten = state === 'written' || state === 'sent'
  if (
    !isWritten ||
    number === null ||
    messageId === null ||
    sha256 === null ||
    signature === null ||
    byteCount === null
  ) {
    throw new OperatorError(
      `Payment file ${row.id} is ${state}, not a file to send`,
      'Files of a run are sent by the run; look at it before anything is sent to the bank.',
    )
  }
  return {
    id: row.id,
    number,
    messageId,
    sha256,
    signature,
    byteCount: Number(byteCount),
    orderCount: row.order_count,
    controlSumQepik: Number(row.control_sum_qepik),
    state,
  }
}
