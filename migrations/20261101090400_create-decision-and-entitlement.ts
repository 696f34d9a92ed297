/** Decisions with everything they rest on, and the entitlements they give. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table decision (
      case_id uuid primary key references case_file,
      outcome text not null check (outcome in ('assign', 'refuse')),
      monthly_amount_qepik bigint not null check (monthly_amount_qepik >= 0),
      facts jsonb not null,
      reasons jsonb not null,
      grounds jsonb not null,
      parameters jsonb not null,
      decided_at timestamptz not null,
      constraint decision_assigns_an_amount check (outcome = 'refuse' or monthly_amount_qepik > 0)
    );
    comment on table decision is 'The decision of a case; never changed after insert.';
    comment on column decision.case_id is 'The case.';
    comment on column decision.outcome is 'Assign or refuse.';
    comment on column decision.monthly_amount_qepik is 'Aid per month, in qəpik.';
    comment on column decision.facts is 'The numbers decided on (domain/facts.ts).';
    comment on column decision.reasons is 'Entitlement reasons found.';
    comment on column decision.grounds is 'Refusal grounds that hit, with figure and threshold.';
    comment on column decision.parameters is 'Legal parameters used, as valid on the application date.';
    comment on column decision.decided_at is 'When it was decided.';

    create table entitlement (
      id uuid primary key default gen_random_uuid(),
      case_id uuid not null references decision,
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      valid_from date not null,
      valid_to date not null,
      monthly_amount_qepik bigint not null check (monthly_amount_qepik > 0),
      first_payment text not null default 'apart' check (first_payment in ('apart', 'with-run')),
      assigned_at timestamptz not null,
      constraint entitlement_once_per_decision unique (case_id, kind),
      constraint entitlement_begins_on_the_first check (extract(day from valid_from) = 1),
      constraint entitlement_ends_after_it_begins check (valid_to > valid_from)
    );
    comment on table entitlement is 'Aid assigned: how much per month, from when to when.';
    comment on column entitlement.id is 'The entitlement.';
    comment on column entitlement.case_id is 'The case whose decision assigned it.';
    comment on column entitlement.kind is 'Kind of aid.';
    comment on column entitlement.valid_from is 'First day: the 1st of the month of application.';
    comment on column entitlement.valid_to is 'Last day.';
    comment on column entitlement.monthly_amount_qepik is 'Per month, in qəpik.';
    comment on column entitlement.first_payment is 'Whether the first payment is ordered apart from the monthly run, which then takes it up after that one, or with it.';
    comment on column entitlement.assigned_at is 'When it was assigned.';

    grant select, insert on decision, entitlement to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table entitlement, decision')
}
