/**
 * The end of a step as one statement, sent with its commit: outcome and ledger entries together. A step has an inbox row
 * with its outcome, or none. adapters/postgres/inbox.ts calls it.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table inbox alter column outcome set not null;
    comment on column inbox.outcome is 'What the step answered.';
    revoke update (outcome) on inbox from dost_app;

    create function keep_step(step_key text, job_type text, outcome jsonb, entries jsonb, recorded_at timestamptz)
      returns void language plpgsql as $$
    begin
      insert into inbox (step_key, job_type, outcome, recorded_at)
        values (keep_step.step_key, keep_step.job_type, keep_step.outcome, keep_step.recorded_at);
      -- Last, because it locks the head of the chain.
      perform append_to_ledger(entries);
    end
    $$;
    comment on function keep_step is
      'Keeps the outcome of a step under its key, which must not be kept yet, and adds its entries to the ledger.';
    revoke execute on function keep_step from public;
    grant execute on function keep_step to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function keep_step;
    grant update (outcome) on inbox to dost_app;
    comment on column inbox.outcome is 'What the step answered; empty only inside its own transaction.';
    alter table inbox alter column outcome drop not null;
  `)
}
