/** Payment orders and bank messages. The files that carry orders are in payment-files.ts. */
import { OperatorError } from '../../domain/errors.ts'
import type { OrderState, PaymentOrder } from '../../domain/payment.ts'
import type { Payments } from '../../domain/records.ts'
import { toException, type ExceptionRow } from './bank-matching.ts'
import { createStoredMessages } from './bank-messages.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'
import { QueryRefused } from './failures.ts'
import { createPaymentFiles } from './payment-files.ts'
import { cancelOrders, moveOrder } from './posting.ts'

interface OrderRow {
  readonly id: string
  readonly case_id: string
  readonly entitlement_id: string
  readonly period: string
  readonly order_kind: string
  readonly amount_qepik: string
  readonly end_to_end_id: string
  readonly iban: string
  readonly payee_name: string
  readonly state: OrderState
  readonly file_id: string | null
  readonly bank_reason: string | null
  readonly case_number: string
}

export function createPayments(context: RecordsContext): Payments {
  const { sql, now } = context
  const one = async (condition: string, values: readonly unknown[]) => {
    const [row] = await sql.rows<OrderRow>(`select * from payment_standing where ${condition}`, values)
    return row === undefined ? undefined : toOrder(row)
  }
  return {
    ...createPaymentFiles(context),
    ...createStoredMessages(context),

    order: async (order) => {
      const { entitlementId, period, orderKind } = order
      // An order that the checker never approved cannot be paid: its repair takes its place.
      await Promise.all([
        sql.rows(replaceUnapproved, [entitlementId, period, orderKind, now()]),
        sql.rows(addOrder, [
          entitlementId,
          period,
          orderKind,
          order.amountQepik,
          order.endToEndId,
          order.iban,
          order.payeeName,
          now(),
          order.arrears?.months ?? 0,
          order.arrears?.amountQepik ?? 0,
        ]),
      ])
      const known = await one('entitlement_id = $1 and period = $2 and order_kind = $3', [
        entitlementId,
        period,
        orderKind,
      ])
      if (known !== undefined) return known
      throw new OperatorError(
        `Another payment order of entitlement ${entitlementId} for ${period} is still on its way`,
        'Wait for the bank to answer it: only a rejected or returned payment may be paid again.',
      )
    },

    get: async (paymentOrderId) => (await one('id = $1', [paymentOrderId])) ?? missingOrder(paymentOrderId),
    findByEndToEndId: (endToEndId) => one('end_to_end_id = $1', [endToEndId]),
    ordersOf: async (caseId) => {
      const rows = await sql.rows<OrderRow>(
        'select * from payment_standing where case_id = $1 order by ordered_at, order_kind',
        [caseId],
      )
      return rows.map(toOrder)
    },
    ordersInFile: async (messageId) => {
      const rows = await sql.rows<OrderRow>(
        `select * from payment_standing
         where file_id = (select id from payment_file where message_id = $1) order by end_to_end_id`,
        [messageId],
      )
      return rows.map(toOrder)
    },

    move: async (paymentOrderId, to, bankReason) => {
      if (to === 'cancelled') {
        await sql.rows(cancelOrders('select $3::uuid'), [bankReason, now(), paymentOrderId])
        return
      }
      const moved = await sql
        .rows(moveOrder, [paymentOrderId, to, bankReason, now()])
        .catch((error: unknown) => {
          if (!(error instanceof QueryRefused) || !error.constraint?.startsWith('payment_order_')) throw error
          throw new OperatorError(
            `Payment order ${paymentOrderId} cannot become ${to}: ${error.message}`,
            'Look at the order and at the messages of the bank on the case page before retrying.',
            { cause: error },
          )
        })
      if (moved.length === 0) missingOrder(paymentOrderId)
    },

    accountOf: async (caseId) => {
      const [row] = await sql.rows<{ iban: string; payee_name: string }>(
        'select iban, payee_name from payment_account where case_id = $1',
        [caseId],
      )
      return row === undefined ? missingAccount(caseId) : { iban: row.iban, payeeName: row.payee_name }
    },
    changePayee: async (caseId, { iban, payeeName }) => {
      const changed = await sql.rows(
        'update payment_account set iban = $2, payee_name = $3, since = $4 where case_id = $1 returning case_id',
        [caseId, iban, payeeName, now()],
      )
      if (changed.length === 0) missingAccount(caseId)
    },
    correctAccount: async (caseId, iban) => {
      const changed = await sql.rows(
        'update payment_account set iban = $2, since = $3 where case_id = $1 returning case_id',
        [caseId, iban, now()],
      )
      if (changed.length === 0) missingAccount(caseId)
    },

    addException: async ({ messageId, kind, detail }) => {
      const [row] = await sql.rows<ExceptionRow>(
        `insert into payment_exception (message_id, kind, detail, noticed_at) values ($1, $2, $3, $4)
         returning id, kind, order_id, run_id, amount_qepik, line_count`,
        [messageId, kind, json(detail), now()],
      )
      if (row === undefined) throw new Error('The insert of an exception answered with no row')
      return toException(row)
    },
  }
}

/** Answers nothing when an order is there already. */
const addOrder = `
  with added as (
    insert into payment_order
      (entitlement_id, period, order_kind, amount_qepik, end_to_end_id, iban, payee_name, ordered_at, state_changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing returning id
  )
  insert into order_part (order_id, part, months, amount_qepik)
  select id, 'arrears', $9::integer, $10::bigint from added where $9 > 0`

const replaceUnapproved = `
  update payment_order set state = 'returned', bank_reason = 'replaced', state_changed_at = $4
  where entitlement_id = $1 and period = $2 and state = 'ordered' and file_id is null and not exists (
    select from payment_order same where same.entitlement_id = $1 and same.period = $2 and same.order_kind = $3)`

function missingAccount(caseId: string): never {
  throw new OperatorError(
    `Case ${caseId} has no account that it is paid to`,
    'Enter the account on the case page: without one nothing is paid.',
  )
}

function missingOrder(paymentOrderId: string): never {
  throw new OperatorError(
    `Payment order ${paymentOrderId} is not in the database`,
    'Check that engine and database belong together before anything is paid.',
  )
}

const toOrder = (row: OrderRow): PaymentOrder => ({
  id: row.id,
  caseId: row.case_id,
  caseNumber: row.case_number,
  entitlementId: row.entitlement_id,
  period: row.period,
  orderKind: row.order_kind,
  amountQepik: Number(row.amount_qepik),
  endToEndId: row.end_to_end_id,
  iban: row.iban,
  payeeName: row.payee_name,
  state: row.state,
  fileId: row.file_id ?? undefined,
  bankReason: row.bank_reason ?? undefined,
})
