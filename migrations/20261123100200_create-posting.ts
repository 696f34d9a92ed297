/** The accounts of payment: each row of posting is one whole double entry, so that the books balance by their form. */
import type { Knex } from 'knex'

/** Event, account debited, account credited. */
const entries = [
  ['approved', 500, 200],
  ['approved-again', 210, 200],
  ['deducted', 200, 300],
  ['settled', 200, 100],
  ['rejected', 200, 210],
  ['returned', 100, 210],
  ['cancelled', 200, 500],
  ['deduction-cancelled', 300, 200],
  ['given-up', 210, 500],
  ['deduction-given-up', 300, 500],
  ['overpaid', 300, 500],
  ['recovered', 100, 300],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table account (
      code smallint primary key,
      name text not null unique,
      normal_side text not null check (normal_side in ('debit', 'credit'))
    );
    insert into account values
      (100, 'bank', 'debit'), (200, 'benefits-payable', 'credit'), (210, 'returned-payments-owed', 'credit'),
      (300, 'overpayments-to-recover', 'debit'), (500, 'benefit-expense', 'debit');
    comment on table account is 'Accounts that postings move between.';
    comment on column account.code is 'Number of the account.';
    comment on column account.name is 'What it holds.';
    comment on column account.normal_side is 'Side on which it usually stands.';

    create table posting_event (
      event text primary key,
      debit smallint not null references account,
      credit smallint not null references account,
      constraint posting_event_moves check (debit <> credit)
    );
    insert into posting_event values ${entries.map(([event, debit, credit]) => `('${event}', ${debit}, ${credit})`).join(', ')};
    comment on table posting_event is 'What happens to a payment, and which accounts it moves.';
    comment on column posting_event.event is 'What happened.';
    comment on column posting_event.debit is 'Account debited.';
    comment on column posting_event.credit is 'Account credited.';

    create table posting (
      about uuid not null,
      event text not null check (event in (${entries.map(([event]) => `'${event}'`).join(', ')})),
      reference text not null default '',
      amount_qepik bigint not null check (amount_qepik > 0),
      booked_at timestamptz not null,
      bank_message_id bigint,
      bank_line_number integer,
      grade text check (grade in ('reference', 'file', 'amount-account-date')),
      primary key (about, event, reference)
    );
    comment on table posting is 'The books, append-only: one row is one double entry, its accounts given by the event. Once per order and event.';
    comment on column posting.about is 'The order; the entitlement when the event is overpaid or recovered.';
    comment on column posting.event is 'What happened; see posting_event (a check, because two million rows a month would each ask a foreign key).';
    comment on column posting.reference is 'Natural key where an event may happen more than once.';
    comment on column posting.amount_qepik is 'In qəpik.';
    comment on column posting.booked_at is 'When it was booked.';
    comment on column posting.bank_message_id is 'Message of the bank it rests on.';
    comment on column posting.bank_line_number is 'Line of that message.';
    comment on column posting.grade is 'How surely the line was matched: by our reference, as one of a judged file, or by amount, account and date.';

    create view trial_balance as
      select account.code, account.name,
        coalesce(sum(amount_qepik) filter (where debit = code), 0)::bigint as debit_qepik,
        coalesce(sum(amount_qepik) filter (where credit = code), 0)::bigint as credit_qepik
      from account
        left join (select debit, credit, sum(amount_qepik) as amount_qepik
                   from posting join posting_event using (event) group by debit, credit) moved
          on code in (debit, credit)
      group by account.code, account.name;
    comment on view trial_balance is 'Both sides of each account; over all accounts they are equal.';

    grant select on account, posting_event, posting, trial_balance to dost_app;
    grant insert on posting to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop view trial_balance; drop table posting, posting_event, account')
}
