/** Payment runs, where aid is paid to, and the files that carry orders to the bank. Orders: the next migration. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table payment_account (
      case_id uuid primary key references case_file,
      iban text not null check (iban ~ '^AZ[0-9]{2}[A-Z]{4}[0-9A-Z]{20}$'),
      payee_name text not null check (payee_name <> ''),
      settlement text,
      since timestamptz not null
    );
    comment on table payment_account is 'Where the aid of a case is paid: the one account that counts, corrected here and nowhere else. Personal.';
    comment on column payment_account.case_id is 'The case, with all its entitlements.';
    comment on column payment_account.iban is 'Account of the payee. Personal.';
    comment on column payment_account.payee_name is 'Name of the payee, in whose name the account must be. Personal.';
    comment on column payment_account.settlement is 'Settlement or district of the address, for control totals. Personal.';
    comment on column payment_account.since is 'Since when it is paid there; who changed it is in the ledger.';

    create sequence payment_run_number_seq;
    comment on sequence payment_run_number_seq is 'Running part of the number of a payment run.';

    create table payment_run (
      case_id uuid primary key references case_file,
      kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
      period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      body text not null check (body ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      purpose text not null check (purpose in ('monthly', 'supplementary')),
      sequence integer not null check (sequence >= 1),
      round integer not null default 1 check (round >= 1),
      pay_day date not null,
      state text not null check (state in
        ('open', 'frozen', 'checked', 'approved', 'released', 'closed', 'cancelled')),
      order_count integer not null default 0 check (order_count >= 0),
      total_qepik bigint not null default 0 check (total_qepik >= 0),
      file_count integer not null default 0 check (file_count >= 0),
      control_totals jsonb,
      funds_short_qepik bigint check (funds_short_qepik >= 0),
      third_signature_needed boolean,
      reason text,
      opened_at timestamptz not null,
      frozen_at timestamptz,
      approved_at timestamptz,
      released_at timestamptz,
      ended_at timestamptz,
      constraint payment_run_once unique (kind, period, body, sequence),
      constraint payment_run_frozen_has_time check (state in ('open', 'cancelled') or frozen_at is not null),
      constraint payment_run_checked_before_approved check
        (state not in ('approved', 'released', 'closed') or (control_totals is not null and approved_at is not null)),
      constraint payment_run_released_has_time check (state not in ('released', 'closed') or released_at is not null),
      constraint payment_run_ended_has_time check ((state in ('closed', 'cancelled')) = (ended_at is not null))
    );
    comment on table payment_run is 'One payment of a kind of aid for a month: a case of its own.';
    comment on column payment_run.case_id is 'The run as a case.';
    comment on column payment_run.kind is 'Kind of aid that is paid.';
    comment on column payment_run.period is 'Month paid for, YYYY-MM.';
    comment on column payment_run.body is 'Who pays, e.g. dsmf-branch-2.';
    comment on column payment_run.purpose is 'The month itself, or what was left over.';
    comment on column payment_run.sequence is 'First, second ... run of that kind, month and body.';
    comment on column payment_run.round is 'How often it was opened: a run opened again freezes anew.';
    comment on column payment_run.pay_day is 'Day the bank shall pay: a working day.';
    comment on column payment_run.state is 'Moves only as the function payment_run_moves_on allows.';
    comment on column payment_run.order_count is 'Orders to pay, without those held.';
    comment on column payment_run.total_qepik is 'Their sum, in qəpik.';
    comment on column payment_run.file_count is 'Files they are in.';
    comment on column payment_run.control_totals is 'What the check found: totals, differences, duplicates (domain/payment-run.ts).';
    comment on column payment_run.funds_short_qepik is 'What the appropriation lacks, in qəpik; nothing is approved while it is above 0.';
    comment on column payment_run.third_signature_needed is 'Whether the sum needs a third signature.';
    comment on column payment_run.reason is 'Why it was cancelled.';
    comment on column payment_run.opened_at is 'When it was opened.';
    comment on column payment_run.frozen_at is 'When its orders were made.';
    comment on column payment_run.approved_at is 'When its checker approved it.';
    comment on column payment_run.released_at is 'When its files got their numbers: from then on it cannot be cancelled.';
    comment on column payment_run.ended_at is 'When it was closed or cancelled.';

    create function payment_run_moves_on() returns trigger language plpgsql as $$
    begin
      raise exception 'A payment run that is % cannot become %', old.state, new.state
        using errcode = 'check_violation', constraint = 'payment_run_moves_on';
    end
    $$;
    comment on function payment_run_moves_on is 'Refuses what the trigger of that name finds.';
    create trigger payment_run_moves_on after update of state on payment_run for each row
      when ((old.state, new.state) not in (
        ('open', 'frozen'), ('frozen', 'checked'), ('checked', 'checked'), ('checked', 'approved'),
        ('approved', 'released'), ('released', 'closed'),
        ('open', 'cancelled'), ('frozen', 'cancelled'), ('checked', 'cancelled'), ('approved', 'cancelled'),
        ('frozen', 'open'), ('checked', 'open'), ('cancelled', 'open')))
      execute function payment_run_moves_on();

    create table payment_file_counter (
      only_row boolean primary key default true check (only_row),
      last_number integer not null check (last_number >= 0)
    );
    insert into payment_file_counter (last_number) values (0);
    comment on table payment_file_counter is 'Last number of a payment file. A locked row, not a sequence: a rollback gives its number back.';
    comment on column payment_file_counter.only_row is 'There is one row.';
    comment on column payment_file_counter.last_number is 'Number of the newest file.';

    create table payment_file (
      id uuid primary key default uuidv7(),
      run_id uuid references payment_run,
      run_file_number integer check (run_file_number >= 1),
      number integer unique check (number >= 1),
      message_id text unique check (message_id ~ '^[0-9A-Z-]{1,35}$'),
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      signature text,
      byte_count bigint check (byte_count > 0),
      order_count integer not null check (order_count >= 0),
      control_sum_qepik bigint not null check (control_sum_qepik >= 0),
      answered_count integer not null default 0 check (answered_count >= 0),
      state text not null check (state in ('planned', 'released', 'written', 'sent', 'refused', 'cancelled')),
      written_at timestamptz,
      sent_at timestamptz,
      constraint payment_file_of_run_has_number check ((run_id is null) = (run_file_number is null)),
      constraint payment_file_numbered_when_released check
        ((number is null and message_id is null) = (state in ('planned', 'cancelled'))),
      constraint payment_file_written_is_whole check
        (state not in ('written', 'sent', 'refused') or (sha256 is not null and signature is not null and byte_count is not null
          and written_at is not null and order_count > 0)),
      constraint payment_file_sent_has_time check ((state = 'sent') = (sent_at is not null))
    );
    create unique index payment_file_once_in_run on payment_file (run_id, run_file_number) where state <> 'cancelled';
    comment on table payment_file is 'Files for the bank, kept before they are sent.';
    comment on column payment_file.id is 'The file.';
    comment on column payment_file.run_id is 'The run whose orders it carries; empty for a first payment.';
    comment on column payment_file.run_file_number is 'Place in the run, from 1.';
    comment on column payment_file.number is 'Running number over all files, without gaps; given when nothing can stop the file any more.';
    comment on column payment_file.message_id is 'MsgId of the file: the bank takes it once.';
    comment on column payment_file.sha256 is 'SHA-256 of the bytes, which the file store keeps under it; also in the ledger.';
    comment on column payment_file.signature is 'Detached signature: key id and Ed25519 over what identifies the file.';
    comment on column payment_file.byte_count is 'Length of the file in bytes.';
    comment on column payment_file.order_count is 'NbOfTxs.';
    comment on column payment_file.control_sum_qepik is 'CtrlSum, in qəpik.';
    comment on column payment_file.answered_count is 'Orders of it that the bank has settled or rejected.';
    comment on column payment_file.state is 'Planned by the freeze, released with a number, written, sent; refused by the bank; cancelled before it had a number.';
    comment on column payment_file.written_at is 'When it was written.';
    comment on column payment_file.sent_at is 'When the bank took it.';

    grant select on payment_account, payment_run, payment_file_counter, payment_file to dost_app;
    grant insert on payment_account, payment_run, payment_file to dost_app;
    grant usage on sequence payment_run_number_seq to dost_app;
    grant update (iban, since) on payment_account to dost_app;
    grant update (round, state, order_count, total_qepik, file_count, control_totals, funds_short_qepik,
      third_signature_needed, reason, frozen_at, approved_at, released_at, ended_at) on payment_run to dost_app;
    grant update (last_number) on payment_file_counter to dost_app;
    grant update (number, message_id, sha256, signature, byte_count, order_count, control_sum_qepik, answered_count,
      state, written_at, sent_at) on payment_file to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table payment_file, payment_file_counter, payment_run, payment_account;
    drop function payment_run_moves_on;
    drop sequence payment_run_number_seq;
  `)
}
