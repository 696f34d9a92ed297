/** The catalogue of services, with the list to start from (services.csv beside this file), and requests for them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Knex } from 'knex'

interface Row {
  readonly group: string
  readonly process: string
  readonly term_days: string
  readonly term_unit: string
  /** The columns that the table has under the same name. */
  readonly [column: string]: string
}

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function fold_letters(written text) returns text language sql immutable strict parallel safe
      return lower(translate(written, 'əƏıIİiğĞöÖüÜçÇşŞ', 'eeiiiiggoouuccss'));
    comment on function fold_letters is 'Letters as people type them who have no Azerbaijani keyboard, in lower case: Ə and e are one.';

    create table service (
      code text primary key check (length(code) <= 24 and code ~ '^[0-9A-Z]+(-[0-9A-Z]+)*$'),
      code_origin text not null check (code_origin in ('printed', 'page-address', 'office')),
      service_group text not null check (service_group in
        ('references', 'labour-relations', 'disability', 'employment', 'pensions-and-benefits', 'targeted-social-assistance',
         'presidential-stipends', 'insured-persons-registration', 'social-services', 'supporting-services')),
      name_az text not null check (name_az <> ''),
      name_en text not null check (name_en <> ''),
      responsible_body text not null check (responsible_body in ('dost', 'dsmf', 'employment-agency', 'other', 'unknown')),
      staff_group text not null check (staff_group <> ''),
      term_days integer check (term_days between 1 and 365),
      term_unit text check (term_unit in ('working-days', 'days')),
      process_id text check (process_id ~ '^[a-z]+(-[a-z]+)*$'),
      confidence text not null check (confidence in ('confirmed', 'secondary', 'assumption')),
      source text not null check (source <> ''),
      offered boolean not null default true,
      search_text text not null generated always as (fold_letters(code || ' ' || name_az || ' ' || name_en)) stored,
      constraint service_term_is_whole check ((term_days is null) = (term_unit is null))
    );
    comment on table service is 'What people may ask for at the centre.';
    comment on column service.code is 'Code of the service.';
    comment on column service.code_origin is 'Printed on its passport, the number in its page''s address, or the office''s own.';
    comment on column service.service_group is 'One of the ten groups of the catalogue.';
    comment on column service.name_az is 'Name in Azerbaijani.';
    comment on column service.name_en is 'Name in English.';
    comment on column service.responsible_body is 'The body that does it.';
    comment on column service.staff_group is 'Who handles a request when no process does.';
    comment on column service.term_days is 'Within how many days; empty: the general term of the parameters.';
    comment on column service.term_unit is 'Working days or days of the calendar.';
    comment on column service.process_id is 'Kind of case that a request becomes; empty: it is handled.';
    comment on column service.confidence is 'How sure the row is: read on an official page, on a secondary one, or assumed.';
    comment on column service.source is 'Where the row comes from.';
    comment on column service.offered is 'False once a newer list no longer has it.';
    comment on column service.search_text is 'Code and names as they are searched.';

    create table service_request (
      case_id uuid primary key references case_file,
      service_code text references service,
      channel text not null check (channel in ('front-desk', 'other-system')),
      wish text check (wish <> '' and length(wish) <= 2000),
      staff_group text check (staff_group <> ''),
      opened_case_id uuid unique references case_file,
      outcome text check (outcome in ('done', 'refused', 'forwarded', 'advised')),
      answer text check (answer <> '' and length(answer) <= 2000),
      answered_at timestamptz,
      constraint service_request_answered_is_whole check ((outcome is null) = (answered_at is null)),
      constraint service_request_answer_says_something check (outcome is null or answer is not null),
      constraint service_request_goes_one_way check (opened_case_id is null or outcome is null)
    );
    create index service_request_by_service on service_request (service_code);
    comment on table service_request is 'What somebody asked for at the centre, and what became of it.';
    comment on column service_request.case_id is 'The case.';
    comment on column service_request.service_code is 'What is asked for; empty until the front desk has found it.';
    comment on column service_request.channel is 'How it came.';
    comment on column service_request.wish is 'In the words of who asks. Personal.';
    comment on column service_request.staff_group is 'Who handles it; empty where a process does.';
    comment on column service_request.opened_case_id is 'The case that it became.';
    comment on column service_request.outcome is 'How it was answered.';
    comment on column service_request.answer is 'What is answered, written before the task is finished. Personal.';
    comment on column service_request.answered_at is 'When it was answered.';

    -- The front desk corrects whom it took down, until the request is complete.
    grant delete on case_party to dost_app;
    grant select on service to dost_app;
    grant select, insert on service_request to dost_app;
    grant update (service_code, wish, staff_group, opened_case_id, outcome, answer, answered_at) on service_request to dost_app;
  `)
  const list = readFileSync(join(import.meta.dirname, 'services.csv'))
  // Which benefit a service is an application for is told later: 20261126160100_claim-benefits-by-service.ts.
  const rows: readonly Row[] = parse(list, { columns: true, bom: true })
  await knex('service').insert(
    rows.map(({ group, process, term_days, term_unit, benefit: _, benefit_variant: __, ...row }) => ({
      ...row,
      service_group: group,
      process_id: process === '' ? null : process,
      term_days: term_days === '' ? null : Number(term_days),
      term_unit: term_unit === '' ? null : term_unit,
    })),
  )
  await knex('legal_parameter').insert(
    [
      {
        name: 'service-term-working-days',
        value: 15,
        source: 'Term of services whose own is in no source; docs/services.md',
      },
      {
        name: 'service-escalation-working-days',
        value: 2,
        source: 'Design choice: how long before its term a request is escalated',
      },
    ].map((row) => ({ ...row, valid_from: '2000-01-01', unit: 'working-days', certainty: 'assumption' })),
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex('legal_parameter')
    .whereIn('name', ['service-term-working-days', 'service-escalation-working-days'])
    .delete()
  await knex.raw(`
    revoke delete on case_party from dost_app;
    drop table service_request, service;
    drop function fold_letters;
  `)
}
