/** Households, their cases and what they declared. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table household (
      id uuid primary key default gen_random_uuid(),
      representative_fin text not null unique
        check (length(representative_fin) = 7 and representative_fin ~ '^[0-9A-HJ-NP-Z]+$')
    );
    comment on table household is 'A family as its representative stands for it, over all its applications.';
    comment on column household.id is 'The household.';
    comment on column household.representative_fin is 'The representative, in whose name aid is applied for and paid. Personal.';

    create sequence case_number_seq;
    comment on sequence case_number_seq is 'Running part of the case number.';

    create table case_file (
      id uuid primary key default gen_random_uuid(),
      number text not null unique check (number ~ '^[A-Z]{2,6}-[0-9]{4}-[0-9]{6,}$'),
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      household_id uuid references household,
      state text not null check (state in
        ('received', 'checking', 'awaiting-visit', 'deciding', 'assigned', 'refused', 'paying', 'paid', 'cancelled')),
      district text not null check (district in ('khazar', 'pirallahi', 'other-baku')),
      language text not null check (language in ('az', 'en', 'ru')),
      application_date date not null,
      decision_due_at timestamptz,
      received_at timestamptz not null,
      state_changed_at timestamptz not null,
      constraint case_file_has_household check ((kind = 'benefit-payment') = (household_id is null))
    );
    create index case_file_by_household on case_file (household_id, application_date desc);
    comment on table case_file is 'One case: an application on its way to a decision and its payment.';
    comment on column case_file.id is 'Case id: the only thing about the case that the engine knows besides its number.';
    comment on column case_file.number is 'Number told to the applicant, e.g. UDSY-2026-000123.';
    comment on column case_file.kind is 'Kind of case; also the id of the process that works on it.';
    comment on column case_file.household_id is 'Whose case; a payment run is nobody''s.';
    comment on column case_file.state is 'Where the case stands; a decided case never opens again.';
    comment on column case_file.district is 'District of the address; names the inspectors. Of a payment run other-baku: it pays in all districts.';
    comment on column case_file.language is 'Language of the notices.';
    comment on column case_file.application_date is 'Day of registration in Baku, which is the application date; law as of this day applies.';
    comment on column case_file.decision_due_at is '15 working days after registration; empty before it.';
    comment on column case_file.received_at is 'When the application arrived.';
    comment on column case_file.state_changed_at is 'Since when the case is in this state.';

    create table case_process_instance (
      process_instance_key text primary key check (process_instance_key ~ '^[0-9]{1,19}$'),
      case_id uuid not null references case_file,
      process_id text not null,
      process_version integer not null check (process_version > 0),
      seen_at timestamptz not null
    );
    create index case_process_instance_by_case on case_process_instance (case_id, seen_at);
    comment on table case_process_instance is 'Process instances that worked on a case, with the version of the diagram.';
    comment on column case_process_instance.process_instance_key is 'Key of the engine.';
    comment on column case_process_instance.case_id is 'The case.';
    comment on column case_process_instance.process_id is 'Id of the process.';
    comment on column case_process_instance.process_version is 'Version of the diagram as deployed.';
    comment on column case_process_instance.seen_at is 'When the instance first recorded something on the case.';

    create table declaration (
      case_id uuid primary key references case_file,
      declared jsonb not null,
      iban text not null check (length(iban) = 28 and iban ~ '^AZ[0-9][0-9][A-Z][A-Z][A-Z][A-Z][0-9A-Z]+$'),
      meters jsonb not null check (meters -> 'electricity' is not null)
    );
    comment on table declaration is 'What the representative declared, and what has been corrected since. Personal.';
    comment on column declaration.case_id is 'The case.';
    comment on column declaration.declared is 'The application as handed in, as in domain/application.ts; never changed. Personal.';
    comment on column declaration.iban is 'Account of the representative, as declared until corrected; aid is paid cash-free only. Personal.';
    comment on column declaration.meters is 'Subscriber and meter numbers by utility, as declared until corrected on site. Personal.';

    create table household_member (
      case_id uuid not null references case_file,
      fin text not null check (length(fin) = 7 and fin ~ '^[0-9A-HJ-NP-Z]+$'),
      open boolean not null,
      primary key (case_id, fin)
    );
    create unique index household_member_has_one_open_application on household_member (fin) where open;
    comment on table household_member is 'Who is a member of the household of one application; what is declared about them is in declaration.';
    comment on column household_member.case_id is 'The case.';
    comment on column household_member.fin is 'The member. Personal.';
    comment on column household_member.open is 'While the application is undecided; a person is in one open application at most.';

    create table false_data_block (
      id bigint generated always as identity primary key,
      household_id uuid not null references household,
      case_id uuid not null references case_file,
      blocked_from date not null,
      blocked_until date not null,
      constraint false_data_block_ends_after_it_begins check (blocked_until > blocked_from)
    );
    create index false_data_block_by_household on false_data_block (household_id);
    comment on table false_data_block is 'False or withheld data cost the right to aid for a year (docs/domain.md 1.8).';
    comment on column false_data_block.id is 'Row.';
    comment on column false_data_block.household_id is 'Whose right is lost.';
    comment on column false_data_block.case_id is 'Case in which it was found.';
    comment on column false_data_block.blocked_from is 'First day without the right.';
    comment on column false_data_block.blocked_until is 'First day with the right again.';

    grant select, insert on household, case_process_instance, household_member, false_data_block to dost_app;
    grant update (process_version) on case_process_instance to dost_app;
    grant select, insert on case_file, declaration to dost_app;
    grant update (state, decision_due_at, state_changed_at) on case_file to dost_app;
    grant update (iban, meters) on declaration to dost_app;
    grant usage on sequence case_number_seq to dost_app;
  `)

  await knex.raw(`
    create function case_file_moves_on() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      undecided constant text[] := array['received', 'checking', 'awaiting-visit', 'deciding'];
    begin
      -- A payment run follows payment_run_moves_on.
      if old.household_id is null then
        return new;
      end if;
      if (old.state = 'refused' and new.state <> 'refused')
        or (new.state = any (undecided) and old.state <> all (undecided)) then
        raise exception 'Case % is % and cannot become %', old.number, old.state, new.state
          using errcode = 'check_violation', constraint = 'case_file_moves_on';
      end if;
      if old.state = any (undecided) and new.state <> all (undecided) then
        update household_member set open = false where case_id = new.id;
      end if;
      return new;
    end
    $$;
    comment on function case_file_moves_on is 'A decided case never opens again; deciding it lets its members apply anew.';
    revoke execute on function case_file_moves_on from public;
    create trigger case_file_moves_on before update of state on case_file
      for each row execute function case_file_moves_on();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table false_data_block, household_member, declaration, case_process_instance, case_file, household;
    drop sequence case_number_seq;
    drop function case_file_moves_on;
  `)
}
