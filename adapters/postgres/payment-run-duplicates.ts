/**
 * Orders of a run that a person has to look at before they are paid: the same account or household twice in the
 * month, over all runs and kinds of aid, and what was stopped since the freeze. Held once per reason: what a
 * person released stays released. Benefits are paid beside each other to whoever brings up several children: of them an
 * account is looked at when it has two payees.
 */
import type { Total } from '../../domain/payment-run.ts'
import type { Sql } from './database.ts'

/**
 * Of those that are alike the earliest assigned is paid; one already ordered elsewhere comes before all of the run.
 * Only what occurs twice is looked at closely: a million orders are read, not joined.
 */
export const holdDuplicates = `
  with mine as materialized (
    select payment_order.id, payment_order.iban, payment_order.payee_name, entitlement_id
    from payment_order join payment_file on payment_file.id = file_id
    where run_id = $1 and payment_file.state = 'planned' and payment_order.state = 'ordered'
  ), elsewhere as materialized (
    select payment_order.iban, payment_order.payee_name, entitlement.case_id, entitlement.kind,
      benefit_claim.case_id is not null as is_benefit
    from payment_order join entitlement on entitlement.id = entitlement_id
      left join benefit_claim on benefit_claim.case_id = entitlement.case_id
      left join payment_file on payment_file.id = file_id
    where period = $2 and alive and payment_order.state <> 'held' and payment_file.run_id is distinct from $1
  ), account_twice as materialized (
    select mine.id, mine.iban, mine.payee_name, entitlement.case_id, assigned_at,
      benefit_claim.case_id is not null as is_benefit
    from (select iban from mine group by iban having count(*) > 1 union select iban from elsewhere) twice
      join mine on mine.iban = twice.iban join entitlement on entitlement.id = entitlement_id
      left join benefit_claim on benefit_claim.case_id = entitlement.case_id
  ), household_twice as materialized (
    select mine.id, household_id, case_id, assigned_at
    from (select household_id from case_file where household_id is not null group by household_id having count(*) > 1) twice
      join case_file using (household_id)
      join entitlement on entitlement.case_id = case_file.id join mine on mine.entitlement_id = entitlement.id
    where not exists (select from benefit_claim where benefit_claim.case_id = entitlement.case_id)
  ), found as (
    select id, 'same-account' as reason from (
      select id, row_number() over (partition by iban order by assigned_at, id) as place
      from account_twice where not is_benefit) alike
    where place > 1
    union all
    select id, 'same-account' from account_twice mine
    where is_benefit and exists (select from account_twice other where other.iban = mine.iban
      and other.payee_name <> mine.payee_name and (other.assigned_at, other.id) < (mine.assigned_at, mine.id))
    union all
    select id, 'same-account' from account_twice mine
    where exists (select from elsewhere where elsewhere.iban = mine.iban and elsewhere.case_id <> mine.case_id
      and (elsewhere.payee_name <> mine.payee_name or not (mine.is_benefit or elsewhere.is_benefit)))
    union all
    select id, 'same-household' from (
      select id, row_number() over (partition by household_id order by assigned_at, id) as place from household_twice) alike
    where place > 1
    union all
    select mine.id, 'same-household' from household_twice mine
      join case_file other on other.household_id = mine.household_id and other.id <> mine.case_id
      join elsewhere on elsewhere.case_id = other.id
      join payment_run on payment_run.case_id = $1 and payment_run.kind = elsewhere.kind
  ), held as (
    insert into payment_hold (order_id, from_period, to_period, reason, held_by, held_at)
    select distinct id, $2, $2, reason, 'system', $3::timestamptz from found
    where not exists (select from payment_hold known where known.order_id = found.id and known.reason = found.reason)
    returning order_id
  )
  update payment_order set state = 'held', bank_reason = null, state_changed_at = $3
  where id in (select order_id from held)`

/** Stop orders and freeze periods that came after the freeze. */
export const holdStopped = `
  update payment_order set state = 'held', state_changed_at = $4
  from payment_file, payment_hold hold
  where payment_file.id = file_id and run_id = $1 and payment_file.state = 'planned' and payment_order.state = 'ordered'
    and hold.released_at is null and hold.order_id is null
    and hold.from_period <= $3 and coalesce(hold.to_period, $3) >= $3
    and coalesce(hold.entitlement_id, payment_order.entitlement_id) = payment_order.entitlement_id
    and coalesce(hold.kind, $2) = $2`

const heldOrders = `
  select reason, count(*)::integer as count, sum(amount_qepik)::bigint as sum_qepik
  from (
    select payment_order.amount_qepik, coalesce((
        select string_agg(distinct hold.reason, ' and ') from payment_hold hold
        where hold.order_id = payment_order.id and hold.released_at is null), 'stop-order') as reason
    from payment_order join payment_file on payment_file.id = file_id
    where run_id = $1 and payment_file.state <> 'cancelled' and payment_order.state = 'held'
  ) held group by reason order by reason`

export async function heldByReason(
  sql: Sql,
  caseId: string,
): Promise<readonly (Total & { readonly reason: string })[]> {
  const rows = await sql.rows<{ reason: string; count: number; sum_qepik: string }>(heldOrders, [caseId])
  return rows.map(({ reason, count, sum_qepik }) => ({ reason, count, sumQepik: Number(sum_qepik) }))
}
