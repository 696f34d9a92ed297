/** The yearly employment programme: its figures, targets, comments of other bodies, and quarterly progress. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const unknown = 'docs/domain.md 7: not found'
const parameters = [
  ['programme-lead-days', 92, 'days', `${unknown}; opened at the beginning of October for the next year`],
  ['programme-draft-working-days', 15, 'working-days', `${unknown}: how soon the draft is made`],
  ['programme-comment-working-days', 10, 'working-days', `${unknown}: how long other bodies may comment`],
  [
    'programme-comment-reminder-working-days',
    7,
    'working-days',
    `${unknown}: when a missing comment is reported`,
  ],
  ['programme-revision-working-days', 5, 'working-days', `${unknown}: how soon comments are answered`],
  ['programme-approval-working-days', 5, 'working-days', `${unknown}: how soon the programme is approved`],
  ['programme-progress-working-days', 10, 'working-days', `${unknown}: how soon a quarter is reported on`],
  [
    'programme-youth-years',
    29,
    'years',
    'Design choice: oldest age counted as youth, as in the youth policy law [M]',
  ],
  ['programme-long-term-months', 12, 'months', 'docs/domain.md 2.2: unemployed over 1 year'],
  ['small-number-limit', 5, 'count', 'Design choice: counts of fewer people are not published'],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table programme (
      case_id uuid primary key references case_file,
      year integer not null check (year between 2020 and 2100),
      body text not null check (body ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      state text not null default 'draft'
        check (state in ('draft', 'commenting', 'revising', 'approving', 'published', 'closed')),
      measures text check (measures <> '' and length(measures) <= 6000),
      baseline_from date,
      baseline_to date,
      published_at timestamptz,
      closed_at timestamptz,
      constraint programme_once_a_year unique (year, body),
      constraint programme_baseline_is_whole
        check ((baseline_from is null) = (baseline_to is null) and baseline_from <= baseline_to),
      constraint programme_published_is_whole check ((state in ('published', 'closed')) = (published_at is not null)),
      constraint programme_published_has_text check (published_at is null or measures is not null),
      constraint programme_closed_is_whole check ((state = 'closed') = (closed_at is not null))
    );
    comment on table programme is 'A territorial employment programme: one for each year and body.';
    comment on column programme.case_id is 'Its case.';
    comment on column programme.year is 'The year it is for.';
    comment on column programme.body is 'The employment centre whose programme it is.';
    comment on column programme.state is 'How far it is.';
    comment on column programme.measures is 'What is to be done, in words that are published: no personal data.';
    comment on column programme.baseline_from is 'First day of the figures it starts from; empty until they are counted.';
    comment on column programme.baseline_to is 'Last day of these figures.';
    comment on column programme.published_at is 'When it was published.';
    comment on column programme.closed_at is 'When the last quarter was published.';

    create table programme_indicator (
      case_id uuid not null references programme,
      quarter smallint not null check (quarter between 0 and 4),
      indicator text not null check (indicator in ('registered', 'placed', 'trained', 'self-employed', 'able-bodied')),
      place text not null,
      client_group text not null
        check (client_group in ('all', 'women', 'youth', 'disability', 'assistance', 'long-term')),
      value integer not null check (value >= 0),
      primary key (case_id, quarter, indicator, place, client_group)
    );
    comment on table programme_indicator is 'Counts of people as they were taken; never counted again. Append-only.';
    comment on column programme_indicator.case_id is 'The programme.';
    comment on column programme_indicator.quarter is '0: at the start; else from the beginning of the year to the end of that quarter.';
    comment on column programme_indicator.indicator is 'What was counted.';
    comment on column programme_indicator.place is 'Settlement, or elsewhere.';
    comment on column programme_indicator.client_group is 'Group of people; all counts each of them once.';
    comment on column programme_indicator.value is 'How many people.';

    create table programme_target (
      case_id uuid not null references programme,
      indicator text not null check (indicator in ('registered', 'placed', 'trained', 'self-employed')),
      target integer not null check (target between 0 and 1000000),
      primary key (case_id, indicator)
    );
    comment on table programme_target is 'What is aimed at in the year, until it is published.';
    comment on column programme_target.case_id is 'The programme.';
    comment on column programme_target.indicator is 'Of what.';
    comment on column programme_target.target is 'How many people in the year.';

    create table programme_comment (
      case_id uuid not null references programme,
      body text not null check (body in ('dost-centre', 'khazar-administration', 'pirallahi-administration')),
      due_at timestamptz not null,
      comment text check (comment <> '' and length(comment) <= 2000),
      entered_by text,
      entered_at timestamptz,
      outcome text check (outcome in ('commented', 'no-comment', 'silent')),
      answer text check (answer in ('accepted', 'refused')),
      answer_reason text check (answer_reason <> '' and length(answer_reason) <= 2000),
      answered_by text,
      answered_at timestamptz,
      primary key (case_id, body),
      constraint programme_comment_is_whole check (num_nulls(comment, entered_by, entered_at) in (0, 3)),
      constraint programme_comment_has_words check (outcome is distinct from 'commented' or comment is not null),
      constraint programme_answer_is_whole check (num_nulls(answer, answer_reason, answered_by, answered_at) in (0, 4)),
      constraint programme_answer_is_to_a_comment check (answer is null or outcome = 'commented')
    );
    comment on table programme_comment is 'What other bodies say to the draft, and what they are answered.';
    comment on column programme_comment.case_id is 'The programme.';
    comment on column programme_comment.body is 'Whose comment.';
    comment on column programme_comment.due_at is 'Until when it is awaited.';
    comment on column programme_comment.comment is 'The comment; no personal data.';
    comment on column programme_comment.entered_by is 'Who entered it.';
    comment on column programme_comment.entered_at is 'When it was entered, last.';
    comment on column programme_comment.outcome is 'What came of it; empty while it is awaited.';
    comment on column programme_comment.answer is 'Whether it is accepted.';
    comment on column programme_comment.answer_reason is 'Why.';
    comment on column programme_comment.answered_by is 'Who answered.';
    comment on column programme_comment.answered_at is 'When it was answered, last.';

    create table programme_progress (
      case_id uuid not null references programme,
      quarter smallint not null check (quarter between 1 and 4),
      computed_at timestamptz not null,
      due_at timestamptz not null,
      explanation text check (explanation <> '' and length(explanation) <= 6000),
      explained_by text,
      published_at timestamptz,
      primary key (case_id, quarter),
      constraint programme_explanation_is_whole check ((explanation is null) = (explained_by is null)),
      constraint programme_progress_is_explained check (published_at is null or explanation is not null)
    );
    comment on table programme_progress is 'The report on each quarter.';
    comment on column programme_progress.case_id is 'The programme.';
    comment on column programme_progress.quarter is 'Quarter of its year.';
    comment on column programme_progress.computed_at is 'When its figures were counted.';
    comment on column programme_progress.due_at is 'Until when it is to be reported on.';
    comment on column programme_progress.explanation is 'What explains the figures, in words that are published: no personal data.';
    comment on column programme_progress.explained_by is 'Who explained it.';
    comment on column programme_progress.published_at is 'When it was added to the published programme.';

    grant select, insert on programme, programme_indicator, programme_target, programme_comment, programme_progress
      to dost_app;
    grant update (state, measures, baseline_from, baseline_to, published_at, closed_at) on programme to dost_app;
    grant update (target) on programme_target to dost_app;
    grant update (comment, entered_by, entered_at, outcome, answer, answer_reason, answered_by, answered_at)
      on programme_comment to dost_app;
    grant update (explanation, explained_by, published_at) on programme_progress to dost_app;
  `)
  await addParameters(
    knex,
    '2000-01-01',
    parameters.map(([name, value, unit, source]) => [name, value, unit, 'assumption', source] as const),
  )
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw(
    'drop table programme_progress, programme_comment, programme_target, programme_indicator, programme',
  )
}
