/**
 * Everything that somebody asks for, or that an office does with a term, is a case: with or without a household,
 * about another case or not, and with its people in one table for all kinds but the application of a family.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_file
      alter column household_id drop not null,
      add column related_case_id uuid references case_file,
      drop constraint if exists case_file_has_household,
      drop constraint case_file_state_check,
      add constraint case_file_state_check check (state in
        ('received', 'checking', 'awaiting-visit', 'in-progress', 'awaiting-applicant', 'deciding', 'assigned', 'granted',
         'refused', 'paying', 'paid', 'withdrawn', 'closed', 'cancelled')),
      add constraint case_file_application_has_household
        check (kind <> 'targeted-social-assistance' or household_id is not null),
      add constraint case_file_is_about_another check (related_case_id <> id);
    create index case_file_by_related_case on case_file (related_case_id) where related_case_id is not null;
    create index case_file_open_by_kind on case_file (kind, decision_due_at)
      where state in ('received', 'checking', 'awaiting-visit', 'in-progress', 'awaiting-applicant', 'deciding')
        and kind <> 'targeted-social-assistance';
    comment on table case_file is 'One case: what somebody asks for, or what an office does with a term.';
    comment on column case_file.household_id is 'Whose case, where it is that of a household.';
    comment on column case_file.related_case_id is 'The case this one is about, e.g. the decision that is appealed.';
    comment on column case_file.application_date is 'Day of registration in Baku; of an application, its date. Law as of this day applies.';
    comment on column case_file.decision_due_at is 'When it has to be decided or done; empty before its term is known, or when it has none.';
    comment on column case_file.received_at is 'When it arrived or was opened.';

    create table case_party (
      case_id uuid not null references case_file,
      role text not null check (role in ('applicant', 'representative', 'beneficiary', 'family-member')),
      fin text not null check (fin ~ '^[0-9A-HJ-NP-Z]{7}$'),
      given_name text not null check (given_name <> ''),
      family_name text not null check (family_name <> ''),
      birth_date date not null,
      phone text check (phone ~ '^[+][1-9][0-9]{6,14}$'),
      email text check (length(email) <= 254),
      iban text check (iban ~ '^AZ[0-9]{2}[A-Z]{4}[0-9A-Z]{20}$'),
      settlement text,
      baku_district text,
      street text,
      building text,
      apartment text,
      primary key (case_id, role, fin),
      constraint case_party_applicant_can_be_told check (role <> 'applicant' or phone is not null),
      constraint case_party_address_is_whole check (
        (street is null) = (building is null)
        and num_nonnulls(settlement, baku_district) = num_nonnulls(street)
        and (apartment is null or street is not null))
    );
    create unique index case_party_one_applicant on case_party (case_id) where role = 'applicant';
    create index case_party_by_fin on case_party (fin);
    comment on table case_party is 'The people of a case. Those of an application of a family are in its declaration.';
    comment on column case_party.case_id is 'The case.';
    comment on column case_party.role is 'What the person has to do with it; a person may have several.';
    comment on column case_party.fin is 'The person. Personal.';
    comment on column case_party.given_name is 'Given name. Personal.';
    comment on column case_party.family_name is 'Family name. Personal.';
    comment on column case_party.birth_date is 'Date of birth. Personal.';
    comment on column case_party.phone is 'For notices, E.164. Personal.';
    comment on column case_party.email is 'For notices. Personal.';
    comment on column case_party.iban is 'Account. Personal.';
    comment on column case_party.settlement is 'Settlement served by the centre. Personal.';
    comment on column case_party.baku_district is 'Another district of Baku, instead of a settlement. Personal.';
    comment on column case_party.street is 'Street. Personal.';
    comment on column case_party.building is 'Building. Personal.';
    comment on column case_party.apartment is 'Apartment. Personal.';

    grant select, insert on case_party to dost_app;
    grant update (phone, email, iban) on case_party to dost_app;
  `)
  await knex.raw(`
    create or replace function case_file_moves_on() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      undecided constant text[] :=
        array['received', 'checking', 'awaiting-visit', 'in-progress', 'awaiting-applicant', 'deciding'];
      ended constant text[] := array['refused', 'withdrawn', 'closed', 'cancelled'];
    begin
      -- A payment run follows rules of its own: cancelled, it may be opened again.
      if new.kind = 'benefit-payment' then
        return new;
      end if;
      if (old.state = any (ended) and new.state <> old.state)
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
    comment on function case_file_moves_on is 'A decided case never opens again and an ended one stays as it is; deciding an application lets its members apply anew.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table case_party;
    drop index case_file_by_related_case, case_file_open_by_kind;
    alter table case_file
      drop constraint case_file_application_has_household,
      drop constraint case_file_is_about_another,
      drop column related_case_id;
  `)
}
