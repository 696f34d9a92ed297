/** What was added for a month ordered too low is void when that order is cancelled: the next one pays the month whole. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table payment_adjustment drop constraint payment_adjustment_lowered_within;
    alter table payment_adjustment add constraint payment_adjustment_lowered_within check
      (lowered_qepik between 0 and amount_qepik);
    comment on column payment_adjustment.lowered_qepik is 'What of it does not count any more, in qəpik: of a deduction paid back by hand, of an addition for a month whose order was cancelled and that is paid anew.';

    create function cancelled_order_lacked(which uuid) returns bigint language sql stable as $$
      with cancelled as (
        select payment_order.*, monthly_amount_qepik, valid_from, valid_to from payment_order
          join entitlement on entitlement.id = entitlement_id
        where payment_order.id = which
      ), pays as (
        select coalesce(sum(entitlement_amount_in(entitlement_id, monthly_amount_qepik, to_char(month, 'YYYY-MM'))), 0) as now_qepik
        from cancelled, generate_series(
          greatest(valid_from, to_date(period, 'YYYY-MM') - interval '35 months', coalesce((
            select to_date(max(before.period), 'YYYY-MM') + interval '1 month' from payment_order before
            where before.entitlement_id = cancelled.entitlement_id and before.period < cancelled.period and before.state <> 'cancelled'
          ), valid_from)),
          least(to_date(period, 'YYYY-MM'), valid_to), interval '1 month') month
      )
      select now_qepik::bigint - amount_qepik + coalesce((
        select sum(case part when 'addition' then order_part.amount_qepik when 'deduction' then -order_part.amount_qepik else 0 end)
        from order_part where order_id = which), 0)::bigint
      from cancelled, pays
    $$;
    comment on function cancelled_order_lacked is 'How much more the months of an order pay now than it paid for them: what the next one pays on top when they are ordered anew.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function cancelled_order_lacked;
    alter table payment_adjustment drop constraint payment_adjustment_lowered_within;
    alter table payment_adjustment add constraint payment_adjustment_lowered_within check
      (lowered_qepik between 0 and amount_qepik and (part = 'deduction' or lowered_qepik = 0)) not valid;
    comment on column payment_adjustment.lowered_qepik is 'What of it was paid back by hand and is not kept back any more, in qəpik.';
  `)
}
