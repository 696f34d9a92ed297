/** Appeals on decisions and payments, the facts they correct, and the decisions made again because of them. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const DOMAIN = 'docs/domain.md 1.8'
const parameters = [
  [
    'appeal-lodging-days',
    30,
    'days',
    'assumption',
    `${DOMAIN}: term to lodge an administrative complaint not found`,
  ],
  ['appeal-decision-days', 30, 'days', 'assumption', `${DOMAIN}: one month, from memory only`],
  [
    'appeal-escalation-working-days',
    3,
    'working-days',
    'assumption',
    'Design choice: so long before its term an appeal is escalated',
  ],
  [
    'appeal-carry-out-working-days',
    10,
    'working-days',
    'assumption',
    'Design choice: term to put right what was upheld',
  ],
  ['court-claim-days', 30, 'days', 'confirmed', `${DOMAIN}: claim to a court within 30 days from delivery`],
] as const

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table appeal (
      case_id uuid primary key references case_file,
      contested_case_id uuid not null references case_file,
      subject text not null check (subject in ('decision', 'payment')),
      appellant text not null check (appellant in ('applicant', 'dost-centre')),
      grounds text not null check (grounds <> '' and length(grounds) <= 2000),
      lateness_reason text check (lateness_reason <> '' and length(lateness_reason) <= 2000),
      contested_on date not null,
      appeals_group text check (appeals_group in ('dsmf-appeals', 'employment-appeals')),
      carry_out_group text check (carry_out_group <> ''),
      late boolean,
      lateness text check (lateness in ('good-reason', 'no-good-reason')),
      lateness_judged_at timestamptz,
      reasons text check (reasons <> '' and length(reasons) <= 2000),
      legal_base text check (legal_base <> '' and length(legal_base) <= 500),
      outcome text check (outcome in ('upheld', 'partly-upheld', 'rejected')),
      remedy text check (remedy in ('none', 'redecision', 'carry-out')),
      decided_at timestamptz,
      withdrawn_at timestamptz,
      constraint appeal_is_about_another check (contested_case_id <> case_id),
      constraint appeal_only_a_late_one_is_judged_late check (lateness is null or late),
      constraint appeal_lateness_is_whole check ((lateness is null) = (lateness_judged_at is null)),
      constraint appeal_decision_is_whole check (
        (outcome is null) = (decided_at is null) and (outcome is null) = (remedy is null)
        and (outcome is null or (reasons is not null and legal_base is not null))),
      constraint appeal_rejected_changes_nothing check ((outcome = 'rejected') = (remedy = 'none')),
      constraint appeal_ends_one_way check (
        num_nonnulls(outcome, withdrawn_at) + (lateness is not distinct from 'no-good-reason')::integer <= 1)
    );
    create index appeal_by_contested_case on appeal (contested_case_id);
    create unique index appeal_one_open_on_a_subject on appeal (contested_case_id, subject)
      where outcome is null and withdrawn_at is null and lateness is distinct from 'no-good-reason';
    comment on table appeal is 'An appeal on a decision or a payment, and what was decided on it.';
    comment on column appeal.case_id is 'The case of the appeal.';
    comment on column appeal.contested_case_id is 'The case whose decision or payment is contested.';
    comment on column appeal.subject is 'What is contested.';
    comment on column appeal.appellant is 'Who appeals: the applicant of that case, or a DOST centre.';
    comment on column appeal.grounds is 'Why, in the words of who appeals. Personal.';
    comment on column appeal.lateness_reason is 'Why it comes after the term. Personal.';
    comment on column appeal.contested_on is 'Day of the contested decision or payment: the term to appeal runs from it.';
    comment on column appeal.appeals_group is 'Who decides it; empty until registered.';
    comment on column appeal.carry_out_group is 'Who puts right what is upheld.';
    comment on column appeal.late is 'Whether it came after the term.';
    comment on column appeal.lateness is 'Whether there was a good reason for that; without one it is not taken up.';
    comment on column appeal.lateness_judged_at is 'When that was judged.';
    comment on column appeal.reasons is 'Reasons of the decision on it, told to the appellant. Personal.';
    comment on column appeal.legal_base is 'Articles that the decision rests on.';
    comment on column appeal.outcome is 'How it was decided.';
    comment on column appeal.remedy is 'What follows: nothing, the case is decided again, or a group puts it right.';
    comment on column appeal.decided_at is 'When it was decided.';
    comment on column appeal.withdrawn_at is 'When the appellant took it back.';

    create table appeal_correction (
      case_id uuid not null references appeal,
      fact text not null check (fact in
        ('memberCount', 'incomeTotalQepik', 'purchasesTotalQepik', 'utilitiesTotalQepik', 'vehicleCount', 'samePurposeProperties',
         'refusedSuitableJobs', 'mismatchCount', 'unableToWorkMembers', 'carerMembers', 'studentMembers',
         'unemploymentInsuredMembers', 'absentMembers', 'unexplainedNonWorkingMembers', 'blockedForFalseData')),
      value bigint not null check (value between 0 and 100000000000),
      primary key (case_id, fact),
      constraint appeal_correction_leaves_a_member check (fact <> 'memberCount' or value > 0),
      constraint appeal_correction_yes_or_no check (fact <> 'blockedForFalseData' or value <= 1)
    );
    comment on table appeal_correction is 'Facts of the contested decision that the decision on the appeal corrects.';
    comment on column appeal_correction.case_id is 'The appeal.';
    comment on column appeal_correction.fact is 'Name of the fact (domain/facts.ts).';
    comment on column appeal_correction.value is 'Its right value: a count, qəpik of 12 months, or 0 and 1 for no and yes.';

    create table redecision (
      case_id uuid primary key references case_file,
      appeal_case_id uuid not null unique references appeal,
      contested_case_id uuid not null references decision,
      application_case_id uuid not null references declaration,
      effect text check (effect in ('assign', 'raise', 'keep')),
      back_pay_qepik bigint check (back_pay_qepik >= 0),
      constraint redecision_back_pay_of_a_raise check (back_pay_qepik is null or effect = 'raise')
    );
    create index redecision_by_contested_case on redecision (contested_case_id);
    comment on table redecision is 'A decision made again because an appeal was upheld.';
    comment on column redecision.case_id is 'The case of the new decision.';
    comment on column redecision.appeal_case_id is 'The appeal that ordered it.';
    comment on column redecision.contested_case_id is 'The case whose decision the new one takes the place of, unless it keeps it.';
    comment on column redecision.application_case_id is 'The application that was decided on first.';
    comment on column redecision.effect is 'Aid assigned after a refusal, its amount raised, or the earlier decision kept.';
    comment on column redecision.back_pay_qepik is 'What is paid later for months that were paid too low, in qəpik.';

    grant select, insert on appeal, appeal_correction, redecision to dost_app;
    grant delete, update (value) on appeal_correction to dost_app;
    grant update (appeals_group, carry_out_group, late, lateness, lateness_judged_at, reasons, legal_base, outcome, remedy,
      decided_at, withdrawn_at)
      on appeal to dost_app;
    grant update (effect, back_pay_qepik) on redecision to dost_app;
  `)
  await addParameters(knex, '2000-01-01', parameters)
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, parameters)
  await knex.raw(`
    drop table redecision, appeal_correction, appeal;
  `)
}
