/** What was paid without a right: the demand, the objection, and what has come back. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const parameters = [
  [
    'recovery-review-working-days',
    5,
    'working-days',
    'Design choice: how soon a found overpayment is reviewed',
  ],
  [
    'recovery-answer-days',
    30,
    'days',
    'docs/domain.md 7: the term of a demand was not found; as long as the court term of 1.8',
  ],
  ['recovery-objection-working-days', 10, 'working-days', 'Design choice: how soon an objection is decided'],
  ['recovery-claim-working-days', 10, 'working-days', 'Design choice: how soon a claim in court is prepared'],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table overpayment (
      case_id uuid primary key references case_file,
      about_case_id uuid not null references case_file,
      entitlement_id uuid not null references entitlement,
      cause text not null check (cause in ('change-not-reported', 'false-data', 'reconciliation')),
      from_period text not null check (from_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      to_period text not null check (to_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      rightful_monthly_qepik bigint not null check (rightful_monthly_qepik >= 0),
      finding text not null check (finding <> '' and length(finding) <= 2000),
      months integer check (months >= 0),
      amount_qepik bigint check (amount_qepik >= 0),
      demanded_at timestamptz,
      objection text check (objection <> '' and length(objection) <= 2000),
      objected_at timestamptz,
      outcome text check (outcome in ('not-demanded', 'objection-upheld', 'repaid', 'claimed')),
      closed_at timestamptz,
      constraint overpayment_months_in_order check (from_period <= to_period),
      constraint overpayment_amount_is_whole check ((months is null) = (amount_qepik is null)),
      constraint overpayment_demand_has_amount check (demanded_at is null or amount_qepik > 0),
      constraint overpayment_objection_is_whole check ((objection is null) = (objected_at is null)),
      constraint overpayment_objects_to_demand check (objected_at is null or demanded_at is not null),
      constraint overpayment_closed_is_whole check ((outcome is null) = (closed_at is null))
    );
    create index overpayment_by_entitlement on overpayment (entitlement_id);
    create index overpayment_by_case on overpayment (about_case_id);
    comment on table overpayment is 'What was paid without a right and is asked back.';
    comment on column overpayment.case_id is 'The case of its recovery.';
    comment on column overpayment.about_case_id is 'The case whose aid was paid.';
    comment on column overpayment.entitlement_id is 'What was paid.';
    comment on column overpayment.cause is 'Why there was no right.';
    comment on column overpayment.from_period is 'First month paid without a right.';
    comment on column overpayment.to_period is 'Last month paid without a right.';
    comment on column overpayment.rightful_monthly_qepik is 'What would have been right for each month, in qəpik.';
    comment on column overpayment.finding is 'What was found. Personal.';
    comment on column overpayment.months is 'Months paid too much; empty until computed.';
    comment on column overpayment.amount_qepik is 'What is asked back, in qəpik; less after an objection upheld in part.';
    comment on column overpayment.demanded_at is 'When it was demanded, last.';
    comment on column overpayment.objection is 'What is objected. Personal.';
    comment on column overpayment.objected_at is 'When it was objected to.';
    comment on column overpayment.outcome is 'How it ended.';
    comment on column overpayment.closed_at is 'When it ended.';

    create table repayment (
      case_id uuid not null references overpayment,
      reference text not null check (reference <> ''),
      amount_qepik bigint not null check (amount_qepik > 0),
      paid_on date not null,
      recorded_by text not null,
      recorded_at timestamptz not null,
      primary key (case_id, reference)
    );
    comment on table repayment is 'What was paid back by hand, each receipt once. Append-only.';
    comment on column repayment.case_id is 'The recovery.';
    comment on column repayment.reference is 'Number of the receipt.';
    comment on column repayment.amount_qepik is 'In qəpik.';
    comment on column repayment.paid_on is 'Day on which it was paid.';
    comment on column repayment.recorded_by is 'Who entered it.';
    comment on column repayment.recorded_at is 'When it was entered.';

    grant select, insert on overpayment, repayment to dost_app;
    grant update (months, amount_qepik, demanded_at, objection, objected_at, outcome, closed_at) on overpayment to dost_app;
  `)
  await addParameters(
    knex,
    '2000-01-01',
    parameters.map(([name, value, unit, source]) => [name, value, unit, 'assumption', source] as const),
  )
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw('drop table repayment, overpayment')
}
