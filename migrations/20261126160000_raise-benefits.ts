/** A new rate raises benefits that are paid already: which rates were applied, and what each of them raised (docs/domain.md 3.2). */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const parameters = [
  [
    'raise-benefits-at-new-rate',
    1,
    'count',
    'assumption',
    'docs/domain.md 3.2: the decree of 2025 set new amounts; how it reached benefits paid before was not found. 1: a rate that begins raises them from its month, 0: it does not; none is ever lowered by itself',
  ],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table benefit_rate_application (
      kind text not null,
      variant text not null,
      valid_from date not null,
      amount_qepik bigint not null,
      raised_count integer not null check (raised_count >= 0),
      applied_at timestamptz not null,
      primary key (kind, variant, valid_from, amount_qepik)
    );
    comment on table benefit_rate_application is 'Rates that have begun and reached what was paid before, each once. Append-only.';
    comment on column benefit_rate_application.kind is 'Kind of benefit, as in benefit_rate.';
    comment on column benefit_rate_application.variant is 'Which amount of the kind.';
    comment on column benefit_rate_application.valid_from is 'First day of the rate.';
    comment on column benefit_rate_application.amount_qepik is 'Its amount; a rate that was put right is applied anew.';
    comment on column benefit_rate_application.raised_count is 'How many benefits it raised.';
    comment on column benefit_rate_application.applied_at is 'When.';
    -- Whatever is assigned rests on these.
    insert into benefit_rate_application
      select kind, variant, valid_from, amount_qepik, 0, now() from benefit_rate where valid_from <= current_date;

    create table benefit_raise (
      entitlement_id uuid not null references entitlement,
      variant text not null,
      rate_from date not null,
      case_id uuid not null references benefit_claim,
      from_period text not null check (from_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      before_qepik bigint not null check (before_qepik > 0),
      amount_qepik bigint not null,
      underpaid_qepik bigint not null check (underpaid_qepik >= 0),
      raised_at timestamptz not null,
      told_at timestamptz,
      primary key (entitlement_id, variant, rate_from, amount_qepik),
      constraint benefit_raise_is_more check (amount_qepik > before_qepik)
    );
    create index benefit_raise_by_case on benefit_raise (case_id);
    create index benefit_raise_to_tell on benefit_raise (from_period) where told_at is null;
    comment on table benefit_raise is 'What a new rate made of a benefit that was paid before.';
    comment on column benefit_raise.entitlement_id is 'What is paid.';
    comment on column benefit_raise.variant is 'Which amount of the kind.';
    comment on column benefit_raise.rate_from is 'First day of the rate.';
    comment on column benefit_raise.case_id is 'The claim; who made it is told.';
    comment on column benefit_raise.from_period is 'First month with the new amount.';
    comment on column benefit_raise.before_qepik is 'What that month would have paid, in qəpik.';
    comment on column benefit_raise.amount_qepik is 'What it pays, in qəpik.';
    comment on column benefit_raise.underpaid_qepik is 'What months ordered before lacked, added to the next payment, in qəpik.';
    comment on column benefit_raise.raised_at is 'When.';
    comment on column benefit_raise.told_at is 'When the notice was handed to the process that sends it.';

    grant select, insert on benefit_rate_application, benefit_raise to dost_app;
    grant update (told_at) on benefit_raise to dost_app;
  `)
  await addParameters(knex, '2017-01-01', parameters)
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw('drop table benefit_raise, benefit_rate_application')
}
