/** The files of a run: written to the file store, sent, refused. Their orders never move with them; see payment_standing. */
import { OperatorError } from '../../domain/errors.ts'
import type { PaymentRuns, RunFile } from '../../domain/payment-run.ts'
import type { WrittenFile } from '../../domain/payment.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

export interface RunFileRow {
  readonly id: string
  readonly run_file_number: number
  readonly number: number | null
  readonly message_id: string | null
  readonly state: RunFile['state']
  readonly order_count: number
  readonly control_sum_qepik: string
  readonly answered_count: number
  readonly sha256: string | null
  readonly signature: string | null
  readonly byte_count: string | null
}

export const selectFiles = `
  select id, run_file_number, number, message_id, state, order_count, control_sum_qepik, answered_count, sha256,
    signature, byte_count
  from payment_file where run_id = $1 and state <> 'cancelled' order by run_file_number`

type RunFiles = Pick<PaymentRuns, 'file' | 'fileWritten' | 'fileSent' | 'fileRefused'>

export function createRunFiles({ sql, now }: RecordsContext): RunFiles {
  const get = async (caseId: string, fileNumber: number, lock = ''): Promise<RunFile> => {
    const [row] = await sql.rows<RunFileRow>(
      `select * from payment_file where run_id = $1 and run_file_number = $2 and state <> 'cancelled' ${lock}`,
      [caseId, fileNumber],
    )
    return row === undefined ? missingFile(caseId, fileNumber) : toRunFile(row)
  }
  return {
    file: (caseId, fileNumber) => get(caseId, fileNumber),

    fileWritten: async (caseId, fileNumber, written) => {
      const file = await get(caseId, fileNumber, 'for update')
      if (file.sha256 === written.sha256) return file
      checkTotals(file, written)
      await sql.rows(
        `update payment_file set state = 'written', sha256 = $2, signature = $3, byte_count = $4, written_at = $5
         where id = $1`,
        [file.id, written.sha256, written.signature, written.byteCount, now()],
      )
      return get(caseId, fileNumber)
    },

    fileSent: async (caseId, fileNumber) => {
      const file = await get(caseId, fileNumber, 'for update')
      if (file.state === 'sent') return
      needWritten(file)
      await sql.rows(`update payment_file set state = 'sent', sent_at = $2 where id = $1`, [file.id, now()])
    },

    fileRefused: async (caseId, fileNumber, reason) => {
      const file = await get(caseId, fileNumber, 'for update')
      if (file.state === 'refused') return
      needWritten(file)
      await sql.rows(`update payment_file set state = 'refused' where id = $1`, [file.id])
      await sql.rows(
        `insert into payment_exception (kind, message_id, run_id, amount_qepik, line_count, detail, noticed_at)
         values ('file-refused', $1, $2, $3, $4, $5, $6)`,
        [file.messageId, caseId, file.controlSumQepik, file.orderCount, json({ fileNumber, reason }), now()],
      )
    },
  }
}

/** Control totals: what the bytes say they pay is what the orders of the file say. */
function checkTotals(file: RunFile, { orderCount, controlSumQepik }: WrittenFile): void {
  if (file.state !== 'released') {
    throw new OperatorError(
      `File ${file.fileNumber} of the run is ${file.state} and cannot be written as other bytes`,
      'A file that was kept stays as it is: send the kept one.',
    )
  }
  if (file.orderCount === orderCount && file.controlSumQepik === controlSumQepik) return
  throw new OperatorError(
    `File ${file.fileNumber} was written with ${orderCount} orders and ${controlSumQepik} qəpik, its orders are ${file.orderCount} and ${file.controlSumQepik} qəpik`,
    'Nothing was filed. Report a fault of the program; do not send a file made by hand.',
  )
}

function needWritten(file: RunFile): void {
  if (file.state === 'written' || file.state === 'refused') return
  throw new OperatorError(
    `File ${file.fileNumber} is ${file.state}, not written`,
    'Let write-run-file be done for it first.',
  )
}

function missingFile(caseId: string, fileNumber: number): never {
  throw new OperatorError(
    `File ${fileNumber} of run ${caseId} is not in the database`,
    'Check that engine and database belong together before anything is sent to the bank.',
  )
}

export const toRunFile = (row: RunFileRow): RunFile => ({
  id: row.id,
  fileNumber: row.run_file_number,
  number: row.number ?? undefined,
  messageId: row.message_id ?? undefined,
  state: row.state,
  orderCount: row.order_count,
  controlSumQepik: Number(row.control_sum_qepik),
  answeredCount: row.answered_count,
  sha256: row.sha256 ?? undefined,
  signature: row.signature ?? undefined,
  byteCount: row.byte_count === null ? undefined : Number(row.byte_count),
})
