/**
 * The books of payment. Whatever moves an order or its money adds its posting in the same statement, so that the
 * books and the states of the orders cannot drift apart. Events and their accounts: table `posting_event`.
 */
import type { Accounting, AccountBalance, EventTotal, StatementLine } from '../../domain/accounting.ts'
import type { RecordsContext } from './context.ts'

/**
 * Cancels orders and books back what was approved of them. A month that a later order took for covered comes
 * back as an addition to the next one; a month that the next one pays anew needs no addition for what it lacked before,
 * and nobody owes what it held too much.
 * @param which a query giving ids of orders; may use parameters from `$3` on
 * @returns SQL; `$1` reason or null, `$2` now; answers with count and sum
 */
export const cancelOrders = (which: string): string => `
  with cancelled as (
    update payment_order set state = 'cancelled', bank_reason = coalesce($1, bank_reason), state_changed_at = $2
    where id in (${which}) and state <> 'cancelled'
    returning id, entitlement_id, period, amount_qepik, ordered_at, old.state in ('rejected', 'returned') as came_back
  ), paid_anew as (
    select * from cancelled where not exists (select from payment_order later where later.entitlement_id = cancelled.entitlement_id
      and later.period > cancelled.period and later.state <> 'cancelled')
  ), kept_back as (
    select order_id, sum(order_part.amount_qepik)::bigint as amount_qepik
    from order_part join cancelled on cancelled.id = order_id where part = 'deduction' group by order_id
  ), posted as (
    insert into posting (about, event, amount_qepik, booked_at)
    select id, 'given-up', amount_qepik, $2::timestamptz from cancelled where came_back
      and exists (select from posting where about = id and event in ('rejected', 'returned'))
    union all
    select id, 'cancelled', posting.amount_qepik, $2::timestamptz
    from cancelled join posting on about = id and event = 'approved' where not came_back
    union all
    select id, case when came_back then 'deduction-given-up' else 'deduction-cancelled' end, posting.amount_qepik, $2::timestamptz
    from cancelled join posting on about = id and event = 'deducted'
  ), made_up as (
    insert into payment_adjustment (entitlement_id, part, amount_qepik, from_period, reason, reference, made_by, made_at)
    select cancelled.entitlement_id, 'addition', cancelled.amount_qepik + coalesce(kept_back.amount_qepik, 0), period,
      'month-left-over', 'cancelled ' || cancelled.id, 'system', $2
    from cancelled left join kept_back on order_id = cancelled.id
    where not exists (select from paid_anew where paid_anew.id = cancelled.id)
    on conflict (reference) do nothing
  ), made_good as (
    select id, cancelled_order_lacked(paid_anew.id) as more_qepik
    from paid_anew where exists (select from payment_adjustment since where since.entitlement_id = paid_anew.entitlement_id
      and since.part = 'addition' and since.reason in ('decided-again', 'new-rate') and since.made_at >= paid_anew.ordered_at)
  ), void as (
    select adjustment.id, least(adjustment.amount_qepik - lowered_qepik,
        more_qepik - (sum(adjustment.amount_qepik - lowered_qepik) over (partition by cancelled.id order by adjustment.id)
          - (adjustment.amount_qepik - lowered_qepik)))::bigint as amount_qepik
    from made_good join cancelled using (id) join payment_adjustment adjustment using (entitlement_id)
    where part = 'addition' and reason in ('decided-again', 'new-rate') and made_at >= ordered_at
  ), lowered as (
    update payment_adjustment set lowered_qepik = lowered_qepik + void.amount_qepik
    from void where void.id = payment_adjustment.id and void.amount_qepik > 0
  ), never_left as (
    select id, entitlement_id, least(claimed.qepik, cancelled_order_claimed(paid_anew.id)) as qepik
    from paid_anew cross join lateral (
      select sum(case event when 'overpaid' then amount_qepik else -amount_qepik end)::bigint as qepik from posting
      where about = paid_anew.entitlement_id and event in ('overpaid', 'waived') and starts_with(reference, 'amendment ')) claimed
    where claimed.qepik > 0
  ), waived as (
    insert into posting (about, event, reference, amount_qepik, booked_at)
    select entitlement_id, 'waived', 'amendment cancelled ' || id, qepik, $2 from never_left where qepik > 0
    on conflict (about, event, reference) do nothing
  )
  select count(*)::integer as count, coalesce(sum(amount_qepik), 0)::bigint as sum_qepik from cancelled`

/**
 * Moves orders outside a run, or answered by hand, with their postings. A repair is approved against what came back,
 * not as new expense.
 * `$1` order id, `$2` state, `$3` reason or null, `$4` now
 */
export const moveOrder = `
  with moved as (
    update payment_order set state = $2, bank_reason = coalesce($3, bank_reason), state_changed_at = $4
    where id = $1 returning id, entitlement_id, period, amount_qepik, file_id
  ), posted as (
    insert into posting (about, event, amount_qepik, booked_at)
    select id, case when $2 <> 'approved' then $2 when exists (
        select from payment_order before join posting on about = before.id and event in ('rejected', 'returned')
        where before.entitlement_id = moved.entitlement_id and before.period = moved.period)
      then 'approved-again' else 'approved' end, amount_qepik, $4
    from moved where $2 in ('approved', 'settled', 'rejected') or ($2 = 'returned'
      and exists (select from posting where about = id and event = 'settled'))
  ), answered as (
    update payment_file set answered_count = answered_count + 1
    from moved where payment_file.id = moved.file_id and $2 in ('settled', 'rejected')
  )
  select id from moved`

export function createAccounting({ sql, now }: RecordsContext): Accounting {
  const book = async (
    event: 'overpaid' | 'recovered',
    entitlementId: string,
    amountQepik: number,
    reference: string,
  ) => {
    await sql.rows(
      `insert into posting (about, event, reference, amount_qepik, booked_at) values ($1, $2, $3, $4, $5)
       on conflict (about, event, reference) do nothing`,
      [entitlementId, event, reference, amountQepik, now()],
    )
  }
  return {
    bookOverpayment: (entitlementId, amountQepik, reference) =>
      book('overpaid', entitlementId, amountQepik, reference),
    bookRecovery: (entitlementId, amountQepik, reference) =>
      book('recovered', entitlementId, amountQepik, reference),
    trialBalance: async () => {
      const rows = await sql.rows<BalanceRow>('select * from trial_balance order by code')
      return rows.map(toBalance)
    },
    statementOf: async (caseId) => (await sql.rows<StatementRow>(statement, [caseId])).map(toLine),
    totalsOf: async (kind, period) => {
      const rows = await sql.rows<TotalRow>(totals, [kind, period])
      return rows.map(({ sum_qepik, ...total }) => ({ ...total, sumQepik: Number(sum_qepik) }))
    },
  }
}

/** Which accounts an event moves, by name. */
const accounts = `
  join posting_event using (event)
  join account debited on debited.code = posting_event.debit join account credited on credited.code = posting_event.credit`

const statement = `
  select booked_at, event, booked.amount_qepik, kind, period, end_to_end_id, debited.name as debit, credited.name as credit
  from (
    select booked_at, event, posting.amount_qepik, kind, period, end_to_end_id
    from entitlement join payment_order on entitlement_id = entitlement.id join posting on about = payment_order.id
    where case_id = $1
    union all
    select booked_at, event, amount_qepik, kind, null, null
    from entitlement join posting on about = entitlement.id where case_id = $1
  ) booked ${accounts}
  order by booked_at, event`

const totals = `
  select event, count, sum_qepik, debited.name as debit, credited.name as credit
  from (
    select event, count(*)::integer as count, sum(posting.amount_qepik)::bigint as sum_qepik
    from payment_order join entitlement on entitlement.id = entitlement_id join posting on about = payment_order.id
    where kind = $1 and period = $2 group by event
  ) booked ${accounts}
  order by event`

interface BalanceRow {
  readonly code: number
  readonly name: string
  readonly debit_qepik: string
  readonly credit_qepik: string
}
const toBalance = (row: BalanceRow): AccountBalance => ({
  code: row.code,
  name: row.name,
  debitQepik: Number(row.debit_qepik),
  creditQepik: Number(row.credit_qepik),
})

interface TotalRow extends Pick<EventTotal, 'event' | 'count' | 'debit' | 'credit'> {
  readonly sum_qepik: string
}

interface StatementRow extends Pick<StatementLine, 'event' | 'debit' | 'credit'> {
  readonly booked_at: string
  readonly amount_qepik: string
  readonly kind: string
  readonly period: string | null
  readonly end_to_end_id: string | null
}
const toLine = (row: StatementRow): StatementLine => ({
  bookedAt: row.booked_at,
  event: row.event,
  debit: row.debit,
  credit: row.credit,
  amountQepik: Number(row.amount_qepik),
  kind: row.kind,
  period: row.period ?? undefined,
  endToEndId: row.end_to_end_id ?? undefined,
})
