/** A given asset over the months of its contract: visits, warnings, its return, and when it became the person's. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const parameters = [
  [
    'asset-visit-rhythm-months',
    3,
    'months',
    'docs/domain.md 2.4: how often an asset is visited was not found; every quarter is assumed (docs/domain.md 6)',
  ],
  [
    'asset-visit-working-days',
    10,
    'working-days',
    'Design choice: how soon a visit that has come up is made',
  ],
  ['asset-mend-days', 14, 'days', 'docs/domain.md 7: the term of a warning was not found'],
  ['asset-return-days', 15, 'days', 'docs/domain.md 7: the procedure of the return was not found'],
  [
    'asset-review-working-days',
    10,
    'working-days',
    'Design choice: how soon the end of a contract is decided',
  ],
  [
    'asset-registration-working-days',
    10,
    'working-days',
    'Design choice: how soon the registration of the new owner is entered',
  ],
  ['asset-claim-working-days', 10, 'working-days', 'Design choice: how soon a claim in court is prepared'],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table asset_monitoring (
      case_id uuid primary key references case_file,
      opened_at timestamptz not null,
      early_end_cause text check (early_end_cause in ('own-wish', 'illness', 'death')),
      early_end_on date,
      visits_ended_at timestamptz,
      return_due_on date,
      receipt_number text check (receipt_number ~ '^[0-9A-Za-z][0-9A-Za-z/.-]{2,34}$'),
      returned_on date,
      return_condition text check (return_condition in ('good', 'worn', 'damaged', 'incomplete')),
      return_entered_by text,
      outcome text check (outcome in ('transferred', 'returned', 'claimed', 'released')),
      closed_at timestamptz,
      constraint asset_monitoring_early_end_is_whole check ((early_end_cause is null) = (early_end_on is null)),
      constraint asset_monitoring_asked_back_after_visits check (return_due_on is null or visits_ended_at is not null),
      constraint asset_monitoring_return_is_whole
        check (num_nonnulls(receipt_number, returned_on, return_condition, return_entered_by) in (0, 4)),
      constraint asset_monitoring_returned_when_asked check (returned_on is null or return_due_on is not null),
      constraint asset_monitoring_closed_is_whole check ((outcome is null) = (closed_at is null)),
      constraint asset_monitoring_outcome_fits check (
        (outcome is distinct from 'returned' or returned_on is not null)
        and (outcome is distinct from 'claimed' or return_due_on is not null))
    );
    comment on table asset_monitoring is 'How a given asset is watched until its contract ends, and what became of it.';
    comment on column asset_monitoring.case_id is 'The case of the monitoring; its contract names it.';
    comment on column asset_monitoring.opened_at is 'When it began.';
    comment on column asset_monitoring.early_end_cause is 'Why the person does not go on, if so.';
    comment on column asset_monitoring.early_end_on is 'Day on which it was told or happened.';
    comment on column asset_monitoring.visits_ended_at is 'When no more visits were to follow.';
    comment on column asset_monitoring.return_due_on is 'Until when it is asked back, if so.';
    comment on column asset_monitoring.receipt_number is 'Number of the act of handing back.';
    comment on column asset_monitoring.returned_on is 'Day on which it was handed back.';
    comment on column asset_monitoring.return_condition is 'In which condition.';
    comment on column asset_monitoring.return_entered_by is 'Who entered it.';
    comment on column asset_monitoring.outcome is 'What became of the asset.';
    comment on column asset_monitoring.closed_at is 'When that was settled.';

    create table asset_visit (
      case_id uuid not null references asset_monitoring,
      round integer not null check (round >= 1),
      kind text not null check (kind in ('regular', 're-visit')),
      reason text not null check (reason in ('next', 'missed')),
      planned_for date not null,
      opens_on date not null,
      due_on date not null,
      visited_on date,
      visited_by text,
      form jsonb check (jsonb_typeof(form) = 'object'),
      finding text check (finding in ('in-order', 'mend', 'misuse', 'sold', 'lost')),
      ground text check (ground ~ '^[a-z-]{2,40}$'),
      mend_by date,
      primary key (case_id, round),
      constraint asset_visit_days_in_order check (opens_on <= due_on and planned_for <= opens_on),
      constraint asset_visit_made_is_whole check (num_nonnulls(visited_on, visited_by, form) in (0, 3)),
      constraint asset_visit_not_before_its_day check (visited_on >= planned_for),
      constraint asset_visit_finding_is_whole check ((finding is null) = (ground is null)),
      constraint asset_visit_finding_of_visit check (finding is null or visited_on is not null),
      constraint asset_visit_term_to_mend check (coalesce(finding = 'mend', false) = (mend_by is not null)),
      constraint asset_visit_warned_once check (kind = 'regular' or finding is distinct from 'mend')
    );
    comment on table asset_visit is 'Visits to an asset: planned, made or missed, with what was found.';
    comment on column asset_visit.case_id is 'The case of the monitoring.';
    comment on column asset_visit.round is 'Running number; one that was missed is followed by another.';
    comment on column asset_visit.kind is 'On the rhythm, or after a warning and by another person.';
    comment on column asset_visit.reason is 'The next one, or given out again because nobody went in time.';
    comment on column asset_visit.planned_for is 'Day of the rhythm, or last day of the term to mend.';
    comment on column asset_visit.opens_on is 'First working day on which it could be made.';
    comment on column asset_visit.due_on is 'Last working day.';
    comment on column asset_visit.visited_on is 'Day on which it was made; empty when it was missed or is to come.';
    comment on column asset_visit.visited_by is 'Who made it.';
    comment on column asset_visit.form is 'What was seen: counts and choices, no person.';
    comment on column asset_visit.finding is 'What the decision table made of it.';
    comment on column asset_visit.ground is 'Why, as the table says.';
    comment on column asset_visit.mend_by is 'The person was warned: last day to mend what was found.';

    create table asset_transfer (
      case_id uuid not null references asset_monitoring,
      attempt integer not null check (attempt >= 1),
      transferred_at timestamptz not null,
      taken_back_at timestamptz check (taken_back_at >= transferred_at),
      primary key (case_id, attempt)
    );
    create unique index asset_transfer_stands_once on asset_transfer (case_id) where taken_back_at is null;
    comment on table asset_transfer is 'Ownership passed to the person, or taken back because its registration was refused.';
    comment on column asset_transfer.case_id is 'The case of the monitoring.';
    comment on column asset_transfer.attempt is 'Running number.';
    comment on column asset_transfer.transferred_at is 'When it passed.';
    comment on column asset_transfer.taken_back_at is 'When that was taken back.';

    grant select, insert on asset_monitoring, asset_visit, asset_transfer to dost_app;
    grant update (early_end_cause, early_end_on, visits_ended_at, return_due_on, receipt_number, returned_on,
      return_condition, return_entered_by, outcome, closed_at) on asset_monitoring to dost_app;
    grant update (visited_on, visited_by, form, finding, ground, mend_by) on asset_visit to dost_app;
    grant update (taken_back_at) on asset_transfer to dost_app;
  `)
  await addParameters(
    knex,
    '2000-01-01',
    parameters.map(([name, value, unit, source]) => [name, value, unit, 'assumption', source] as const),
  )
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw('drop table asset_transfer, asset_visit, asset_monitoring')
}
