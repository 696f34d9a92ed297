/** The way to an asset contract: application, interview, training, business plan, marks of the panel, what is set aside. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const assumption = 'assumption'
const parameters = [
  [
    'self-employment-asset-ceiling',
    500_000,
    'qepik',
    'docs/domain.md 2.5: suggested ceiling of 5,000 AZN',
    assumption,
  ],
  [
    'self-employment-contract-months',
    12,
    'months',
    'docs/domain.md 0 and 2.4: 1 year; older texts say 2',
    'confirmed',
  ],
  ['self-employment-training-minutes', 2_160, 'minutes', 'docs/domain.md 2.4 step 5: 36 hours', 'confirmed'],
  ['self-employment-land-share-percent', 50, 'percent', 'docs/domain.md 2.2', 'confirmed'],
  ['self-employment-long-unemployed-months', 12, 'months', 'docs/domain.md 2.2', 'confirmed'],
  ['self-employment-near-pension-months', 24, 'months', 'docs/domain.md 2.2', 'confirmed'],
  [
    'self-employment-selection-points',
    50,
    'count',
    'docs/domain.md 7: how participants are chosen was not found',
    assumption,
  ],
  [
    'self-employment-pass-mark',
    60,
    'count',
    'docs/domain.md 7: the pass mark was not found; of 100',
    assumption,
  ],
  [
    'self-employment-interview-working-days',
    10,
    'working-days',
    'Design choice: how soon the interview is held',
    assumption,
  ],
  ['self-employment-training-days', 60, 'days', 'Design choice: 36 hours within two months', assumption],
  ['self-employment-plan-days', 30, 'days', 'Design choice: how long a plan is waited for', assumption],
  [
    'self-employment-panel-working-days',
    10,
    'working-days',
    'docs/domain.md 7: the days of the panel were not found',
    assumption,
  ],
  [
    'self-employment-contract-working-days',
    10,
    'working-days',
    'Design choice: how soon the contract is signed',
    assumption,
  ],
  [
    'self-employment-handover-working-days',
    20,
    'working-days',
    'Design choice: how soon the asset is handed over',
    assumption,
  ],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table self_employment (
      case_id uuid primary key references case_file,
      activity text check (activity ~ '^[a-z][a-z-]{1,39}$'),
      idea text check (idea <> '' and length(idea) <= 2000),
      facts jsonb,
      exclusions jsonb not null default '[]',
      priorities jsonb not null default '[]',
      readiness jsonb,
      points jsonb not null default '[]',
      selected boolean,
      training_finished boolean,
      drop_out_reason text check (drop_out_reason in ('illness', 'found-work', 'family', 'did-not-come', 'other')),
      plan_taken integer check (plan_taken > 0),
      plan_passed boolean,
      handover_failure text check (handover_failure in ('applicant-absent', 'asset-faulty', 'applicant-refused')),
      withdrawn_at timestamptz,
      outcome text check (outcome in ('granted', 'excluded', 'not-selected', 'training-not-finished', 'no-plan',
        'plan-failed', 'not-handed-over', 'withdrawn')),
      closed_at timestamptz,
      constraint self_employment_dropping_out_has_reason
        check (training_finished is null or training_finished = (drop_out_reason is null)),
      constraint self_employment_excluded_is_not_selected
        check (selected is null or jsonb_array_length(exclusions) = 0),
      constraint self_employment_passed_plan_was_taken check (plan_passed is null or plan_taken is not null),
      constraint self_employment_withdrawn_is_whole check ((outcome = 'withdrawn') is not true or withdrawn_at is not null),
      constraint self_employment_closed_is_whole check ((outcome is null) = (closed_at is null))
    );
    comment on table self_employment is 'An application for the self-employment programme and how far it came.';
    comment on column self_employment.case_id is 'The case.';
    comment on column self_employment.activity is 'Kind of activity; of the newest plan, once there is one.';
    comment on column self_employment.idea is 'What the person wants to do. Personal.';
    comment on column self_employment.facts is 'What the tables of exclusion and priority read.';
    comment on column self_employment.exclusions is 'Why the person cannot take part.';
    comment on column self_employment.priorities is 'Why the person comes first.';
    comment on column self_employment.readiness is 'What the selection table reads.';
    comment on column self_employment.points is 'Points of the selection, each with its figure.';
    comment on column self_employment.selected is 'Whether the person was selected.';
    comment on column self_employment.training_finished is 'Whether the training was finished with its hours.';
    comment on column self_employment.drop_out_reason is 'Why it was not.';
    comment on column self_employment.plan_taken is 'Version of the plan that went to the panel.';
    comment on column self_employment.plan_passed is 'Whether it reached the pass mark.';
    comment on column self_employment.handover_failure is 'Why the asset was not handed over.';
    comment on column self_employment.withdrawn_at is 'When the person withdrew.';
    comment on column self_employment.outcome is 'How it ended.';
    comment on column self_employment.closed_at is 'When it ended.';

    create table training_session (
      case_id uuid not null references self_employment,
      held_on date not null,
      part integer not null check (part between 1 and 9),
      planned_minutes integer not null check (planned_minutes between 15 and 600),
      attended_minutes integer not null check (attended_minutes >= 0),
      recorded_by text not null,
      recorded_at timestamptz not null,
      primary key (case_id, held_on, part),
      constraint training_session_attended_within_planned check (attended_minutes <= planned_minutes)
    );
    comment on table training_session is 'Sessions of the business training and how long the person was there.';
    comment on column training_session.case_id is 'The case.';
    comment on column training_session.held_on is 'Day.';
    comment on column training_session.part is 'Which session of that day.';
    comment on column training_session.planned_minutes is 'How long it was.';
    comment on column training_session.attended_minutes is 'How long the person was there.';
    comment on column training_session.recorded_by is 'Who entered it.';
    comment on column training_session.recorded_at is 'When it was entered.';

    create table business_plan (
      case_id uuid not null references self_employment,
      version integer not null check (version > 0),
      activity text not null check (activity ~ '^[a-z][a-z-]{1,39}$'),
      summary text not null check (summary <> '' and length(summary) <= 2000),
      total_qepik bigint not null check (total_qepik > 0),
      submitted_by text not null,
      submitted_at timestamptz not null,
      primary key (case_id, version)
    );
    comment on table business_plan is 'Business plans as handed in; the newest counts until the panel has it. Append-only.';
    comment on column business_plan.case_id is 'The case.';
    comment on column business_plan.version is 'Running number within the case.';
    comment on column business_plan.activity is 'Kind of activity.';
    comment on column business_plan.summary is 'The plan in words. Personal.';
    comment on column business_plan.total_qepik is 'Sum of its budget, in qəpik.';
    comment on column business_plan.submitted_by is 'Who entered it.';
    comment on column business_plan.submitted_at is 'When it was entered.';

    create table business_plan_line (
      case_id uuid not null,
      version integer not null,
      line integer not null check (line > 0),
      item text not null check (item <> '' and length(item) <= 200),
      quantity integer not null check (quantity > 0),
      unit_price_qepik bigint not null check (unit_price_qepik > 0),
      amount_qepik bigint generated always as (quantity * unit_price_qepik) stored,
      primary key (case_id, version, line),
      foreign key (case_id, version) references business_plan
    );
    comment on table business_plan_line is 'Budget of a plan. Append-only.';
    comment on column business_plan_line.case_id is 'The case.';
    comment on column business_plan_line.version is 'The plan.';
    comment on column business_plan_line.line is 'Running number.';
    comment on column business_plan_line.item is 'What is to be had. Personal.';
    comment on column business_plan_line.quantity is 'How many.';
    comment on column business_plan_line.unit_price_qepik is 'Price of one, in qəpik.';
    comment on column business_plan_line.amount_qepik is 'Quantity times price.';

    create table panel_mark (
      case_id uuid not null references self_employment,
      seat integer not null check (seat between 1 and 3),
      member text not null,
      feasibility integer not null check (feasibility between 0 and 25),
      market_potential integer not null check (market_potential between 0 and 25),
      budget_quality integer not null check (budget_quality between 0 and 25),
      defence integer not null check (defence between 0 and 25),
      given_at timestamptz not null,
      primary key (case_id, seat),
      constraint panel_mark_once_per_member unique (case_id, member)
    );
    comment on table panel_mark is 'Marks of the panel, apart from each other. Append-only.';
    comment on column panel_mark.case_id is 'The case.';
    comment on column panel_mark.seat is 'Seat on the panel.';
    comment on column panel_mark.member is 'User name of who marked.';
    comment on column panel_mark.feasibility is 'Can it be done?';
    comment on column panel_mark.market_potential is 'Is there a market?';
    comment on column panel_mark.budget_quality is 'Is the budget sound?';
    comment on column panel_mark.defence is 'How was it defended?';
    comment on column panel_mark.given_at is 'When.';

    create table asset_reservation (
      case_id uuid primary key references asset_contract,
      value_qepik bigint not null check (value_qepik > 0),
      reserved_at timestamptz not null,
      released_at timestamptz,
      release_reason text check (release_reason in ('handover-failed', 'withdrawn')),
      constraint asset_reservation_release_is_whole check ((released_at is null) = (release_reason is null))
    );
    comment on table asset_reservation is 'What is set aside for a contract until it is handed over, or given back.';
    comment on column asset_reservation.case_id is 'The case.';
    comment on column asset_reservation.value_qepik is 'Worth of what is set aside, in qəpik.';
    comment on column asset_reservation.reserved_at is 'When it was set aside.';
    comment on column asset_reservation.released_at is 'When it was given back.';
    comment on column asset_reservation.release_reason is 'Why it was given back.';

    grant select, insert on self_employment, training_session, business_plan, business_plan_line, panel_mark,
      asset_reservation to dost_app;
    grant update (activity, facts, exclusions, priorities, readiness, points, selected, training_finished,
      drop_out_reason, plan_taken, plan_passed, handover_failure, withdrawn_at, outcome, closed_at)
      on self_employment to dost_app;
    grant update (planned_minutes, attended_minutes, recorded_by, recorded_at) on training_session to dost_app;
    grant update (released_at, release_reason) on asset_reservation to dost_app;
  `)
  await addParameters(
    knex,
    '2000-01-01',
    parameters.map(
      ([name, value, unit, source, certainty]) => [name, value, unit, certainty, source] as const,
    ),
  )
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw(
    'drop table asset_reservation, panel_mark, business_plan_line, business_plan, training_session, self_employment',
  )
}
