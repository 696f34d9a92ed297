/** Which benefit a service of the catalogue is an application for, and what a request for one tells beside the person. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table service
      add benefit text check (benefit ~ '^[a-z]+(-[a-z]+)*$'),
      add benefit_variant text check (benefit_variant ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      add constraint service_benefit_is_claimed check (benefit is null or process_id = 'benefit-assignment'),
      add constraint service_variant_is_of_a_benefit check (benefit_variant is null or benefit is not null);
    comment on column service.benefit is 'Kind of benefit that a request claims, where its process assigns benefits.';
    comment on column service.benefit_variant is 'Which amount of that kind, where the service says it.';

    alter table service_request add benefit_told jsonb check (jsonb_typeof(benefit_told) = 'object');
    comment on column service_request.benefit_told is 'What a claim to a benefit needs beside its people: day, sex, children, category, disability (domain/service-request.ts). Personal.';
    grant update (benefit_told) on service_request to dost_app;
  `)
  const list = readFileSync(join(import.meta.dirname, 'services.csv'))
  const rows: readonly Readonly<Record<string, string>>[] = parse(list, { columns: true, bom: true })
  const orNull = (text = '') => (text === '' ? null : text)
  for (const { code = '', process, benefit, benefit_variant } of rows) {
    await knex('service')
      .where({ code })
      // An office that has loaded its own list sends a service where it wants.
      .andWhereRaw(`coalesce(process_id, 'benefit-assignment') = 'benefit-assignment'`)
      .update({
        process_id: orNull(process),
        benefit: orNull(benefit),
        benefit_variant: orNull(benefit_variant),
      })
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table service_request drop benefit_told;
    alter table service drop benefit, drop benefit_variant;
  `)
}
