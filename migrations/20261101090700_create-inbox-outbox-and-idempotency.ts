/** What makes at-least-once delivery count once: messages out, steps in, requests repeated. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table outbox (
      id bigint generated always as identity primary key,
      message_id uuid not null unique default gen_random_uuid(),
      name text not null,
      correlation_key text not null,
      variables jsonb not null,
      time_to_live_ms bigint not null check (time_to_live_ms >= 0),
      created_at timestamptz not null,
      next_attempt_at timestamptz not null,
      attempts integer not null default 0 check (attempts >= 0),
      last_error text,
      sent_at timestamptz
    );
    create index outbox_to_send on outbox (id) where sent_at is null;
    comment on table outbox is 'Messages for the engine, written with what caused them and sent after commit.';
    comment on column outbox.id is 'Order of sending.';
    comment on column outbox.message_id is 'Id under which the engine takes the message once.';
    comment on column outbox.name is 'Name of the message.';
    comment on column outbox.correlation_key is 'What it correlates on.';
    comment on column outbox.variables is 'Variables it carries, without personal data.';
    comment on column outbox.time_to_live_ms is 'How long the engine keeps it when nobody waits yet.';
    comment on column outbox.created_at is 'When it was written.';
    comment on column outbox.next_attempt_at is 'Not sent before; moves on with each failure.';
    comment on column outbox.attempts is 'Sendings tried.';
    comment on column outbox.last_error is 'Why the last one failed.';
    comment on column outbox.sent_at is 'When the engine took it.';

    create function outbox_wakes_relay() returns trigger language plpgsql as $$
    begin
      perform pg_notify('outbox', '');
      return null;
    end
    $$;
    comment on function outbox_wakes_relay is 'Tells relays, at commit, that there is something to send.';
    create trigger outbox_wakes_relay after insert on outbox
      for each statement execute function outbox_wakes_relay();

    create table inbox (
      step_key text primary key,
      job_type text not null,
      outcome jsonb,
      recorded_at timestamptz not null
    );
    comment on table inbox is 'Steps done, each with its outcome: a second delivery gets the first answer back.';
    comment on column inbox.step_key is 'The same on every delivery of one step: job type and element instance.';
    comment on column inbox.job_type is 'What kind of step.';
    comment on column inbox.outcome is 'What the step answered; empty only inside its own transaction.';
    comment on column inbox.recorded_at is 'When it was done.';

    create table idempotency_key (
      client text not null,
      key text not null check (length(key) between 1 and 200),
      body_sha256 text not null check (length(body_sha256) = 64 and body_sha256 ~ '^[0-9a-f]+$'),
      case_id uuid not null references case_file,
      created_at timestamptz not null,
      primary key (client, key)
    );
    create index idempotency_key_by_age on idempotency_key (created_at);
    comment on table idempotency_key is 'Applications taken under an Idempotency-Key.';
    comment on column idempotency_key.client is 'Whose key: user or client name.';
    comment on column idempotency_key.key is 'The key sent.';
    comment on column idempotency_key.body_sha256 is 'SHA-256 of the request body: the same key with another body is refused.';
    comment on column idempotency_key.case_id is 'The case it became, which is the answer to every repetition.';
    comment on column idempotency_key.created_at is 'When it was first used.';

    grant select, insert on outbox, inbox, idempotency_key to dost_app;
    grant update (next_attempt_at, attempts, last_error, sent_at) on outbox to dost_app;
    grant update (outcome) on inbox to dost_app;
    grant delete on idempotency_key to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table idempotency_key, inbox, outbox;
    drop function outbox_wakes_relay;
  `)
}
