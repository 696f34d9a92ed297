/**
 * Freezing a run: everything payable is ordered in one statement, cut into files as it is written. An order pays
 * every month not yet covered, plus additions, minus deductions; a hold leaves the month for a later run. A month pays
 * what was assigned, unless the entitlement was amended or is suspended (function `entitlement_amount_in`).
 */
import { addToMonth, lastOfMonth } from '../../domain/days.ts'
import { RetryableError } from '../../domain/errors.ts'
import type { Parameters } from '../../domain/parameters.ts'
import type { PaymentRun, PaymentRuns } from '../../domain/payment-run.ts'
import type { RecordsContext } from './context.ts'
import { QueryRefused } from './failures.ts'
import { lockRun, needState } from './payment-run-open.ts'

/** Back pay goes back three years at most (docs/domain.md 6). */
const BACK_PAY_MONTHS = 36

/** In whole numbers of 64 bits: `extract` would count a million dates in decimals. */
const monthOfDate = (column: string) =>
  `(date_part('year', ${column}) * 12 + date_part('month', ${column}) - 1)::integer`
/** A `YYYY-MM` as the number of its month. */
export const monthOfPeriod = (column: string) =>
  `(left(${column}, 4)::integer * 12 + right(${column}, 2)::integer - 1)`
const periodOfMonth = (number: string) =>
  `lpad((${number} / 12)::text, 4, '0') || '-' || lpad((${number} % 12 + 1)::text, 2, '0')`

/** Holds in force in the month `$2`; one on the whole kind or on everything empties the run. */
const inForce = (alias: string) =>
  `${alias}.released_at is null and ${alias}.order_id is null
   and ${alias}.from_period <= $2 and coalesce(${alias}.to_period, $2) >= $2`

const freeze = `
  with covered as (
    select entitlement_id, max(period) as until from payment_order
    where state <> 'cancelled' and period >= $9 group by entitlement_id
  ), open_adjustment as (
    select id, entitlement_id, part, amount_qepik - lowered_qepik - coalesce((
        select sum(order_part.amount_qepik) from order_part join payment_order on payment_order.id = order_id
        where adjustment_id = payment_adjustment.id and state <> 'cancelled'), 0)::bigint as rest_qepik
    from payment_adjustment where from_period <= $2
      -- An open appeal on the demand suspends what it keeps back.
      and not exists (select from appeal where reference = 'recovery-' || contested_case_id and outcome is null
        and withdrawn_at is null and lateness is distinct from 'no-good-reason')
  ), addition as (
    select entitlement_id, sum(rest_qepik)::bigint as amount_qepik from open_adjustment
    where part = 'addition' and rest_qepik > 0 group by entitlement_id
  ), month as materialized (
    select entitlement.id, case_id, monthly_amount_qepik, coalesce(addition.amount_qepik, 0) as addition_qepik,
      least(${monthOfPeriod('$2')}, ${monthOfDate('valid_to')}) as last_month,
      greatest(coalesce(${monthOfPeriod('covered.until')} + 1, 0), ${monthOfDate('valid_from')},
        ${monthOfPeriod('$2')} - ${BACK_PAY_MONTHS - 1}) as first_month
    from entitlement
      left join covered on covered.entitlement_id = entitlement.id
      left join addition on addition.entitlement_id = entitlement.id
    where kind = $3 and valid_from <= $4::date
      and (covered.until < $2 or (covered.until is null and first_payment = 'with-run'))
      and not exists (select from payment_hold hold where ${inForce('hold')} and hold.entitlement_id = entitlement.id)
      and not exists (select from payment_hold hold where ${inForce('hold')}
        and hold.entitlement_id is null and coalesce(hold.kind, $3) = $3)
  ), touched as materialized (
    select entitlement_id as id from entitlement_amendment union
    select entitlement_id from entitlement_suspension where lifted_at is null
  ), payable_month as (
    select month.*, case when touched.id is not null then (
        select array[count(*) filter (where qepik > 0), coalesce(sum(qepik), 0)::bigint,
          coalesce(sum(qepik) filter (where number = ${monthOfPeriod('$2')}), 0)::bigint]
        from generate_series(first_month, last_month) number,
          entitlement_amount_in(month.id, monthly_amount_qepik, ${periodOfMonth('number')}) qepik) end as amended
    from month left join touched on touched.id = month.id
  ), due as (
    select id, case_id, addition_qepik,
      coalesce(amended[1], greatest(last_month - first_month + 1, 0)) as months,
      coalesce(amended[2], monthly_amount_qepik * greatest(last_month - first_month + 1, 0)) as months_qepik,
      coalesce(amended[3], case when last_month = ${monthOfPeriod('$2')} then monthly_amount_qepik else 0 end) as plain_qepik
    from payable_month
    where (last_month >= first_month and coalesce(amended[2], 1) > 0) or addition_qepik > 0
  ), kept_back as materialized (
    select due.id, adjustment.id as adjustment_id, least(rest_qepik,
        (months_qepik + addition_qepik) * $7 / 100
          - (sum(rest_qepik) over (partition by due.id order by adjustment.id) - rest_qepik))::bigint as amount_qepik
    from open_adjustment adjustment join due on due.id = adjustment.entitlement_id
    where part = 'deduction' and rest_qepik > 0
  ), payable as materialized (
    select due.id, months, months_qepik, plain_qepik, addition_qepik, iban, payee_name,
      months_qepik + addition_qepik - coalesce(deduction.amount_qepik, 0) as amount_qepik,
      sha256((due.id::text || '|' || $2 || '|' || $5)::bytea) as digest,
      ((row_number() over (order by due.id) - 1) / $6 + 1)::integer as run_file_number
    from due join payment_account on payment_account.case_id = due.case_id
      left join (select id, sum(amount_qepik)::bigint as amount_qepik from kept_back where amount_qepik > 0 group by id) deduction
        on deduction.id = due.id
  ), file as (
    insert into payment_file (run_id, run_file_number, state, order_count, control_sum_qepik)
    select $1, run_file_number, 'planned', count(*), sum(amount_qepik) from payable
    group by run_file_number order by run_file_number returning id, run_file_number, order_count, control_sum_qepik
  ), ordered as (
    insert into payment_order
      (entitlement_id, period, order_kind, amount_qepik, end_to_end_id, iban, payee_name, file_id, ordered_at, state_changed_at)
    select payable.id, $2, $5, amount_qepik, crockford_base32(digest), iban, payee_name, file.id, $8, $8
    from payable join file on file.run_file_number = payable.run_file_number
    returning id, entitlement_id
  ), part as (
    insert into order_part (order_id, part, adjustment_id, months, amount_qepik)
    select ordered.id, special.part, special.adjustment_id, special.months, special.amount_qepik
    from (
      select id, 'arrears' as part, null::bigint as adjustment_id,
        months - (case when plain_qepik > 0 then 1 else 0 end) as months, months_qepik - plain_qepik as amount_qepik
      from payable where months_qepik > plain_qepik
      union all
      select payable.id, 'addition', adjustment.id, 0, rest_qepik
      from payable join open_adjustment adjustment on adjustment.entitlement_id = payable.id
      where addition_qepik > 0 and part = 'addition' and rest_qepik > 0
      union all
      select id, 'deduction', adjustment_id, 0, amount_qepik from kept_back where amount_qepik > 0
    ) special join ordered on ordered.entitlement_id = special.id
  )
  update payment_run set state = 'frozen', frozen_at = $8,
    order_count = coalesce(total.orders, 0), total_qepik = coalesce(total.sum_qepik, 0), file_count = total.files
  from (select sum(order_count) as orders, sum(control_sum_qepik) as sum_qepik, count(*) as files from file) total
  where case_id = $1
  returning order_count, total_qepik, file_count`

interface Dependencies extends RecordsContext {
  readonly parametersOn: (day: string) => Promise<Parameters>
}

export function createFreezing({ sql, now, parametersOn }: Dependencies): Pick<PaymentRuns, 'freeze'> {
  return {
    freeze: async (caseId) => {
      const run = await lockRun(sql, caseId)
      if (run.state !== 'open' && run.state !== 'cancelled') {
        return { orderCount: run.orderCount, totalQepik: run.totalQepik, fileCount: run.fileCount }
      }
      needState(run, 'open')
      // Two runs of a kind are frozen one after the other: what the first orders, the second finds covered.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`freeze ${run.kind}`])
      const parameters = await parametersOn(run.payDay)
      const [frozen] = await sql
        .rows<{ order_count: number; total_qepik: string; file_count: number }>(freeze, [
          caseId,
          run.period,
          run.kind,
          lastOfMonth(run.period),
          orderKindOf(run),
          parameters.value('payment-orders-per-file'),
          parameters.value('deduction-limit-percent'),
          now(),
          addToMonth(run.period, 1 - BACK_PAY_MONTHS),
        ])
        .catch(retryWhenOrderedMeanwhile)
      if (frozen === undefined) throw new Error('The freeze changed no run')
      await sql.rows(`update case_file set state = 'deciding', state_changed_at = $2 where id = $1`, [
        caseId,
        now(),
      ])
      return {
        orderCount: frozen.order_count,
        totalQepik: Number(frozen.total_qepik),
        fileCount: frozen.file_count,
      }
    },
  }
}

/** `monthly`; from the second run or round on with both, because an order of each is kept: `monthly-1-2`. */
const orderKindOf = ({ purpose, sequence, round }: PaymentRun): string =>
  sequence === 1 && round === 1 ? purpose : `${purpose}-${sequence}-${round}`

function retryWhenOrderedMeanwhile(error: unknown): never {
  if (error instanceof QueryRefused && error.constraint?.startsWith('payment_order_o') === true) {
    throw new RetryableError('A payment of this month was ordered apart while the run was frozen', {
      cause: error,
    })
  }
  throw error
}
