/**
 * The asset contract of the self-employment programme: what was given to whom, until when it is watched, and how it
 * ended. docs/domain.md 2.4 steps 8 to 10. bpmn/self-employment.bpmn writes it up to the handover, asset monitoring after.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create sequence asset_contract_number;
    create table asset_contract (
      case_id uuid primary key references case_file,
      number text not null unique check (number ~ '^OMP-[0-9]{4}-[0-9]{6,}$'),
      activity text not null check (activity ~ '^[a-z][a-z-]{1,39}$'),
      asset_kind text not null check (asset_kind ~ '^[a-z][a-z-]{1,39}$'),
      description text not null check (description <> '' and length(description) <= 500),
      value_qepik bigint not null check (value_qepik > 0),
      signed_on date not null,
      serial_number text check (serial_number ~ '^[0-9A-Z][0-9A-Z/.-]{2,39}$'),
      handed_over_on date,
      handed_over_by text,
      evidence_name text,
      evidence_type text check (evidence_type in ('application/pdf', 'image/jpeg', 'image/png', 'video/mp4')),
      evidence_sha256 text check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
      evidence_bytes bigint check (evidence_bytes > 0),
      registered_at timestamptz,
      monitored_until date,
      monitoring_case_id uuid unique references case_file,
      outcome text check (outcome in
        ('not-handed-over', 'ownership-passed', 'ended-early', 'returned', 'claimed', 'court')),
      closed_at timestamptz,
      constraint asset_contract_evidence_is_whole
        check (num_nonnulls(evidence_name, evidence_type, evidence_sha256, evidence_bytes) in (0, 4)),
      constraint asset_contract_handover_is_whole check (
        num_nonnulls(serial_number, handed_over_on, handed_over_by) in (0, 3)
        and (handed_over_on is null or evidence_sha256 is not null)),
      constraint asset_contract_handed_over_after_signing check (handed_over_on >= signed_on),
      constraint asset_contract_registration_is_whole check (
        num_nonnulls(registered_at, monitored_until, monitoring_case_id) in (0, 3)
        and (registered_at is null or handed_over_on is not null)),
      constraint asset_contract_watched_after_handover check (monitored_until > handed_over_on),
      constraint asset_contract_closed_is_whole check ((outcome is null) = (closed_at is null)),
      constraint asset_contract_outcome_fits_handover
        check (outcome is null or (outcome = 'not-handed-over') = (handed_over_on is null))
    );
    create unique index asset_contract_asset_is_given_once on asset_contract (asset_kind, serial_number)
      where outcome is null;
    comment on sequence asset_contract_number is 'Running number of asset contracts.';
    comment on table asset_contract is 'What was given under the self-employment programme, and how the contract ended.';
    comment on column asset_contract.case_id is 'The self-employment case.';
    comment on column asset_contract.number is 'Number of the contract.';
    comment on column asset_contract.activity is 'Kind of activity that the plan is about.';
    comment on column asset_contract.asset_kind is 'Kind of asset.';
    comment on column asset_contract.description is 'What exactly is given.';
    comment on column asset_contract.value_qepik is 'Worth of the asset, in qəpik.';
    comment on column asset_contract.signed_on is 'Day on which the contract was signed.';
    comment on column asset_contract.serial_number is 'Serial or ear tag number; known at the handover.';
    comment on column asset_contract.handed_over_on is 'Day on which the asset was handed over.';
    comment on column asset_contract.handed_over_by is 'Who entered the handover.';
    comment on column asset_contract.evidence_name is 'Name of the film, photo or deed of the handover in the file store.';
    comment on column asset_contract.evidence_type is 'Its type, found from its bytes.';
    comment on column asset_contract.evidence_sha256 is 'Its SHA-256.';
    comment on column asset_contract.evidence_bytes is 'Its length.';
    comment on column asset_contract.registered_at is 'When the contract was registered.';
    comment on column asset_contract.monitored_until is 'Last day on which the asset is watched; afterwards it may become the person''s own.';
    comment on column asset_contract.monitoring_case_id is 'The case that watches it.';
    comment on column asset_contract.outcome is 'How it ended.';
    comment on column asset_contract.closed_at is 'When it ended.';

    grant usage on sequence asset_contract_number to dost_app;
    grant select, insert on asset_contract to dost_app;
    grant update (serial_number, handed_over_on, handed_over_by, evidence_name, evidence_type, evidence_sha256,
      evidence_bytes, registered_at, monitored_until, monitoring_case_id, outcome, closed_at) on asset_contract to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table asset_contract; drop sequence asset_contract_number')
}
