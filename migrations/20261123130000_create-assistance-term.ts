/**
 * The 12 months of assistance as a case of their own: what is reported in them, what an entitlement pays from which
 * month on, when it is suspended, and who lost the right for false data. docs/domain.md 1.8.
 */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const month = `~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`

const termTables = `
    create table assistance_term (
      case_id uuid primary key references case_file,
      entitlement_id uuid not null unique references entitlement,
      ended_on date,
      end_cause text check (end_cause in ('term-over', 'decided', 'not-collected', 'no-representative', 'second-home', 'vehicle',
        'false-data')),
      renewal_wanted_at timestamptz,
      renewal_case_id uuid unique references case_file,
      constraint assistance_term_end_has_cause check ((ended_on is null) = (end_cause is null)),
      constraint assistance_term_renewed_after_its_end check (renewal_case_id is null or end_cause = 'term-over')
    );
    comment on table assistance_term is 'The months over which a family gets its assistance.';
    comment on column assistance_term.case_id is 'The term as a case; it is about the application.';
    comment on column assistance_term.entitlement_id is 'What is paid in it.';
    comment on column assistance_term.ended_on is 'Day on which it ended; empty while it runs.';
    comment on column assistance_term.end_cause is 'Why it ended.';
    comment on column assistance_term.renewal_wanted_at is 'When the family said that it wants to go on.';
    comment on column assistance_term.renewal_case_id is 'The application that goes on from it.';

    create table assistance_change (
      case_id uuid primary key references case_file,
      term_case_id uuid not null references assistance_term,
      kind text not null check (kind in ('composition', 'income', 'property', 'representative-died', 'second-home', 'vehicle',
        'false-data', 'collection-reason')),
      happened_on date not null,
      reported_on date not null,
      source text not null check (source in ('family', 'authority')),
      in_time boolean not null,
      result text check (result in ('unchanged', 'amount-changed', 'ended', 'resumed', 'unfounded', 'too-late')),
      from_period text check (from_period ${month}),
      amount_qepik bigint check (amount_qepik >= 0),
      underpaid_qepik bigint not null default 0 check (underpaid_qepik >= 0),
      overpaid_qepik bigint not null default 0 check (overpaid_qepik >= 0),
      decided_at timestamptz,
      constraint assistance_change_once unique (term_case_id, kind, happened_on),
      constraint assistance_change_happened_before_reported check (happened_on <= reported_on),
      constraint assistance_change_decided_is_whole check ((result is null) = (decided_at is null)),
      constraint assistance_change_amount_from_a_month check
        (result is distinct from 'amount-changed' or (from_period is not null and amount_qepik > 0))
    );
    comment on table assistance_change is 'Something reported during the term that may change the assistance, and what was decided.';
    comment on column assistance_change.case_id is 'The report as a case; it is about the term.';
    comment on column assistance_change.term_case_id is 'The term.';
    comment on column assistance_change.kind is 'What has happened.';
    comment on column assistance_change.happened_on is 'When it happened; the same thing of one day is one change.';
    comment on column assistance_change.reported_on is 'Day in Baku on which it was reported.';
    comment on column assistance_change.source is 'Who reported it.';
    comment on column assistance_change.in_time is 'Whether within the working days that the family has for it.';
    comment on column assistance_change.result is 'What was decided; empty while it is looked at.';
    comment on column assistance_change.from_period is 'First month for which the decision counts.';
    comment on column assistance_change.amount_qepik is 'Per month from then on, in qəpik.';
    comment on column assistance_change.underpaid_qepik is 'What months ordered before lacked, added to the next payment, in qəpik.';
    comment on column assistance_change.overpaid_qepik is 'What months ordered before paid too much, claimed back apart, in qəpik.';
    comment on column assistance_change.decided_at is 'When it was decided.';`

const amountTables = `
    create table entitlement_amendment (
      id bigint generated always as identity primary key,
      entitlement_id uuid not null references entitlement,
      from_period text not null check (from_period ${month}),
      monthly_amount_qepik bigint not null check (monthly_amount_qepik >= 0),
      case_id uuid not null unique references case_file,
      made_at timestamptz not null
    );
    create index entitlement_amendment_by_entitlement on entitlement_amendment (entitlement_id);
    comment on table entitlement_amendment is 'What an entitlement pays from a month on, instead of what was assigned; the newest counts. Never changed.';
    comment on column entitlement_amendment.id is 'In the order in which they were made.';
    comment on column entitlement_amendment.entitlement_id is 'The entitlement.';
    comment on column entitlement_amendment.from_period is 'First month it counts for.';
    comment on column entitlement_amendment.monthly_amount_qepik is 'Per month, in qəpik; 0 is the end.';
    comment on column entitlement_amendment.case_id is 'The case in which it was decided: one amendment each.';
    comment on column entitlement_amendment.made_at is 'When.';

    create table entitlement_suspension (
      id bigint generated always as identity primary key,
      entitlement_id uuid not null references entitlement,
      from_period text not null check (from_period ${month}),
      cause text not null check (cause in ('not-collected', 'representative-died', 'second-home', 'vehicle')),
      suspended_at timestamptz not null,
      answer_due_at timestamptz,
      lifted_at timestamptz,
      constraint entitlement_suspension_waits_for_an_answer check ((cause = 'not-collected') = (answer_due_at is not null))
    );
    create unique index entitlement_suspension_one_of_a_cause on entitlement_suspension (entitlement_id, cause)
      where lifted_at is null;
    comment on table entitlement_suspension is 'Months not paid until a question is answered; when it is lifted, they are paid as arrears.';
    comment on column entitlement_suspension.id is 'The suspension.';
    comment on column entitlement_suspension.entitlement_id is 'What is not paid.';
    comment on column entitlement_suspension.from_period is 'First month not paid.';
    comment on column entitlement_suspension.cause is 'Why.';
    comment on column entitlement_suspension.suspended_at is 'When it was suspended.';
    comment on column entitlement_suspension.answer_due_at is 'Until when the family may show a good reason.';
    comment on column entitlement_suspension.lifted_at is 'When it was lifted; empty while it lasts, and after an end.';

    create function entitlement_amount_in(which uuid, assigned_qepik bigint, month text) returns bigint
      language sql stable parallel safe as $$
      select case
        when exists (select from entitlement_suspension where entitlement_id = which and from_period <= month and lifted_at is null)
          then 0
        else coalesce((select monthly_amount_qepik from entitlement_amendment
          where entitlement_id = which and from_period <= month order by id desc limit 1), assigned_qepik) end
    $$;
    comment on function entitlement_amount_in is 'What an entitlement pays for a month (YYYY-MM): suspended nothing, else the newest amendment, else what was assigned.';`

const blockTables = `
    create table false_data_block_member (
      block_id bigint not null references false_data_block,
      fin text not null check (length(fin) = 7 and fin ~ '^[0-9A-HJ-NP-Z]+$'),
      primary key (block_id, fin)
    );
    create index false_data_block_member_by_fin on false_data_block_member (fin);
    comment on table false_data_block_member is 'Who was of the household when false data cost it the right.';
    comment on column false_data_block_member.block_id is 'The block.';
    comment on column false_data_block_member.fin is 'The member. Personal.';

    create function household_member_is_not_blocked() returns trigger language plpgsql as $$
    declare
      until date;
    begin
      select max(blocked_until) into until
      from added join false_data_block_member using (fin) join false_data_block on false_data_block.id = block_id
        join case_file on case_file.id = added.case_id
      where added.open and blocked_until > application_date;
      if until is not null then
        raise exception 'A member lost the right for false data' using errcode = 'UD010',
          constraint = 'household_member_is_not_blocked', detail = until::text;
      end if;
      return null;
    end
    $$;
    comment on function household_member_is_not_blocked is 'No application of somebody who lost the right for false data is taken in before the block ends.';
    create trigger household_member_is_not_blocked after insert on household_member
      referencing new table as added for each statement execute function household_member_is_not_blocked();`

/** What the fact sheet does not tell is an assumption, shown as such to analysts. */
const parameters = [
  [
    'change-report-working-days',
    15,
    'working-days',
    'confirmed',
    'docs/domain.md 1.8, law 10.2 since 2020: composition, property, income',
  ],
  [
    'change-decision-working-days',
    15,
    'working-days',
    'assumption',
    'As for an application; docs/domain.md 1.8',
  ],
  [
    'change-escalation-working-days',
    12,
    'working-days',
    'assumption',
    'As for an application: three working days are left to act',
  ],
  ['uncollected-months', 3, 'months', 'confirmed', 'docs/domain.md 1.8: not collected for 3 months in a row'],
  [
    'collection-reason-days',
    30,
    'days',
    'assumption',
    'How long a good reason may be shown was not found (docs/domain.md 1.8)',
  ],
  [
    'renewal-reminder-days',
    30,
    'days',
    'assumption',
    'Design choice: how long before its end a family is reminded',
  ],
  [
    'renewal-visit-exempt-months',
    24,
    'months',
    'assumption',
    'Conditions of clause 3.7 not found (docs/domain.md 1.7): no visit when nothing changed and the last one is not older',
  ],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(termTables)
  await knex.raw(amountTables)
  await knex.raw(blockTables)
  await knex.raw(`
    grant select, insert on assistance_term, assistance_change, entitlement_amendment, entitlement_suspension,
      false_data_block_member to dost_app;
    grant update (ended_on, end_cause, renewal_wanted_at, renewal_case_id) on assistance_term to dost_app;
    grant update (result, from_period, amount_qepik, underpaid_qepik, overpaid_qepik, decided_at) on assistance_change to dost_app;
    grant update (lifted_at) on entitlement_suspension to dost_app;
    grant update (payee_name) on payment_account to dost_app;
  `)
  await addParameters(knex, '2017-01-01', parameters)
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw(`
    revoke update (payee_name) on payment_account from dost_app;
    drop trigger household_member_is_not_blocked on household_member;
    drop function household_member_is_not_blocked, entitlement_amount_in;
    drop table false_data_block_member, entitlement_suspension, entitlement_amendment, assistance_change, assistance_term;
  `)
}
