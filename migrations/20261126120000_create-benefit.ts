/** Benefits: claims, their documents, rates with dates, which exclude each other, and what ends them (docs/domain.md 3). The next migration fills the tables. */
import type { Knex } from 'knex'

const kinds = `('disability', 'disabled-child', 'loss-of-breadwinner', 'conscript-child', 'guardian-of-orphan',
  'low-income-infant', 'many-children', 'adopted-child', 'foster-child', 'birth-grant', 'funeral-grant', 'old-age',
  'president-stipend', 'utility-benefit')`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(claimTables)
  await knex.raw(rateTables)
  await knex.raw(sharedTables)
}

const claimTables = `
    create table benefit_claim (
      case_id uuid primary key references case_file,
      benefit text not null check (benefit in ${kinds}),
      variant text check (variant ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      event_date date not null,
      origin text not null check (origin in ('application', 'desk', 'event', 'assistance')),
      event_key text,
      sex text check (sex in ('male', 'female')),
      children_count integer check (children_count between 0 and 30),
      disability_percent integer check (disability_percent between 0 and 100),
      disabled_until date,
      documents_asked_at timestamptz,
      documents_due_at timestamptz,
      outcome text check (outcome in ('assign', 'refuse')),
      decision jsonb,
      decided_at timestamptz,
      constraint benefit_claim_once_per_event unique (event_key, benefit),
      constraint benefit_claim_event_is_named check ((origin in ('event', 'assistance')) = (event_key is not null)),
      constraint benefit_claim_asks_with_a_term check ((documents_asked_at is null) = (documents_due_at is null)),
      constraint benefit_claim_decided_is_whole check
        (num_nonnulls(outcome, decision, decided_at) in (0, 3))
    );
    comment on table benefit_claim is 'A claim to a benefit, by application or because a register told of an event.';
    comment on column benefit_claim.case_id is 'Its case; who claims and whom it is for are its people.';
    comment on column benefit_claim.benefit is 'Kind of benefit.';
    comment on column benefit_claim.variant is 'Which amount of the kind, where the claim says it.';
    comment on column benefit_claim.event_date is 'Day on which the right arose.';
    comment on column benefit_claim.origin is 'How it came.';
    comment on column benefit_claim.event_key is 'What opened it by itself: each event opens a benefit once.';
    comment on column benefit_claim.sex is 'As declared, for the benefit for age. Personal.';
    comment on column benefit_claim.children_count is 'As declared. Personal.';
    comment on column benefit_claim.disability_percent is 'As the event or the claim says. Personal.';
    comment on column benefit_claim.disabled_until is 'Until when the disability is established. Personal.';
    comment on column benefit_claim.documents_asked_at is 'When missing papers were asked for, once.';
    comment on column benefit_claim.documents_due_at is 'Until when they are awaited.';
    comment on column benefit_claim.outcome is 'Assigned or refused.';
    comment on column benefit_claim.decision is 'Facts, findings, rates and parameters the decision rests on (domain/benefit.ts). Personal.';
    comment on column benefit_claim.decided_at is 'When it was decided.';

    create table benefit_document (
      case_id uuid not null references benefit_claim,
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
      byte_count integer not null check (byte_count > 0),
      received_by text not null,
      received_at timestamptz not null,
      primary key (case_id, kind, sha256)
    );
    comment on table benefit_document is 'Papers handed in; their bytes are in the file store. Append-only.';
    comment on column benefit_document.case_id is 'The claim.';
    comment on column benefit_document.kind is 'What it is.';
    comment on column benefit_document.sha256 is 'Hash of the bytes, and part of the name in the file store.';
    comment on column benefit_document.media_type is 'Told and found in the bytes.';
    comment on column benefit_document.byte_count is 'Length.';
    comment on column benefit_document.received_by is 'Who handed it in, as in the ledger.';
    comment on column benefit_document.received_at is 'When.';

    create table benefit_event (
      source text not null,
      event_id text not null,
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      happened_on date not null,
      body_sha256 text not null,
      received_at timestamptz not null,
      primary key (source, event_id)
    );
    comment on table benefit_event is 'Events that registers told of, each once. Append-only.';
    comment on column benefit_event.source is 'The system that told.';
    comment on column benefit_event.event_id is 'Its id of the event.';
    comment on column benefit_event.kind is 'What happened.';
    comment on column benefit_event.happened_on is 'When it happened.';
    comment on column benefit_event.body_sha256 is 'Hash of what was told, so that another event under the same id is noticed.';
    comment on column benefit_event.received_at is 'When it was told.';

    create table benefit_change (
      case_id uuid primary key references case_file,
      claim_case_id uuid not null references benefit_claim,
      entitlement_id uuid not null references entitlement,
      kind text not null check (kind in ('death', 'study-ended', 'placement-ended', 'condition-ended')),
      happened_on date not null,
      certain boolean not null,
      event_key text,
      outcome text check (outcome in ('ended', 'kept')),
      closed_at timestamptz,
      constraint benefit_change_once_per_event unique (event_key, entitlement_id),
      constraint benefit_change_once_per_day unique (entitlement_id, kind, happened_on),
      constraint benefit_change_closed_is_whole check ((outcome is null) = (closed_at is null))
    );
    comment on table benefit_change is 'Something that ends a benefit, told by a register or by people.';
    comment on column benefit_change.case_id is 'Its case.';
    comment on column benefit_change.claim_case_id is 'The claim by which the benefit was assigned.';
    comment on column benefit_change.entitlement_id is 'What is paid.';
    comment on column benefit_change.kind is 'What happened.';
    comment on column benefit_change.happened_on is 'When; it ends from the month after.';
    comment on column benefit_change.certain is 'Whether nobody has to look at it.';
    comment on column benefit_change.event_key is 'The event that told of it.';
    comment on column benefit_change.outcome is 'Ended, or kept after a look.';
    comment on column benefit_change.closed_at is 'When it was closed.';

    grant select, insert on benefit_claim, benefit_document, benefit_event, benefit_change to dost_app;
    grant update (documents_asked_at, documents_due_at, outcome, decision, decided_at) on benefit_claim to dost_app;
    grant update (outcome, closed_at) on benefit_change to dost_app;`

const rateTables = `
    create table benefit_rate (
      kind text not null check (kind in ${kinds}),
      variant text not null check (variant ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      valid_from date not null,
      amount_qepik bigint not null check (amount_qepik > 0),
      source text not null check (source <> ''),
      certainty text not null check (certainty in ('confirmed', 'assumption')),
      primary key (kind, variant, valid_from),
      constraint benefit_rate_begins_on_the_first check (extract(day from valid_from) = 1)
    );
    comment on table benefit_rate is 'Amounts of benefits, each valid until the next date of its kind and variant.';
    comment on column benefit_rate.kind is 'Kind of benefit.';
    comment on column benefit_rate.variant is 'Which amount of the kind; all where there is one.';
    comment on column benefit_rate.valid_from is 'First day on which it is in force.';
    comment on column benefit_rate.amount_qepik is 'Per month, or once, in qəpik.';
    comment on column benefit_rate.source is 'Where it comes from.';
    comment on column benefit_rate.certainty is 'Confirmed by a source, or assumed until somebody confirms it.';

    create table benefit_exclusion (
      kind text not null check (kind in ${kinds}),
      excludes text not null check (excludes in ${kinds}),
      source text not null check (source <> ''),
      certainty text not null check (certainty in ('confirmed', 'assumption')),
      primary key (kind, excludes),
      constraint benefit_exclusion_is_of_two check (kind <> excludes)
    );
    comment on table benefit_exclusion is 'Pairs of benefits of which one person gets one; each pair stands once and counts both ways.';
    comment on column benefit_exclusion.kind is 'One.';
    comment on column benefit_exclusion.excludes is 'The other.';
    comment on column benefit_exclusion.source is 'Where it comes from.';
    comment on column benefit_exclusion.certainty is 'Confirmed by a source, or assumed until somebody confirms it.';

    grant select on benefit_rate, benefit_exclusion to dost_app;`

/** An entitlement rests on the decision of its case, of whatever kind; a benefit's amounts may change more than once. */
const sharedTables = `
    alter table entitlement
      drop constraint entitlement_case_id_fkey,
      add constraint entitlement_case_id_fkey foreign key (case_id) references case_file;
    create function entitlement_is_decided() returns trigger language plpgsql as $$
    begin
      if not exists (select from decision where case_id = new.case_id)
        and not exists (select from benefit_claim where case_id = new.case_id and outcome = 'assign') then
        raise exception 'Nothing is decided in case %', new.case_id
          using errcode = 'foreign_key_violation', constraint = 'entitlement_is_decided';
      end if;
      return null;
    end
    $$;
    comment on function entitlement_is_decided is 'Nothing is assigned without a decision.';
    create constraint trigger entitlement_is_decided after insert on entitlement
      for each row execute function entitlement_is_decided();`

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger entitlement_is_decided on entitlement;
    drop function entitlement_is_decided;
    alter table entitlement
      drop constraint entitlement_case_id_fkey,
      add constraint entitlement_case_id_fkey foreign key (case_id) references decision;
    drop table benefit_change, benefit_event, benefit_document, benefit_claim, benefit_exclusion, benefit_rate;
  `)
}
