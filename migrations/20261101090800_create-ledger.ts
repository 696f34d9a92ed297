/**
 * The ledger. Rows enter through `append_to_ledger` alone, which chains them under a lock on the head;
 * a trigger refuses every change, from the owner too. adapters/postgres/ledger.ts writes, ledger-verification.ts checks.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table ledger (
      sequence bigint primary key check (sequence >= 1),
      case_id uuid,
      actor text not null check (actor ~ '^(staff|worker|system):.+$' or actor = 'applicant'),
      action text not null check (action ~ '^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$'),
      reason text,
      before jsonb,
      after jsonb,
      process_instance_key text,
      element_id text,
      recorded_at timestamptz not null,
      previous_hash text not null check (length(previous_hash) = 64 and previous_hash ~ '^[0-9a-f]+$'),
      hash text not null check (length(hash) = 64 and hash ~ '^[0-9a-f]+$')
    );
    create index ledger_by_case on ledger (case_id, sequence);
    comment on table ledger is 'Who did what on which case, why, with which values. Append-only, hash-chained.';
    comment on column ledger.sequence is 'Place in the chain, from 1, without gaps.';
    comment on column ledger.case_id is 'The case; no foreign key, for the ledger outlives everything.';
    comment on column ledger.actor is 'staff:<user>, worker:<job type>, system:<client> or applicant.';
    comment on column ledger.action is 'noun.past-participle, e.g. decision.made.';
    comment on column ledger.reason is 'Why.';
    comment on column ledger.before is 'Values before, without personal data.';
    comment on column ledger.after is 'Values after, without personal data.';
    comment on column ledger.process_instance_key is 'Process instance in which it happened.';
    comment on column ledger.element_id is 'Element of the diagram.';
    comment on column ledger.recorded_at is 'When, by the office''s clock.';
    comment on column ledger.previous_hash is 'Hash of the row before; 64 zeros for the first.';
    comment on column ledger.hash is 'SHA-256 of the RFC 8785 canonical JSON of this row without this column.';

    create table ledger_head (
      only_row boolean primary key default true check (only_row),
      sequence bigint not null,
      hash text not null
    );
    insert into ledger_head (sequence, hash) values (0, repeat('0', 64));
    comment on table ledger_head is 'End of the chain; its row is locked while rows are added.';
    comment on column ledger_head.only_row is 'There is one row.';
    comment on column ledger_head.sequence is 'Sequence of the newest row.';
    comment on column ledger_head.hash is 'Hash of the newest row.';
  `)

  await knex.raw(`
    create function append_to_ledger(entries jsonb) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      head ledger_head;
      piece jsonb;
      row_text text;
      row_texts text[];
      hashes text[];
    begin
      select * into head from ledger_head for update;
      hashes := array[head.hash];
      for piece in select value from jsonb_array_elements(entries) loop
        row_text := (piece ->> 0) || ',"previousHash":"' || head.hash || '",' || (piece ->> 1)
          || ',"sequence":"' || (head.sequence + 1) || '"}';
        head.sequence := head.sequence + 1;
        head.hash := encode(sha256(convert_to(row_text, 'UTF8')), 'hex');
        row_texts := row_texts || row_text;
        hashes := hashes || head.hash;
      end loop;
      insert into ledger (sequence, case_id, actor, action, reason, before, after,
          process_instance_key, element_id, recorded_at, previous_hash, hash)
        select (row_json ->> 'sequence')::bigint, (row_json ->> 'caseId')::uuid, row_json ->> 'actor', row_json ->> 'action',
          row_json ->> 'reason', row_json -> 'before', row_json -> 'after', row_json ->> 'processInstanceKey',
          row_json ->> 'elementId', (row_json ->> 'recordedAt')::timestamptz, row_json ->> 'previousHash', hashes[place + 1]
        from unnest(row_texts::jsonb[]) with ordinality as rows (row_json, place);
      update ledger_head set sequence = head.sequence, hash = head.hash;
    end
    $$;
    comment on function append_to_ledger is
      'Chains entries to the ledger. Each entry is two pieces of its row''s canonical JSON: the keys before and those after previousHash; the function adds previousHash and sequence, hashes the text, and stores what the text says.';

    create function ledger_is_append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'The ledger is append-only: % refused', lower(tg_op) using errcode = 'restrict_violation';
    end
    $$;
    comment on function ledger_is_append_only is 'Refuses every change of the ledger, from its owner too.';
    create trigger ledger_is_append_only before update or delete or truncate on ledger
      for each statement execute function ledger_is_append_only();

    revoke execute on function append_to_ledger from public;
    grant execute on function append_to_ledger to dost_app;
    grant select on ledger, ledger_head to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function append_to_ledger;
    drop table ledger, ledger_head;
    drop function ledger_is_append_only;
  `)
}
