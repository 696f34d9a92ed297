/** What a payment run is checked against: holds, additions and deductions, and the money there is. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table payment_hold (
      id uuid primary key default uuidv7(),
      order_id uuid references payment_order,
      entitlement_id uuid references entitlement,
      kind text check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      from_period text not null check (from_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      to_period text check (to_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
      note text,
      held_by text not null,
      held_at timestamptz not null,
      released_by text,
      released_at timestamptz,
      constraint payment_hold_is_about_one_thing check (num_nonnulls(order_id, entitlement_id, kind) <= 1),
      constraint payment_hold_ends_after_it_begins check (to_period is null or to_period >= from_period),
      constraint payment_hold_released_is_whole check ((released_by is null) = (released_at is null)),
      constraint payment_hold_released_by_another check (released_by is null or released_by <> 'system')
    );
    create unique index payment_hold_once_per_order on payment_hold (order_id, reason) where released_at is null;
    create index payment_hold_in_force on payment_hold (entitlement_id) where released_at is null;
    comment on table payment_hold is 'Stop orders and freeze periods: on one order, one entitlement, a kind of aid, or everything when none is named.';
    comment on column payment_hold.id is 'The hold.';
    comment on column payment_hold.order_id is 'The one order held, e.g. a duplicate found by the check.';
    comment on column payment_hold.entitlement_id is 'The entitlement not to be paid.';
    comment on column payment_hold.kind is 'The kind of aid not to be paid.';
    comment on column payment_hold.from_period is 'First month not to be paid.';
    comment on column payment_hold.to_period is 'Last month not to be paid; empty: until released.';
    comment on column payment_hold.reason is 'Why, e.g. same-account.';
    comment on column payment_hold.note is 'What a person adds, without personal data.';
    comment on column payment_hold.held_by is 'User name, or system for what the check finds.';
    comment on column payment_hold.held_at is 'Since when.';
    comment on column payment_hold.released_by is 'The person who released it.';
    comment on column payment_hold.released_at is 'When it was released.';

    create table payment_adjustment (
      id bigint generated always as identity primary key,
      entitlement_id uuid not null references entitlement,
      part text not null check (part in ('addition', 'deduction')),
      amount_qepik bigint not null check (amount_qepik > 0),
      from_period text not null check (from_period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
      reference text not null unique,
      made_by text not null,
      made_at timestamptz not null
    );
    create index payment_adjustment_by_entitlement on payment_adjustment (entitlement_id);
    comment on table payment_adjustment is 'What later orders of an entitlement shall pay on top or keep back, until it is used up.';
    comment on column payment_adjustment.id is 'The adjustment.';
    comment on column payment_adjustment.entitlement_id is 'Whose payments it changes.';
    comment on column payment_adjustment.part is 'Paid on top, or kept back.';
    comment on column payment_adjustment.amount_qepik is 'All of it, in qəpik; order_part tells what has been used.';
    comment on column payment_adjustment.from_period is 'First month in which it counts.';
    comment on column payment_adjustment.reason is 'Why, e.g. overpayment-recovery.';
    comment on column payment_adjustment.reference is 'Natural key of its cause, so that it is made once.';
    comment on column payment_adjustment.made_by is 'Who made it.';
    comment on column payment_adjustment.made_at is 'When it was made.';
    alter table order_part add constraint order_part_of_adjustment foreign key (adjustment_id) references payment_adjustment;

    create table appropriation (
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      amount_qepik bigint not null check (amount_qepik >= 0),
      source text not null check (source <> ''),
      entered_at timestamptz not null,
      primary key (kind, period)
    );
    comment on table appropriation is 'Money allotted to a kind of aid for a month; what is ordered may not exceed it.';
    comment on column appropriation.kind is 'Kind of aid.';
    comment on column appropriation.period is 'Month.';
    comment on column appropriation.amount_qepik is 'In qəpik.';
    comment on column appropriation.source is 'The budget line or letter that allots it.';
    comment on column appropriation.entered_at is 'When it was entered.';

    grant select, insert on payment_hold, payment_adjustment, appropriation to dost_app;
    grant update (released_by, released_at) on payment_hold to dost_app;
    grant update (amount_qepik, source, entered_at) on appropriation to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table order_part drop constraint order_part_of_adjustment;
    drop table appropriation, payment_adjustment, payment_hold;
  `)
}
