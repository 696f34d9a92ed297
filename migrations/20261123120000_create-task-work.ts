/** What the engine's records say of tasks for people: for the workload of groups and the time that steps take. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table task_work (
      user_task_key text primary key check (user_task_key ~ '^[0-9]{1,19}$'),
      process_instance_key text not null check (process_instance_key ~ '^[0-9]{1,19}$'),
      process_id text not null,
      element_id text not null,
      staff_groups text[] not null,
      created_at timestamptz not null,
      due_at timestamptz,
      completed_at timestamptz,
      cancelled_at timestamptz
    );
    create index task_work_open on task_work (due_at) where completed_at is null and cancelled_at is null;
    create index task_work_completed on task_work (completed_at) where completed_at is not null;
    comment on table task_work is 'Tasks for people, read from the engine''s own records some seconds after it wrote them.';
    comment on column task_work.user_task_key is 'Key of the engine.';
    comment on column task_work.process_instance_key is 'Instance it belongs to; case_process_instance has its case.';
    comment on column task_work.process_id is 'Id of the process.';
    comment on column task_work.element_id is 'The task in the diagram.';
    comment on column task_work.staff_groups is 'Groups whose members may do it.';
    comment on column task_work.created_at is 'When it was given out.';
    comment on column task_work.due_at is 'When it is due; empty where the diagram says why there is no term.';
    comment on column task_work.completed_at is 'When somebody finished it.';
    comment on column task_work.cancelled_at is 'When the process took it back.';

    create table task_import (
      only_row boolean primary key default true check (only_row),
      looked_at timestamptz,
      newest_record_at timestamptz
    );
    insert into task_import default values;
    comment on table task_import is 'How far the engine''s records have been read.';
    comment on column task_import.only_row is 'There is one row.';
    comment on column task_import.looked_at is 'When the records were last read without trouble.';
    comment on column task_import.newest_record_at is 'Time of the newest record of a task, by the clock of the engine.';

    grant select, insert, update on task_work to dost_app;
    grant select, update (looked_at, newest_record_at) on task_import to dost_app;

    create function case_settlement(of_case uuid) returns text language sql stable parallel safe
      return coalesce(
        (select coalesce(settlement, baku_district) from case_party
          where case_id = of_case and coalesce(settlement, baku_district) is not null order by role limit 1),
        (select coalesce(declared #>> '{declaration,address,settlement}', declared #>> '{declaration,address,district}')
          from declaration where case_id = of_case));
    comment on function case_settlement is 'Settlement, or other district of Baku, of the people of a case; for counting, not for showing with a case.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function case_settlement;
    drop table task_import, task_work;
  `)
}
