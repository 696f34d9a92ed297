/** What the registers answered, visits planned, and the signed acts of inspection. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table register_answer (
      id bigint generated always as identity primary key,
      case_id uuid not null references case_file,
      register text not null check (register ~ '^[a-z]+(-[a-z]+)*$'),
      answer jsonb not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      answered_at timestamptz not null
    );
    create index register_answer_newest on register_answer (case_id, register, id desc);
    comment on table register_answer is 'What a state register said about a household, kept as evidence. Personal.';
    comment on column register_answer.id is 'Row; a later answer of the same register has a higher one.';
    comment on column register_answer.case_id is 'The case.';
    comment on column register_answer.register is 'Which register, e.g. income.';
    comment on column register_answer.answer is 'The answer, checked against its schema. Personal.';
    comment on column register_answer.sha256 is 'SHA-256 of the answer, also in the ledger.';
    comment on column register_answer.answered_at is 'When it was recorded.';

    create table planned_visit (
      id bigint generated always as identity primary key,
      case_id uuid not null references case_file,
      round integer not null check (round >= 1),
      visit_group text not null,
      due_at timestamptz not null,
      reason text not null check (reason in ('first', 'nobody-home', 'overdue')),
      planned_at timestamptz not null,
      closed_at timestamptz
    );
    create unique index planned_visit_is_open_once on planned_visit (case_id) where closed_at is null;
    create index planned_visit_by_case on planned_visit (case_id, id);
    create index planned_visit_open_by_group on planned_visit (visit_group) where closed_at is null;
    comment on table planned_visit is 'Visits as planned; an overdue one is planned again for the same round.';
    comment on column planned_visit.id is 'Row, in order of planning.';
    comment on column planned_visit.case_id is 'The case.';
    comment on column planned_visit.round is '1 for the first visit; one more after nobody was at home.';
    comment on column planned_visit.visit_group is 'Group of inspectors that shall go.';
    comment on column planned_visit.due_at is 'By when.';
    comment on column planned_visit.reason is 'Why it was planned.';
    comment on column planned_visit.planned_at is 'When it was planned.';
    comment on column planned_visit.closed_at is 'When the visit was recorded, or planned again; empty while it is still to be done.';

    create table inspection_act (
      id uuid primary key,
      case_id uuid not null references case_file,
      kind text not null check (kind in ('visit', 'reinspection')),
      round integer not null check (round >= 1),
      result text not null check (result in ('inspected', 'nobody-home', 'access-refused')),
      form jsonb not null,
      inspector text not null,
      signed_at timestamptz not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      signature text not null,
      key_id text not null,
      sequence bigint generated always as identity unique,
      constraint inspection_act_once_per_round unique (case_id, kind, round)
    );
    comment on table inspection_act is 'Signed acts of inspection; never changed after insert.';
    comment on column inspection_act.id is 'The act.';
    comment on column inspection_act.case_id is 'The case.';
    comment on column inspection_act.kind is 'The visit, or its re-inspection by somebody else.';
    comment on column inspection_act.round is 'Which visit.';
    comment on column inspection_act.result is 'What came of it.';
    comment on column inspection_act.form is 'The form as checked. Personal: meter numbers, remarks.';
    comment on column inspection_act.inspector is 'User name of the inspector.';
    comment on column inspection_act.signed_at is 'When it was signed.';
    comment on column inspection_act.sha256 is 'SHA-256 of what was signed.';
    comment on column inspection_act.signature is 'Ed25519 signature, base64.';
    comment on column inspection_act.key_id is 'Which key signed.';
    comment on column inspection_act.sequence is 'Order of recording.';

    grant select, insert on register_answer, planned_visit, inspection_act to dost_app;
    grant update (closed_at) on planned_visit to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table inspection_act, planned_visit, register_answer')
}
