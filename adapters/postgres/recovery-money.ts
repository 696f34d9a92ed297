/**
 * The money of a recovery: what payments keep back of it, what of the claim stands in the books, and what is paid out
 * again when an appeal says that less was owed than has come back.
 */
import type { RecordsContext } from './context.ts'

/** Natural key of what is kept back, and of the claim in the books. */
export const keptBackReference = (caseId: string): string => `recovery-${caseId}`

export function createRecoveryMoney({ sql, now }: RecordsContext) {
  return {
    /** As payment-run-freeze.ts: what a freeze under way keeps back is known here afterwards. */
    lockFreeze: async (entitlementId: string): Promise<void> => {
      await sql.rows(
        `select pg_advisory_xact_lock(hashtextextended('freeze ' || kind, 0)) from entitlement where id = $1`,
        [entitlementId],
      )
    },

    /** Also by orders that the bank has still to execute: they are not changed any more. */
    heldByOrders: async (caseId: string): Promise<number> => {
      const [held] = await sql.rows<{ qepik: string }>(
        `select coalesce(sum(order_part.amount_qepik), 0) as qepik
         from payment_adjustment join order_part on adjustment_id = payment_adjustment.id
           join payment_order on payment_order.id = order_id and payment_order.state <> 'cancelled'
         where reference = $1`,
        [keptBackReference(caseId)],
      )
      return Number(held?.qepik ?? 0)
    },

    /** Payments keep back so much in all, never less than orders hold already. */
    lowerKeptBack: async (caseId: string, toQepik: number): Promise<void> => {
      await sql.rows(
        `update payment_adjustment
         set lowered_qepik = greatest(lowered_qepik, least(amount_qepik - $2::bigint, amount_qepik - coalesce((
           select sum(order_part.amount_qepik) from order_part join payment_order on payment_order.id = order_id
           where adjustment_id = payment_adjustment.id and payment_order.state <> 'cancelled'), 0)))
         where reference = $1`,
        [keptBackReference(caseId), Math.max(0, toQepik)],
      )
    },

    /**
     * The claim of the recovery becomes this amount in the books. What a change booked already when it found its months
     * overpaid (amend-entitlement.ts) is not booked twice; what is no claim any more is waived.
     */
    claim: async (entitlementId: string, amountQepik: number, reference: string): Promise<void> => {
      await sql.rows(bookClaim, [entitlementId, amountQepik, reference, now()])
    },

    /** With the next payment. @returns what was not paid out again before */
    payOutAgain: async (
      caseId: string,
      of: {
        readonly entitlementId: string
        readonly owed: number
        readonly cameBack: number
        readonly by: string
      },
    ): Promise<number> => {
      const [added] = await sql.rows<{ qepik: string }>(
        `with before as (
           select coalesce(sum(amount_qepik), 0)::bigint as qepik from payment_adjustment
           where entitlement_id = $1 and starts_with(reference, $2)
         )
         insert into payment_adjustment
           (entitlement_id, part, amount_qepik, from_period, reason, reference, made_by, made_at)
         select $1, 'addition', $3::bigint - qepik, to_char($4::timestamptz at time zone 'Asia/Baku', 'YYYY-MM'),
           'recovery-given-up', $2 || $3::bigint, $5, $4
         from before where $3::bigint > qepik
         on conflict (reference) do nothing returning amount_qepik as qepik`,
        [of.entitlementId, `back-${keptBackReference(caseId)} `, of.cameBack - of.owed, now(), of.by],
      )
      return Number(added?.qepik ?? 0)
    },
  }
}

/** `$1` entitlement, `$2` amount, `$3` reference of the recovery, `$4` now */
const bookClaim = `
  with claimed as (
    select split_part(reference, ' ', 1) as by,
      sum(case event when 'overpaid' then amount_qepik else -amount_qepik end)::bigint as qepik
    from posting where about = $1 and event in ('overpaid', 'waived') group by 1
  ), others as (
    select sum(greatest(overpayment.amount_qepik - coalesce(qepik, 0), 0))::bigint as qepik
    from overpayment join case_file on case_file.id = overpayment.case_id
      left join claimed on by = 'recovery-' || overpayment.case_id
    where entitlement_id = $1 and 'recovery-' || overpayment.case_id <> $3 and given_up_at is null
      and (outcome in ('repaid', 'claimed') or (outcome is null and state = 'in-progress'))
  ), booked as (
    select coalesce((select qepik from claimed where by = $3), 0) as own,
      greatest(coalesce((select sum(qepik) from claimed where by = 'amendment'), 0)
        - coalesce((select qepik from others), 0), 0)::bigint as free
  )
  insert into posting (about, event, reference, amount_qepik, booked_at)
  select $1, event, case when own = 0 then $3 else $3 || ' ' || $2::bigint end, qepik, $4
  from booked, lateral (
    select 'overpaid', $2::bigint - own - free union all select 'waived', own - $2::bigint) change (event, qepik)
  where qepik > 0
  on conflict (about, event, reference) do nothing`
