/** What the applicant was told, and who completed which user task. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notification (
      key text primary key,
      case_id uuid not null references case_file,
      notice text not null check (notice ~ '^[a-z]+(-[a-z]+)*$'),
      channel text not null check (channel in ('sms', 'email')),
      language text not null check (language in ('az', 'en', 'ru')),
      text text not null,
      sent_at timestamptz not null
    );
    create index notification_by_case on notification (case_id, sent_at);
    comment on table notification is 'Notices sent to applicants, as they were worded.';
    comment on column notification.key is 'The same for every delivery of one notice, so that it is sent once.';
    comment on column notification.case_id is 'The case.';
    comment on column notification.notice is 'Which notice, e.g. refused.';
    comment on column notification.channel is 'SMS or e-mail.';
    comment on column notification.language is 'Language of the text.';
    comment on column notification.text is 'What was said. Personal.';
    comment on column notification.sent_at is 'When the gateway took it.';

    create table task_completion (
      user_task_key text primary key check (user_task_key ~ '^[0-9]{1,19}$'),
      process_instance_key text not null check (process_instance_key ~ '^[0-9]{1,19}$'),
      element_id text not null,
      case_id uuid references case_file,
      assignee text,
      completed_at timestamptz not null,
      counts boolean not null,
      problem text,
      checked_at timestamptz not null,
      constraint task_completion_says_why_not check (counts = (problem is null))
    );
    create index task_completion_by_task on task_completion (process_instance_key, element_id);
    create index task_completion_by_case on task_completion (case_id, element_id);
    comment on table task_completion is 'Completed user tasks, checked: did the right person do it?';
    comment on column task_completion.user_task_key is 'Key of the user task in the engine.';
    comment on column task_completion.process_instance_key is 'Its process instance.';
    comment on column task_completion.element_id is 'The task in the diagram.';
    comment on column task_completion.case_id is 'The case; empty for a task about a line of the bank that names no order of ours.';
    comment on column task_completion.assignee is 'Who completed it, as the engine recorded; empty when nobody had taken it.';
    comment on column task_completion.completed_at is 'When, as the engine recorded.';
    comment on column task_completion.counts is 'Whether the completion counts; if not, the task comes back.';
    comment on column task_completion.problem is 'Why it does not count.';
    comment on column task_completion.checked_at is 'When it was checked.';

    grant select, insert on notification, task_completion to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table task_completion, notification')
}
