/**
 * A running instance that the engine is asked to move to another version of its diagram: what was asked is written
 * down before, so that a program that dies between the engine's answer and ours leaves nothing unsaid.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_process_instance
      add column moving_to_version integer check (moving_to_version > 0),
      add column move_asked_at timestamptz,
      add constraint case_process_instance_move_is_whole check (num_nonnulls(moving_to_version, move_asked_at) in (0, 2));
    create index case_process_instance_moving on case_process_instance (process_id) where moving_to_version is not null;
    comment on column case_process_instance.moving_to_version is 'Version that the engine was asked to move it to, while its answer is not recorded.';
    comment on column case_process_instance.move_asked_at is 'When the engine was asked.';
    grant update (moving_to_version, move_asked_at) on case_process_instance to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table case_process_instance
      drop constraint case_process_instance_move_is_whole,
      drop column moving_to_version,
      drop column move_asked_at;
  `)
}
