/** Legal parameters: rules are data with dates, each with its source. The next migration fills the table. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table legal_parameter (
      name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      valid_from date not null,
      value bigint not null check (value between 0 and 9007199254740991),
      unit text not null check (unit in
        ('qepik', 'days', 'working-days', 'months', 'percent', 'count', 'years', 'day-of-month', 'minutes')),
      source text not null check (source <> ''),
      certainty text not null check (certainty in ('confirmed', 'assumption')),
      primary key (name, valid_from)
    );
    comment on table legal_parameter is 'Amounts, terms and limits of the law, each valid until the next date of its name.';
    comment on column legal_parameter.name is 'As in domain/parameters.ts.';
    comment on column legal_parameter.valid_from is 'First day on which the value is in force.';
    comment on column legal_parameter.value is 'The value, in its unit.';
    comment on column legal_parameter.unit is 'Unit of the value.';
    comment on column legal_parameter.source is 'Where the value comes from: a section of docs/domain.md, a law, or who assumed it and why.';
    comment on column legal_parameter.certainty is 'Confirmed by a source, or assumed until somebody confirms it.';

    create table calendar_move (
      day date primary key,
      working boolean not null,
      source text not null check (source <> '')
    );
    comment on table calendar_move is 'Days moved by the government: working or free against the usual calendar.';
    comment on column calendar_move.day is 'The day.';
    comment on column calendar_move.working is 'Whether it is a working day.';
    comment on column calendar_move.source is 'The decision that moved it.';

    grant select on legal_parameter, calendar_move to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table calendar_move, legal_parameter')
}
