/** A hold on payments is set once per Idempotency-Key, as a case is opened once. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table idempotency_key
      alter column case_id drop not null,
      add column hold_id uuid references payment_hold,
      add constraint idempotency_key_became_one_thing check (num_nonnulls(case_id, hold_id) = 1);
    comment on table idempotency_key is 'Requests taken under an Idempotency-Key.';
    comment on column idempotency_key.case_id is 'The case it became, which is the answer to every repetition.';
    comment on column idempotency_key.hold_id is 'The hold on payments it became, where it became no case.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from idempotency_key where case_id is null;
    alter table idempotency_key
      drop constraint idempotency_key_became_one_thing,
      drop column hold_id,
      alter column case_id set not null;
    comment on table idempotency_key is 'Applications taken under an Idempotency-Key.';
  `)
}
