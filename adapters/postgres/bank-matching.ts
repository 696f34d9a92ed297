/**
 * Matching: the lines of a stored bank message move orders, books and files, and what does not fit becomes an
 * exception. One message at a time, so that two that name the same order see each other's work.
 * Next: the process of each answered order or run is told.
 */
import { OperatorError } from '../../domain/errors.ts'
import type {
  AnsweredOrder,
  MatchedMessage,
  NoticedException,
  PaymentRuns,
} from '../../domain/payment-run.ts'
import { matchLines } from './bank-matching-sql.ts'
import type { RecordsContext } from './context.ts'
import { json, type Sql } from './database.ts'
import { allowBigStatements } from './payment-run-open.ts'

/** Up to so many lines every join looks its rows up one by one. */
const FEW_LINES = 2_000
/** Looking an order up takes as long as reading so many of them one after the other. */
const READ_WHILE_LOOKED_UP = 12
const matchPart = matchLines(false)
const matchMonth = matchLines(true)

interface MatchRow {
  readonly settled: number
  readonly rejected: number
  readonly returned: number
  readonly noted: number
  readonly exception_lines: number
  readonly exceptions: readonly ExceptionRow[]
  readonly answered_orders: readonly {
    readonly orderId: string
    readonly result: AnsweredOrder['result']
    readonly line: number
  }[]
  readonly runs: readonly string[]
}

export interface ExceptionRow {
  readonly id: string | number
  readonly kind: NoticedException['kind']
  readonly order_id: string | null
  readonly run_id: string | null
  readonly amount_qepik: string | number | null
  readonly line_count: number
}

export function createMatching({ sql, now }: RecordsContext): Pick<PaymentRuns, 'matchMessage'> {
  return {
    matchMessage: async (messageId) => {
      await allowBigStatements(sql, false)
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['match bank messages'])
      const [message] = await sql.rows<{
        id: string
        type: string
        line_count: number
        orders: number
        matched: MatchedMessage | null
      }>(
        `select id, type, line_count, matched, (select coalesce(sum(order_count), 0)::float8 from payment_file) as orders
         from bank_message where message_id = $1 for update`,
        [messageId],
      )
      if (message === undefined) return missingMessage(messageId)
      if (message.matched !== null) return message.matched

      if (message.line_count > FEW_LINES) await allowBigStatements(sql)
      const atOnce = message.line_count * READ_WHILE_LOOKED_UP > message.orders
      const [row] = await sql.rows<MatchRow>(atOnce ? matchMonth : matchPart, [
        message.id,
        message.type,
        messageId,
        now(),
      ])
      if (row === undefined) throw new Error('The matching answered with no row')
      const matched: MatchedMessage = {
        settled: row.settled,
        rejected: row.rejected,
        returned: row.returned,
        noted: row.noted,
        exceptionLines: row.exception_lines,
        exceptions: row.exceptions.map(toException),
        answeredOrders: await answeredOrders(sql, message.id, row),
        answeredRuns: await answeredRuns(sql, row.runs),
      }
      await sql.rows(
        `update bank_message set state = 'matched', matched_at = $2, matched = $3 where id = $1`,
        [message.id, now(), json(matched)],
      )
      return matched
    },
  }
}

async function answeredOrders(
  sql: Sql,
  bankMessageId: string,
  row: MatchRow,
): Promise<readonly AnsweredOrder[]> {
  if (row.answered_orders.length === 0) return []
  const found = await sql.rows<
    Omit<AnsweredOrder, 'reason' | 'bookedOn'> & { reason: string | null; bookedOn: string | null }
  >(
    `select answer."orderId", case_id as "caseId", payment_standing.end_to_end_id as "endToEndId",
       payment_standing.amount_qepik::float8 as "amountQepik", answer.result, reason, booked_on as "bookedOn"
     from jsonb_to_recordset($1) answer ("orderId" uuid, result text, line integer)
       join payment_standing on payment_standing.id = answer."orderId"
       join bank_line on bank_message_id = $2 and line_number = answer.line
     order by answer.line`,
    [json(row.answered_orders), bankMessageId],
  )
  return found.map(({ reason, bookedOn, ...answer }) => ({
    ...answer,
    reason: reason ?? undefined,
    bookedOn: bookedOn ?? undefined,
  }))
}

async function answeredRuns(sql: Sql, runs: readonly string[]): Promise<readonly string[]> {
  if (runs.length === 0) return []
  const rows = await sql.rows<{ case_id: string }>(
    `select case_id from payment_run where case_id = any ($1::uuid[]) and state = 'released' and not exists (
       select from payment_file where run_id = case_id and state <> 'cancelled' and answered_count < order_count)`,
    [runs],
  )
  return rows.map(({ case_id }) => case_id)
}

export const toException = (row: ExceptionRow): NoticedException => ({
  id: String(row.id),
  kind: row.kind,
  orderId: row.order_id ?? undefined,
  runId: row.run_id ?? undefined,
  amountQepik: row.amount_qepik === null ? undefined : Number(row.amount_qepik),
  lineCount: row.line_count,
})

function missingMessage(messageId: string): never {
  throw new OperatorError(
    `Bank message ${messageId} is not in the database`,
    'Check that engine and database belong together; the bank can send it again.',
  )
}
