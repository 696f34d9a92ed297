/** What the bank says of our payments, line by line, and what of it people have to look at. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table bank_message (
      id bigint generated always as identity primary key,
      message_id text not null unique,
      type text not null check (type in ('pain.002', 'camt.053', 'bulk-result', 'unreadable')),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      line_count integer check (line_count >= 0),
      problems text[] not null default '{}',
      state text not null default 'received' check (state in ('received', 'matched')),
      received_at timestamptz not null,
      matched_at timestamptz,
      matched jsonb,
      constraint bank_message_matched_has_time check ((state = 'matched') = (matched_at is not null))
    );
    comment on table bank_message is 'Messages of the bank as received.';
    comment on column bank_message.id is 'Row, for its lines.';
    comment on column bank_message.message_id is 'MsgId given by the bank: a message counts once. Derived from the bytes where it could not be read.';
    comment on column bank_message.type is 'Kind of message: status report, statement, or report of a payment hub; what could not be read is kept too.';
    comment on column bank_message.sha256 is 'SHA-256 of the bytes, which the file store keeps under it.';
    comment on column bank_message.line_count is 'Lines read from it; empty until it is read to the end.';
    comment on column bank_message.problems is 'What is odd about it as a whole, e.g. balances that do not add up.';
    comment on column bank_message.state is 'Received, then all lines matched.';
    comment on column bank_message.received_at is 'When it was stored.';
    comment on column bank_message.matched_at is 'When its lines were matched.';
    comment on column bank_message.matched is 'What the matching answered, given again to who asks again.';

    create table bank_line (
      bank_message_id bigint not null references bank_message not enforced,
      line_number integer not null check (line_number >= 1),
      scope text not null default 'payment' check (scope in ('payment', 'block', 'file')),
      status text not null check (status in ('accepted', 'rejected', 'booked', 'returned', 'pending')),
      end_to_end_id text,
      original_message_id text,
      amount_qepik bigint,
      currency text,
      iban text,
      booked_on date,
      reason text,
      found_in text,
      problem text,
      primary key (bank_message_id, line_number)
    );
    comment on table bank_line is 'Lines of bank messages as read, filled by COPY and never changed. What they did is in posting, what they could not do in payment_exception.';
    comment on column bank_line.bank_message_id is 'The message, stored in the same transaction: a million lines do not ask for it one by one, and lines of no message are never read.';
    comment on column bank_line.line_number is 'Place in the message, from 1.';
    comment on column bank_line.scope is 'One payment, or all of a block or file.';
    comment on column bank_line.status is 'What the bank says happened.';
    comment on column bank_line.end_to_end_id is 'Our reference, wherever the bank put it.';
    comment on column bank_line.original_message_id is 'Message id of the payment file it is about.';
    comment on column bank_line.amount_qepik is 'In qəpik.';
    comment on column bank_line.currency is 'Currency of the amount.';
    comment on column bank_line.iban is 'Account of the payee as the bank says. Personal.';
    comment on column bank_line.booked_on is 'Day of the booking.';
    comment on column bank_line.reason is 'Code and words of the bank.';
    comment on column bank_line.found_in is 'Where the reference stood.';
    comment on column bank_line.problem is 'What is odd about the line itself.';

    create table payment_exception (
      id bigint generated always as identity primary key,
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      message_id text not null,
      line_number integer,
      order_id uuid references payment_order,
      run_id uuid references payment_run,
      amount_qepik bigint,
      line_count integer not null default 1 check (line_count >= 0),
      detail jsonb not null,
      state text not null default 'open' check (state in ('open', 'resolved')),
      resolution text,
      noticed_at timestamptz not null,
      resolved_by text references staff on update cascade,
      resolved_at timestamptz,
      constraint payment_exception_resolved_is_whole check
        ((state = 'resolved') = (resolved_at is not null) and (resolved_at is null) = (resolution is null))
    );
    create index payment_exception_open on payment_exception (id) where state = 'open';
    create index payment_exception_by_run on payment_exception (run_id) where run_id is not null;
    comment on table payment_exception is 'What the bank said and nobody could match: for people to look at.';
    comment on column payment_exception.id is 'Row.';
    comment on column payment_exception.kind is 'What is odd, one of exceptionKinds in domain/bank-matching.ts.';
    comment on column payment_exception.message_id is 'Message of the bank, or of our file that it refused.';
    comment on column payment_exception.line_number is 'The line; empty when it is about the message or about many lines.';
    comment on column payment_exception.order_id is 'Order that the line names, when there is one.';
    comment on column payment_exception.run_id is 'Run of that order.';
    comment on column payment_exception.amount_qepik is 'Amount of the line, or of all lines it stands for.';
    comment on column payment_exception.line_count is 'Lines it stands for: many alike are one exception.';
    comment on column payment_exception.detail is 'What is known of the line, without personal data.';
    comment on column payment_exception.state is 'Open, then resolved by a person.';
    comment on column payment_exception.resolution is 'What that person did about it.';
    comment on column payment_exception.noticed_at is 'When it was noticed.';
    comment on column payment_exception.resolved_by is 'Who dealt with it; empty when that was no member of staff.';
    comment on column payment_exception.resolved_at is 'When it was dealt with.';

    grant select, insert on bank_message, bank_line, payment_exception to dost_app;
    grant update (line_count, problems, state, matched_at, matched) on bank_message to dost_app;
    grant update (state, resolution, resolved_by, resolved_at) on payment_exception to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table payment_exception, bank_line, bank_message;
  `)
}
