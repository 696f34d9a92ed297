/** Payment orders: what is paid, where each stands, and the moves it may make. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(orderTable)
}

const orderTable = `
    create table payment_order (
      id uuid primary key default uuidv7(),
      entitlement_id uuid not null references entitlement not enforced,
      period text not null check (length(period) = 7 and substr(period, 5, 1) = '-' and right(period, 2) between '01' and '12'),
      order_kind text not null check (split_part(order_kind, '-', 1) in ('first', 'repair', 'monthly', 'supplementary')),
      amount_qepik bigint not null check (amount_qepik > 0),
      end_to_end_id text not null unique check
        (length(end_to_end_id) between 1 and 16 and end_to_end_id collate "C" !~ '[^0-9A-Z]'),
      iban text not null check (length(iban) = 28 and starts_with(iban, 'AZ')),
      payee_name text not null,
      state text not null default 'ordered' check (state in
        ('ordered', 'approved', 'held', 'settled', 'rejected', 'returned', 'cancelled')),
      alive boolean generated always as (state not in ('rejected', 'returned', 'cancelled')) stored,
      file_id uuid references payment_file not enforced,
      bank_reason text,
      ordered_at timestamptz not null,
      state_changed_at timestamptz not null,
      constraint payment_order_once_per_period_and_kind unique (entitlement_id, period, order_kind),
      constraint payment_order_answered_has_file check (state not in ('settled', 'rejected') or file_id is not null)
    ) with (fillfactor = 55);
    -- No column of an index changes when an order is settled: a million answers move no index (fillfactor leaves the room).
    create unique index payment_order_one_alive_per_period on payment_order (entitlement_id, period) where alive;
    create index payment_order_by_file on payment_order (file_id);
    create index payment_order_by_period on payment_order using brin (period);
    comment on table payment_order is 'One payment: its amount, its account and how far it is.';
    comment on column payment_order.id is 'The order; correlation key of the bank''s answer to a first payment.';
    comment on column payment_order.entitlement_id is 'What is paid. Held true by payment_order_belongs.';
    comment on column payment_order.period is 'Month paid for, YYYY-MM; with arrears, the last of the months.';
    comment on column payment_order.order_kind is 'first; repair-N when one that came back is paid again; monthly or supplementary, with run and round from the second on.';
    comment on column payment_order.amount_qepik is 'In qəpik.';
    comment on column payment_order.end_to_end_id is 'Reference the bank gives back; banks keep 16 characters. Derived (domain/end-to-end-id.ts).';
    comment on column payment_order.iban is 'Account paid to. Personal.';
    comment on column payment_order.payee_name is 'Name of the payee. Personal.';
    comment on column payment_order.state is 'What was decided on this order alone; moves only as payment_order_moves_on allows. Approval, file and sending of many are told once, by their run and file: see payment_standing.';
    comment on column payment_order.alive is 'Whether it may still be, or was, paid: one such order per entitlement and month.';
    comment on column payment_order.file_id is 'File that carries it; in a run planned with the order. Held true by payment_order_belongs.';
    comment on column payment_order.bank_reason is 'Why it was rejected, returned, held or cancelled.';
    comment on column payment_order.ordered_at is 'When it was ordered.';
    comment on column payment_order.state_changed_at is 'Since when it is in this state.';

    create view payment_standing as
      select payment_order.id, payment_order.entitlement_id, payment_order.period, order_kind, amount_qepik, end_to_end_id,
        payment_order.iban, payment_order.payee_name, payment_order.file_id, bank_reason, ordered_at, payment_order.state_changed_at,
        entitlement.case_id, entitlement.kind, case_file.number as case_number, payment_file.run_id,
        case when payment_order.state not in ('ordered', 'approved') then payment_order.state
          when payment_file.state = 'sent' then 'sent'
          when payment_file.state in ('written', 'refused') then 'filed'
          when payment_run.state in ('approved', 'released', 'closed') then 'approved'
          else payment_order.state end as state
      from payment_order
        join entitlement on entitlement.id = payment_order.entitlement_id
        join case_file on case_file.id = entitlement.case_id
        left join payment_file on payment_file.id = payment_order.file_id
        left join payment_run on payment_run.case_id = payment_file.run_id;
    comment on view payment_standing is 'Orders with where they truly stand: their own state, or that of their file and run.';

    create table order_part (
      order_id uuid not null references payment_order,
      part text not null check (part in ('arrears', 'addition', 'deduction')),
      adjustment_id bigint,
      months integer not null default 0 check (months >= 0),
      amount_qepik bigint not null check (amount_qepik > 0),
      constraint order_part_once unique nulls not distinct (order_id, part, adjustment_id),
      constraint order_part_arrears_have_months check ((part = 'arrears') = (months > 0))
    );
    comment on table order_part is 'What an order pays beside the plain month; an order without rows is the plain month.';
    comment on column order_part.order_id is 'The order.';
    comment on column order_part.part is 'Months not paid before, something added, or something kept back.';
    comment on column order_part.adjustment_id is 'The addition or deduction that it takes up.';
    comment on column order_part.months is 'How many months of arrears.';
    comment on column order_part.amount_qepik is 'In qəpik; a deduction lessens the order by it.';

    grant select on payment_order, payment_standing, order_part to dost_app;
    grant insert on payment_order, order_part to dost_app;
    grant update (state, file_id, bank_reason, state_changed_at) on payment_order to dost_app;

    create function crockford_base32(bytes bytea) returns text language sql immutable strict parallel safe
      return encode(${base32Pairs()}, 'escape');
    comment on function crockford_base32 is
      'The first ten bytes as domain/end-to-end-id.ts writes them. The bytes are named often, so hand them in as a column, not as a sum.';

    -- Two foreign keys, asked once for a million rows: one by one they would cost more than the rows. Nobody may delete
    -- what they point to.
    create function payment_order_belongs() returns trigger language plpgsql as $$
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
    create trigger payment_order_belongs after insert on payment_order
      referencing new table as added for each statement execute function payment_order_belongs();

    create function payment_order_has_file() returns trigger language plpgsql as $$
    begin
      if not exists (select from payment_file where id = new.file_id) then
        raise exception 'A payment order in a file that is not there'
          using errcode = 'foreign_key_violation', constraint = 'payment_order_has_file';
      end if;
      return null;
    end
    $$;
    comment on function payment_order_has_file is 'The same for an order that is put into a file later.';
    create trigger payment_order_has_file after update of file_id on payment_order
      for each row when (new.file_id is distinct from old.file_id) execute function payment_order_has_file();

    create function payment_order_moves_on() returns trigger language plpgsql as $$
    begin
      raise exception 'A payment order that is % cannot become %', old.state, new.state
        using errcode = 'check_violation', constraint = 'payment_order_moves_on';
    end
    $$;
    comment on function payment_order_moves_on is 'Refuses what the trigger of that name finds.';
    -- The most frequent move stands first. What came back stays so until somebody gives it up (cancelled) and the next run pays the month as arrears.
    create trigger payment_order_moves_on after update of state on payment_order for each row
      when ((old.state, new.state) not in (
        ('ordered', 'settled'), ('ordered', 'approved'), ('ordered', 'held'), ('approved', 'held'), ('held', 'ordered'),
        ('ordered', 'rejected'), ('approved', 'settled'), ('approved', 'rejected'),
        ('ordered', 'returned'), ('settled', 'returned'),
        ('ordered', 'cancelled'), ('approved', 'cancelled'), ('held', 'cancelled'),
        ('rejected', 'cancelled'), ('returned', 'cancelled')))
      execute function payment_order_moves_on();
`

/** Pairs of signs, looked up by ten bits at a time: the quickest way that PostgreSQL has. */
function base32Pairs(): string {
  const signs = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
  const pairs = signs.flatMap((first) => signs.map((second) => first + second)).join('')
  return [0, 1, 2, 3, 4, 5, 6, 7]
    .map((place) => {
      const byte = Math.floor((place * 10) / 8)
      const shift = 6 - ((place * 10) % 8)
      const high = `(get_byte(bytes, ${byte}) & ${(1 << (shift + 2)) - 1}) << ${8 - shift}`
      return `substring('${pairs}'::bytea from 1 + 2 * ((${high}) | (get_byte(bytes, ${byte + 1}) >> ${shift})) for 2)`
    })
    .join(' || ')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop view payment_standing;
    drop table order_part, payment_order;
    drop function payment_order_moves_on, payment_order_belongs, payment_order_has_file, crockford_base32;
  `)
}
