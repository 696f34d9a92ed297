/** What entitlements pay from a month on: amendments and suspensions, read by the freeze of payment runs. */
import type { MadeAmendment, Suspension } from '../../domain/entitlement-amounts.ts'
import type { Entitlements } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'

type Amounts = Pick<
  Entitlements,
  | 'amendments'
  | 'amend'
  | 'awaitsFirstPayment'
  | 'suspensions'
  | 'suspend'
  | 'liftSuspension'
  | 'orderedUntil'
  | 'uncollected'
>

export function createEntitlementAmounts({ sql, now }: RecordsContext): Amounts {
  return {
    amendments: async (entitlementId) => {
      const rows = await sql.rows<AmendmentRow>(
        `select from_period, to_period, monthly_amount_qepik, case_id, made_at
         from entitlement_amendment where entitlement_id = $1 order by id`,
        [entitlementId],
      )
      return rows.map((row): MadeAmendment => ({
        fromPeriod: row.from_period,
        toPeriod: row.to_period ?? undefined,
        monthlyAmountQepik: Number(row.monthly_amount_qepik),
        caseId: row.case_id,
        madeAt: row.made_at,
      }))
    },
    amend: async (entitlementId, { fromPeriod, toPeriod, monthlyAmountQepik, caseId }) => {
      await sql.rows(
        `insert into entitlement_amendment
           (entitlement_id, from_period, to_period, monthly_amount_qepik, case_id, made_at)
         values ($1, $2, $3, $4, $5, $6) on conflict on constraint entitlement_amendment_once do nothing`,
        [entitlementId, fromPeriod, toPeriod, monthlyAmountQepik, caseId, now()],
      )
    },
    suspensions: async (entitlementId) => {
      const rows = await sql.rows<{
        from_period: string
        cause: Suspension['cause']
        answer_due_at: string | null
      }>(
        `select from_period, cause, answer_due_at from entitlement_suspension
         where entitlement_id = $1 and lifted_at is null order by id`,
        [entitlementId],
      )
      return rows.map(({ from_period, cause, answer_due_at }) => ({
        fromPeriod: from_period,
        cause,
        answerDueAt: answer_due_at ?? undefined,
      }))
    },
    suspend: async (entitlementId, { fromPeriod, cause, answerDueAt }) => {
      await sql.rows(
        `insert into entitlement_suspension (entitlement_id, from_period, cause, answer_due_at, suspended_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [entitlementId, fromPeriod, cause, answerDueAt ?? null, now()],
      )
    },
    liftSuspension: async (entitlementId, cause) => {
      const lifted = await sql.rows(
        `update entitlement_suspension set lifted_at = $3
         where entitlement_id = $1 and cause = $2 and lifted_at is null returning id`,
        [entitlementId, cause, now()],
      )
      return lifted.length > 0
    },
    awaitsFirstPayment: async (entitlementId) =>
      (
        await sql.rows(
          `select from entitlement where id = $1 and first_payment = 'apart'
             and not exists (select from payment_order where entitlement_id = $1)`,
          [entitlementId],
        )
      ).length > 0,
    orderedUntil: async (entitlementId) => {
      const [row] = await sql.rows<{ period: string | null }>(
        `select max(period) as period from payment_order where entitlement_id = $1 and state <> 'cancelled'`,
        [entitlementId],
      )
      return row?.period ?? undefined
    },
    uncollected: async (entitlementId) => {
      const rows = await sql.rows<{ period: string; came_back: boolean }>(lastMonths, [entitlementId])
      const collected = rows.findIndex(({ came_back }) => !came_back)
      return rows
        .slice(0, collected === -1 ? rows.length : collected)
        .map(({ period }) => period)
        .toReversed()
    },
  }
}

interface AmendmentRow {
  readonly from_period: string
  readonly to_period: string | null
  readonly monthly_amount_qepik: string
  readonly case_id: string
  readonly made_at: string
}

/** Newest first, without months that the bank has still to answer, and those before a suspension was lifted. */
const lastMonths = `
  select period, bool_or(state = 'returned' or exists (
      select from posting where about = payment_order.id and event = 'returned')) as came_back
  from payment_order
  where entitlement_id = $1 and period >= coalesce((select max(to_char(lifted_at at time zone 'Asia/Baku', 'YYYY-MM'))
    from entitlement_suspension where entitlement_id = $1 and cause = 'not-collected'), '')
  group by period
  having bool_and(state in ('settled', 'rejected', 'returned', 'cancelled')) and bool_or(state <> 'cancelled' or exists (
    select from posting where about = payment_order.id and event in ('returned', 'rejected')))
  order by period desc`
