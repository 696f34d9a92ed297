/** What is kept back from payments becomes less when the person pays a part by hand; an amount may count for some months only. */
import type { Knex } from 'knex'

/** As in create-assistance-term.ts, with the last month of an amendment. */
const amountIn = (lastMonth: string) => `
    create or replace function entitlement_amount_in(which uuid, assigned_qepik bigint, month text) returns bigint
      language sql stable parallel safe as $$
      select case
        when exists (select from entitlement_suspension where entitlement_id = which and from_period <= month and lifted_at is null)
          then 0
        else coalesce((select monthly_amount_qepik from entitlement_amendment
          where entitlement_id = which and from_period <= month${lastMonth} order by id desc limit 1), assigned_qepik) end
    $$;`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table payment_adjustment add lowered_qepik bigint not null default 0;
    alter table payment_adjustment add constraint payment_adjustment_lowered_within check
      (lowered_qepik between 0 and amount_qepik and (part = 'deduction' or lowered_qepik = 0));
    comment on column payment_adjustment.lowered_qepik is 'What of it was paid back by hand and is not kept back any more, in qəpik.';
    grant update (lowered_qepik) on payment_adjustment to dost_app;

    alter table entitlement_amendment add to_period text check (to_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');
    alter table entitlement_amendment add constraint entitlement_amendment_months_in_order check (from_period <= to_period);
    comment on column entitlement_amendment.to_period is 'Last month it counts for; empty: until a newer one.';
    ${amountIn(' and coalesce(to_period, month) >= month')}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${amountIn('')}
    alter table entitlement_amendment drop to_period;
    alter table payment_adjustment drop lowered_qepik;
  `)
}
