/** Holds, adjustments and appropriations: what people decide beside the run itself. */
import { DomainError } from '../../domain/errors.ts'
import type { Hold, PaymentRuns } from '../../domain/payment-run.ts'
import type { RecordsContext } from './context.ts'
import { allowBigStatements } from './payment-run-open.ts'

type Control = Pick<PaymentRuns, 'hold' | 'releaseHold' | 'holds' | 'adjust' | 'setAppropriation'>

/** Orders a hold reaches: of its months, not yet in a file with a number. `$1` is the hold. */
const reached = `
  select payment_order.id from payment_hold hold
    join payment_order on (hold.order_id is null or hold.order_id = payment_order.id)
      and (hold.entitlement_id is null or hold.entitlement_id = payment_order.entitlement_id)
      and period >= from_period and period <= coalesce(to_period, period)
    join entitlement on entitlement.id = payment_order.entitlement_id and (hold.kind is null or hold.kind = entitlement.kind)
    left join payment_file on payment_file.id = file_id
  where hold.id = $1 and alive and (payment_file.id is null or payment_file.state = 'planned')`

const stillHeld = `
  exists (select from payment_hold other, entitlement
    where other.released_at is null and other.id <> $1 and entitlement.id = payment_order.entitlement_id
      and other.from_period <= payment_order.period and coalesce(other.to_period, payment_order.period) >= payment_order.period
      and coalesce(other.order_id, payment_order.id) = payment_order.id
      and coalesce(other.entitlement_id, entitlement.id) = entitlement.id
      and coalesce(other.kind, entitlement.kind) = entitlement.kind)`

/** Approved orders stay held: the run closes without them, and the next one pays the month as arrears. */
const payAgain = `
  update payment_order set state = 'ordered', state_changed_at = $2
  where state = 'held' and id in (${reached}) and not ${stillHeld}
    and not exists (
      select from payment_file join payment_run on payment_run.case_id = run_id
      where payment_file.id = file_id and payment_run.state not in ('frozen', 'checked'))`

export function createControl({ sql, now }: RecordsContext): Control {
  return {
    hold: async ({ orderId, entitlementId, kind, fromPeriod, toPeriod, reason, note, by }) => {
      await allowBigStatements(sql)
      const [row] = await sql.rows<{ id: string }>(
        `insert into payment_hold (order_id, entitlement_id, kind, from_period, to_period, reason, note, held_by, held_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
        [orderId, entitlementId, kind, fromPeriod, toPeriod, reason, note, by, now()],
      )
      if (row === undefined) throw new Error('The insert of a hold answered with no row')
      await sql.rows(
        `update payment_order set state = 'held', state_changed_at = $2
         where state in ('ordered', 'approved') and id in (${reached})`,
        [row.id, now()],
      )
      return row.id
    },

    releaseHold: async (holdId, by) => {
      await allowBigStatements(sql)
      const [hold] = await sql.rows<{ held_by: string; released_at: string | null }>(
        'select held_by, released_at from payment_hold where id = $1 for update',
        [holdId],
      )
      if (hold === undefined) throw new DomainError('HOLD_NOT_FOUND', 'There is no such hold')
      if (hold.released_at !== null) return false
      if (hold.held_by === by) {
        throw new DomainError(
          'HOLD_RELEASED_BY_ITS_MAKER',
          'A hold is released by another person than the one who made it',
        )
      }
      await sql.rows('update payment_hold set released_by = $2, released_at = $3 where id = $1', [
        holdId,
        by,
        now(),
      ])
      await sql.rows(payAgain, [holdId, now()])
      return true
    },

    holds: async (caseId) => {
      const rows = await sql.rows<HoldRow>(
        `select hold.* from payment_hold hold join payment_order on payment_order.id = hold.order_id
           join payment_file on payment_file.id = file_id
         where run_id = $1 and payment_file.state <> 'cancelled' and released_at is null order by hold.id`,
        [caseId],
      )
      return rows.map(toHold)
    },

    adjust: async ({ entitlementId, part, amountQepik, fromPeriod, reason, reference, by }) => {
      await sql.rows(
        `insert into payment_adjustment (entitlement_id, part, amount_qepik, from_period, reason, reference, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (reference) do nothing`,
        [entitlementId, part, amountQepik, fromPeriod, reason, reference, by, now()],
      )
    },

    setAppropriation: async (kind, period, amountQepik, source) => {
      await sql.rows(
        `insert into appropriation (kind, period, amount_qepik, source, entered_at) values ($1, $2, $3, $4, $5)
         on conflict (kind, period) do update set amount_qepik = $3, source = $4, entered_at = $5`,
        [kind, period, amountQepik, source, now()],
      )
    },
  }
}

export interface HoldRow {
  readonly id: string
  readonly order_id: string | null
  readonly entitlement_id: string | null
  readonly kind: string | null
  readonly from_period: string
  readonly to_period: string | null
  readonly reason: string
  readonly note: string | null
  readonly held_by: string
  readonly held_at: string
}

export const toHold = (row: HoldRow): Hold => ({
  id: row.id,
  ...(row.order_id === null ? {} : { orderId: row.order_id }),
  ...(row.entitlement_id === null ? {} : { entitlementId: row.entitlement_id }),
  ...(row.kind === null ? {} : { kind: row.kind }),
  fromPeriod: row.from_period,
  ...(row.to_period === null ? {} : { toPeriod: row.to_period }),
  reason: row.reason,
  ...(row.note === null ? {} : { note: row.note }),
  by: row.held_by,
  heldAt: row.held_at,
})
