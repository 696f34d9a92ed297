/** An appeal on the demand of a recovery: it suspends deductions and claim, and an upheld one lowers or ends what is owed. */
import type { Knex } from 'knex'

const events = [
  'approved',
  'approved-again',
  'deducted',
  'settled',
  'rejected',
  'returned',
  'cancelled',
  'deduction-cancelled',
]
const laterEvents = ['given-up', 'deduction-given-up', 'overpaid', 'recovered']
const facts = [
  'memberCount',
  'incomeTotalQepik',
  'purchasesTotalQepik',
  'utilitiesTotalQepik',
  'vehicleCount',
  'samePurposeProperties',
  'refusedSuitableJobs',
  'mismatchCount',
  'unableToWorkMembers',
  'carerMembers',
  'studentMembers',
  'unemploymentInsuredMembers',
  'absentMembers',
  'unexplainedNonWorkingMembers',
  'blockedForFalseData',
]
const oneOf = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

const eventsAre = (names: readonly string[]) => `
  alter table posting drop constraint posting_event_check;
  alter table posting add constraint posting_event_check check (event in (${oneOf(names)}));`
const factsAre = (names: readonly string[]) => `
  alter table appeal_correction drop constraint appeal_correction_fact_check;
  alter table appeal_correction add constraint appeal_correction_fact_check check (fact in (${oneOf(names)}));`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table overpayment add given_up_at timestamptz;
    comment on column overpayment.given_up_at is 'When an appeal on the demand was upheld: nothing is owed.';
    grant update (given_up_at) on overpayment to dost_app;
    ${eventsAre([...events, ...laterEvents, 'waived'])}
    insert into posting_event values ('waived', 500, 300);
    comment on column posting.about is 'The order; the entitlement when the event is overpaid, recovered or waived.';
    ${factsAre([...facts, 'demandedQepik'])}
    alter table appeal_correction add constraint appeal_correction_leaves_a_demand
      check (fact <> 'demandedQepik' or value > 0);
    comment on column appeal_correction.fact is
      'Name of the fact (domain/facts.ts); demandedQepik: what of the demand of a recovery is still owed.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from appeal_correction where fact = 'demandedQepik';
    alter table appeal_correction drop constraint appeal_correction_leaves_a_demand;
    ${factsAre(facts)}
    delete from posting where event = 'waived';
    delete from posting_event where event = 'waived';
    ${eventsAre([...events, ...laterEvents])}
    alter table overpayment drop given_up_at;
  `)
}
