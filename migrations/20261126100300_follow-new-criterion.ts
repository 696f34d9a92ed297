/** Assistance that runs into a new year is computed again from its January with the criterion of that year. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table entitlement_amendment drop constraint entitlement_amendment_case_id_key;
    alter table entitlement_amendment add constraint entitlement_amendment_once
      unique (case_id, entitlement_id, from_period, monthly_amount_qepik);
    comment on column entitlement_amendment.case_id is 'The case in which it was decided; the term itself for a new criterion, and when nobody collects. One may change several entitlements, and one of them from several months on.';
  `)
  await knex('legal_parameter').insert({
    name: 'recalculate-at-new-criterion',
    valid_from: '2017-01-01',
    value: 1,
    unit: 'count',
    certainty: 'assumption',
    source:
      'docs/domain.md 1.8: press says January amounts use the new criterion; no rule found. 1: running assistance is raised from January, 0: it is not',
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex('legal_parameter').where({ name: 'recalculate-at-new-criterion' }).delete()
  await knex.raw(`
    alter table entitlement_amendment drop constraint entitlement_amendment_once;
    alter table entitlement_amendment add constraint entitlement_amendment_case_id_key unique (case_id);
  `)
}
