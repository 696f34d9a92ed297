/**
 * What was added for a month ordered too low is void when that order is cancelled, for the next one pays the month whole; so
 * is what was claimed of a month ordered too high.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table payment_adjustment drop constraint payment_adjustment_lowered_within;
    alter table payment_adjustment add constraint payment_adjustment_lowered_within check
      (lowered_qepik between 0 and amount_qepik);
    comment on column payment_adjustment.lowered_qepik is 'What of it does not count any more, in qəpik: of a deduction paid back by hand, of an addition for a month whose order was cancelled and that is paid anew.';

    create function order_months(which uuid) returns setof text language sql stable as $$
      select to_char(month, 'YYYY-MM')
      from payment_order join entitlement on entitlement.id = entitlement_id
        cross join lateral generate_series(
          greatest(valid_from, to_date(period, 'YYYY-MM') - interval '35 months', coalesce((
            select to_date(max(before.period), 'YYYY-MM') + interval '1 month' from payment_order before
            where before.entitlement_id = payment_order.entitlement_id and before.period < payment_order.period
              and before.state <> 'cancelled'
          ), valid_from)),
          least(to_date(period, 'YYYY-MM'), valid_to), interval '1 month') month
      where payment_order.id = which
    $$;
    comment on function order_months is 'Months (YYYY-MM) that an order pays: its own and those since the order before.';

    create function cancelled_order_lacked(which uuid) returns bigint language sql stable as $$
      select coalesce((select sum(entitlement_amount_in(entitlement_id, monthly_amount_qepik, month)) from order_months(which) month), 0)::bigint
        - amount_qepik + coalesce((
          select sum(case part when 'addition' then order_part.amount_qepik when 'deduction' then -order_part.amount_qepik else 0 end)
          from order_part where order_id = which), 0)::bigint
      from payment_order join entitlement on entitlement.id = entitlement_id where payment_order.id = which
    $$;
    comment on function cancelled_order_lacked is 'How much more the months of an order pay now than it paid for them: what the next one pays on top when they are ordered anew.';

    create function cancelled_order_claimed(which uuid) returns bigint language sql stable as $$
      select coalesce(sum(greatest(before_qepik - lowered.monthly_amount_qepik, 0)), 0)::bigint
      from payment_order join entitlement on entitlement.id = entitlement_id
        join entitlement_amendment lowered on lowered.entitlement_id = entitlement.id and lowered.made_at >= ordered_at
        join order_months(which) month on month between lowered.from_period and coalesce(lowered.to_period, month)
        cross join lateral (select coalesce((
          select before.monthly_amount_qepik from entitlement_amendment before
          where before.entitlement_id = entitlement.id and before.id < lowered.id
            and month between before.from_period and coalesce(before.to_period, month)
          order by before.id desc limit 1), entitlement.monthly_amount_qepik) as before_qepik) known
      where payment_order.id = which
    $$;
    comment on function cancelled_order_claimed is 'How much too much the months of an order hold by what was decided since: what nobody owes when it is cancelled, for it was never paid.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function cancelled_order_claimed, cancelled_order_lacked, order_months;
    alter table payment_adjustment drop constraint payment_adjustment_lowered_within;
    alter table payment_adjustment add constraint payment_adjustment_lowered_within check
      (lowered_qepik between 0 and amount_qepik and (part = 'deduction' or lowered_qepik = 0)) not valid;
    comment on column payment_adjustment.lowered_qepik is 'What of it was paid back by hand and is not kept back any more, in qəpik.';
  `)
}
