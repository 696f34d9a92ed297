/**
 * Orders are checked when they are made: the forms of what never changes are domains, which a million settlements do not
 * ask again; room for both versions of every row of a page, so that no settlement touches an index; and every order begins as `ordered`.
 */
import type { Knex } from 'knex'

const domains = [
  {
    name: 'month_paid',
    column: 'period',
    check: `length(value) = 7 and substr(value, 5, 1) = '-' and right(value, 2) between '01' and '12'`,
    comment: 'A month, YYYY-MM.',
  },
  {
    name: 'kind_of_order',
    column: 'order_kind',
    check: `split_part(value, '-', 1) in ('first', 'repair', 'monthly', 'supplementary')`,
    comment: 'What an order is made for.',
  },
  {
    name: 'bank_reference',
    column: 'end_to_end_id',
    check: `length(value) between 1 and 16 and value collate "C" !~ '[^0-9A-Z]'`,
    comment: 'At most 16 digits and capital letters: what every bank keeps of a reference.',
  },
  {
    name: 'account_in_azerbaijan',
    column: 'iban',
    check: `length(value) = 28 and starts_with(value, 'AZ')`,
    comment:
      'An IBAN of Azerbaijan by its length and country; check digits were checked when it was entered.',
  },
] as const

/** The view stands in the way of every change of type; it is made again as it was. */
const changeTypes = (changes: string): string => `
  do $$
  declare standing text := pg_get_viewdef('payment_standing'::regclass);
    told text := obj_description('payment_standing'::regclass);
  begin
    drop view payment_standing;
    ${changes}
    execute 'create view payment_standing as ' || standing;
    execute format('comment on view payment_standing is %L', told);
    grant select on payment_standing to dost_app;
  end
  $$;`

export async function up(knex: Knex): Promise<void> {
  for (const { name, check, comment } of domains) {
    await knex.raw(`create domain ${name} as text check (${check})`)
    await knex.raw(`comment on domain ${name} is '${comment}'`)
  }
  await knex.raw(
    changeTypes(`
      alter table payment_order set (fillfactor = 50),
        ${domains
          .map(
            ({ name, column }) =>
              `alter column ${column} type ${name}, drop constraint payment_order_${column}_check`,
          )
          .join(', ')};`),
  )
  await knex.raw(`
    create or replace function payment_order_belongs() returns trigger language plpgsql as $$
    begin
      if exists (select from added where not exists (select from entitlement where entitlement.id = added.entitlement_id))
        or exists (select from (select distinct file_id from added where file_id is not null) file
                   where not exists (select from payment_file where payment_file.id = file.file_id)) then
        raise exception 'A payment order of an entitlement or in a file that is not there'
          using errcode = 'foreign_key_violation', constraint = 'payment_order_belongs';
      end if;
      if exists (select from added where state <> 'ordered') then
        raise exception 'A payment order begins as ordered'
          using errcode = 'check_violation', constraint = 'payment_order_begins';
      end if;
      return null;
    end
    $$;
    comment on function payment_order_belongs is
      'The foreign keys of payment_order and the state that orders begin in, checked once per statement.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    changeTypes(`
      alter table payment_order set (fillfactor = 55),
        ${domains
          .map(
            ({ column, check }) =>
              `alter column ${column} type text, add constraint payment_order_${column}_check check (${check.replaceAll('value', column)})`,
          )
          .join(', ')};`),
  )
  await knex.raw(`
    ${domains.map(({ name }) => `drop domain ${name};`).join(' ')}
    create or replace function payment_order_belongs() returns trigger language plpgsql as $$
    begin
      if exists (select from added where not exists (select from entitlement where entitlement.id = added.entitlement_id))
        or exists (select from (select distinct file_id from added where file_id is not null) file
                   where not exists (select from payment_file where payment_file.id = file.file_id)) then
        raise exception 'A payment order of an entitlement or in a file that is not there'
          using errcode = 'foreign_key_violation', constraint = 'payment_order_belongs';
      end if;
      return null;
    end
    $$;
    comment on function payment_order_belongs is 'The foreign keys of payment_order, checked once per statement.';
  `)
}
