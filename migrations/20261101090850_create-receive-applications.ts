/**
 * Intake in one statement: `receive_applications` stores all applications that arrived at the same time, each with its
 * household, case, members, declaration, idempotency key, message to the engine and ledger entry. One statement, because
 * nobody else writes to the ledger while it runs. adapters/postgres/receive-applications.ts calls it.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create type application_receipt as (place integer, outcome text, case_id uuid, case_number text);
    comment on type application_receipt is 'What became of one application of a batch, by its place in the batch.';

    create function receive_applications(requests jsonb, arrived_at timestamptz) returns setof application_receipt
      language plpgsql as $$
    declare
      known application_receipt[];
      known_places integer[];
      stored application_receipt[];
      entries jsonb;
    begin
      -- What was answered under the key before, else who is in an open application. A request that is sent again
      -- because nobody knows whether it was committed finds its own case. Looked up one by one: a join could choose
      -- to read the whole table.
      select array_agg(row (found.*)::application_receipt), array_agg(found.place) into known, known_places
      from jsonb_to_recordset(requests)
          as request (place integer, case_id uuid, client text, key text, body_sha256 text, fins text[]),
        lateral (
          select request.place,
            case when used.body_sha256 = request.body_sha256 then 'repeated' else 'other-body' end,
            used.case_id, (select number from case_file where id = used.case_id)
          from idempotency_key used where used.client = request.client and used.key = request.key
          union all
          (select request.place, case when other.id = request.case_id then 'repeated' else 'already-open' end,
            other.id, other.number
          from household_member member join case_file other on other.id = member.case_id
          where member.fin = any (request.fins) and member.open
          order by other.received_at limit 1)
          limit 1
        ) found (place, outcome, case_id, case_number);
      return query select * from unnest(known);
      if cardinality(known) = jsonb_array_length(requests) then
        return;
      end if;

      -- Sorted, as members and keys below: two processes that store the same people at once wait for each other in
      -- one order, and the second fails with a unique violation instead of a deadlock.
      insert into household (representative_fin)
        select representative from jsonb_to_recordset(requests) as request (place integer, representative text)
        where known_places is null or place <> all (known_places)
        order by 1
        on conflict do nothing;

      with request as materialized (
        select request.*, nextval('case_number_seq')::text as running_number,
          (select id from household where representative_fin = representative) as household_id
        from jsonb_to_recordset(requests) as request (
          place integer, case_id uuid, client text, key text, body_sha256 text, fins text[], application jsonb,
          representative text, number_prefix text, district text, application_date date, entry text[], message jsonb)
        where known_places is null or place <> all (known_places)
        order by place
      ), filed as (
        insert into case_file (
            id, number, kind, household_id, state, district, language, application_date, received_at, state_changed_at)
          select case_id, number_prefix || '-' || to_char(application_date, 'YYYY') || '-'
              || lpad(running_number, greatest(6, length(running_number)), '0'),
            application ->> 'kind', household_id, 'received', district, application #>> '{applicant,language}',
            application_date, arrived_at, arrived_at
          from request
          returning id, number
      ), numbered as materialized (
        select place, case_id, number, entry, message from filed join request on case_id = id order by place
      ), joined as (
        insert into household_member (case_id, fin, open)
          select case_id, fin, true from request, unnest(fins) fin order by fin
      ), declared as (
        insert into declaration (case_id, declared, iban, meters)
          select case_id, application, application #>> '{declaration,iban}', application #> '{declaration,meters}' from request
      ), keyed as (
        insert into idempotency_key (client, key, body_sha256, case_id, created_at)
          select client, key, body_sha256, case_id, arrived_at
          from request where key is not null order by client, key
      ), published as (
        insert into outbox (name, correlation_key, variables, time_to_live_ms, created_at, next_attempt_at)
          select message ->> 'name', message ->> 'correlationKey',
            (message -> 'variables') || jsonb_build_object('caseNumber', number),
            (message ->> 'timeToLiveMs')::bigint, arrived_at, arrived_at
          from numbered where message is not null
      )
      select array_agg(row (place, 'stored', case_id, number)::application_receipt),
        jsonb_agg(jsonb_build_array(entry[1] || number || entry[2], entry[3])) filter (where entry is not null)
        into stored, entries
      from numbered;
      if entries is not null then
        perform append_to_ledger(entries);
      end if;
      return query select * from unnest(stored);
    end
    $$;
    comment on function receive_applications is
      'Stores applications (as in domain/application.ts) with the ledger entry and the message of each, both completed with the case number, and answers what became of each: stored; repeated, as the case stored before under its key; other-body, when the key belongs to that case; already-open, when a member is in that case. Fails as a whole, with a unique violation, when another process stored the same key or person at this moment.';
    revoke execute on function receive_applications from public;
    grant execute on function receive_applications to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function receive_applications;
    drop type application_receipt;
  `)
}
