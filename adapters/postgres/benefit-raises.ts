/**
 * A new rate and what it raises: tens of thousands of benefits in one statement. What a month pays is asked as the function
 * `entitlement_amount_in` asks it; what months ordered before lack is counted as domain/entitlement-amounts.ts does.
 */
import { ageSpan, type BenefitRate } from '../../domain/benefit-amount.ts'
import type { BenefitRaises, RaisedBenefit } from '../../domain/benefit-raise.ts'
import { monthOf } from '../../domain/days.ts'
import type { RecordsContext } from './context.ts'
import { monthOfPeriod } from './payment-run-freeze.ts'
import { allowBigStatements } from './payment-run-open.ts'

const shifted = (period: string, by: string) =>
  `to_char(to_date(${period}, 'YYYY-MM') + interval '${by}', 'YYYY-MM')`
/** The month before the first one on whose first day that age is completed; null without an age. */
const monthBeforeAge = (months: string) =>
  `date_trunc('month', birth_date + make_interval(months => ${months}) - interval '1 day')`

/**
 * `$1` kind, `$2` variant, `$3` first day of the rate, `$4` its amount, `$5` variants by age, `$6` and `$7` months of life,
 * `$8` today, `$9` first month of back pay, `$10` one claim or null, `$11` now, `$12` by whom.
 */
const raise = `
  with candidate as (
    select entitlement.id, entitlement.case_id, monthly_amount_qepik, to_char(valid_to, 'YYYY-MM') as end_period,
      greatest(left($3::text, 7), $9::text, to_char(valid_from, 'YYYY-MM'),
        to_char(${monthBeforeAge('$6::integer')} + interval '1 month', 'YYYY-MM')) as first_period,
      least(to_char(valid_to, 'YYYY-MM'), to_char(${monthBeforeAge('$7::integer')}, 'YYYY-MM'), next_rate.until) as last_period
    from entitlement join benefit_claim using (case_id)
      join case_party on case_party.case_id = entitlement.case_id and role = 'beneficiary'
      cross join (select to_char(min(valid_from) - interval '1 month', 'YYYY-MM') as until from benefit_rate
        where kind = $1 and variant = $2 and valid_from > $3::text::date and valid_from <= $8::date) next_rate
    where entitlement.kind = $1 and decision ->> 'variant' = any($5::text[])
      and entitlement.case_id = coalesce($10::uuid, entitlement.case_id)
  ), boundary as (
    select id, first_period as period from candidate where first_period <= last_period
    union
    select candidate.id, period from candidate join entitlement_amendment on entitlement_id = candidate.id
      cross join lateral (values (from_period), (${shifted('to_period', '1 month')})) changed (period)
    where period > first_period and period <= last_period
  ), stretch as (
    select candidate.*, period as from_period, lead(period) over (partition by id order by period) as next_period
    from boundary join candidate using (id)
  ), priced as (
    select id, case_id, from_period, coalesce(${shifted('next_period', '-1 month')},
        case when last_period < end_period then last_period end) as to_period,
      coalesce((select amendment.monthly_amount_qepik from entitlement_amendment amendment
          where entitlement_id = stretch.id and amendment.from_period <= stretch.from_period
            and coalesce(amendment.to_period, stretch.from_period) >= stretch.from_period
          order by amendment.id desc limit 1), monthly_amount_qepik) as before_qepik
    from stretch
  ), raised as (
    select * from priced where before_qepik > 0 and before_qepik < $4::bigint
      and not exists (select from benefit_raise where entitlement_id = priced.id and variant = $2
        and rate_from = $3::text::date and amount_qepik = $4)
      and not exists (select from entitlement_amendment known where known.case_id = priced.case_id
        and entitlement_id = priced.id and known.from_period = priced.from_period and known.monthly_amount_qepik = $4)
  ), ordered as (
    select entitlement_id, max(period) as until from payment_order
    where state <> 'cancelled' and entitlement_id in (select id from raised) group by entitlement_id
  ), total as (
    select id, case_id, min(from_period) as from_period,
      (array_agg(before_qepik order by from_period))[1] as before_qepik,
      coalesce(sum(($4 - before_qepik) * greatest(0,
        ${monthOfPeriod('least(to_period, until)')} - ${monthOfPeriod('from_period')} + 1)) filter (where until is not null), 0)::bigint
        as underpaid_qepik
    from raised left join ordered on entitlement_id = id group by id, case_id
  ), amended as (
    insert into entitlement_amendment (entitlement_id, from_period, to_period, monthly_amount_qepik, case_id, made_at)
    select id, from_period, to_period, $4, case_id, $11::timestamptz from raised
  ), added as (
    insert into payment_adjustment (entitlement_id, part, amount_qepik, from_period, reason, reference, made_by, made_at)
    select id, 'addition', underpaid_qepik, from_period, 'new-rate',
      concat_ws(' ', 'rate', $1, $2, $3, $4::text, id), $12, $11::timestamptz
    from total where underpaid_qepik > 0
  ), noted as (
    insert into benefit_raise (entitlement_id, variant, rate_from, case_id, from_period, before_qepik, amount_qepik,
      underpaid_qepik, raised_at)
    select id, $2, $3::text::date, case_id, from_period, before_qepik, $4, underpaid_qepik, $11::timestamptz from total
  )
  select id as entitlement_id, case_id, from_period, before_qepik, $4::bigint as amount_qepik, underpaid_qepik
  from total order by id`

export function createBenefitRaises({ sql, now }: RecordsContext): BenefitRaises {
  return {
    ratesToApply: async (today) => {
      const rows = await sql.rows<RateRow>(
        `select * from benefit_rate where valid_from <= $1::date and not exists (
           select from benefit_rate_application applied
           where (applied.kind, applied.variant, applied.valid_from, applied.amount_qepik)
             = (benefit_rate.kind, benefit_rate.variant, benefit_rate.valid_from, benefit_rate.amount_qepik))
         order by valid_from, kind, variant`,
        [today],
      )
      return rows.map(toRate)
    },
    markApplied: async ({ kind, variant, validFrom, amountQepik }, raisedCount) => {
      await sql.rows(
        `insert into benefit_rate_application values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [kind, variant, validFrom, amountQepik, raisedCount, now()],
      )
    },
    raiseTo: async ({ kind, variant, validFrom, amountQepik }, { today, earliest, by, caseId }) => {
      const { variants, fromMonths, untilMonths } = ageSpan(variant)
      await allowBigStatements(sql, caseId === undefined)
      // As payment-run-freeze.ts: what a freeze orders is known here, and the other way round.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`freeze ${kind}`])
      const rows = await sql.rows<RaiseRow>(raise, [
        kind,
        variant,
        validFrom,
        amountQepik,
        variants,
        fromMonths ?? null,
        untilMonths ?? null,
        today,
        earliest,
        caseId ?? null,
        now(),
        by,
      ])
      return rows.map(toRaised)
    },
    takeRaisesToTell: async (today, limit) => {
      const rows = await sql.rows<{ case_id: string }>(
        `update benefit_raise set told_at = $3
         where ctid = any(array(select ctid from benefit_raise where told_at is null and from_period <= $1
           order by from_period, case_id limit $2 for update skip locked))
         returning case_id`,
        [monthOf(today), limit, now()],
      )
      return [...new Set(rows.map(({ case_id }) => case_id))].toSorted()
    },
    findRaise: async (caseId, today) => {
      const [row] = await sql.rows<RaiseRow>(
        `select * from benefit_raise where case_id = $1 and from_period <= $2
         order by from_period desc, rate_from desc, raised_at desc limit 1`,
        [caseId, monthOf(today)],
      )
      return row === undefined ? undefined : toRaised(row)
    },
  }
}

interface RaiseRow {
  readonly entitlement_id: string
  readonly case_id: string
  readonly from_period: string
  readonly before_qepik: string
  readonly amount_qepik: string
  readonly underpaid_qepik: string
}
const toRaised = (row: RaiseRow): RaisedBenefit => ({
  caseId: row.case_id,
  entitlementId: row.entitlement_id,
  fromPeriod: row.from_period,
  beforeQepik: Number(row.before_qepik),
  monthlyAmountQepik: Number(row.amount_qepik),
  underpaidQepik: Number(row.underpaid_qepik),
})

export interface RateRow {
  readonly kind: BenefitRate['kind']
  readonly variant: string
  readonly valid_from: string
  readonly amount_qepik: string
  readonly source: string
  readonly certainty: BenefitRate['certainty']
}
export const toRate = (row: RateRow): BenefitRate => ({
  kind: row.kind,
  variant: row.variant,
  validFrom: row.valid_from,
  amountQepik: Number(row.amount_qepik),
  source: row.source,
  certainty: row.certainty,
})
