/** Legal parameters of one migration: put in with it, taken out again when it is undone. */
import type { Knex } from 'knex'

export type NewParameter = readonly [
  name: string,
  value: number,
  unit: string,
  certainty: 'confirmed' | 'assumption',
  source: string,
]

/** @param validFrom `YYYY-MM-DD`, the same for all */
export async function addParameters(
  knex: Knex,
  validFrom: string,
  parameters: readonly NewParameter[],
): Promise<void> {
  await knex('legal_parameter').insert(
    parameters.map(([name, value, unit, certainty, source]) => ({
      name,
      valid_from: validFrom,
      value,
      unit,
      certainty,
      source,
    })),
  )
}

/** All their values, also those that were added later: without the migration nothing reads them. */
export async function removeParameters(
  knex: Knex,
  parameters: readonly (readonly [name: string, ...rest: readonly unknown[]])[],
): Promise<void> {
  await knex('legal_parameter')
    .whereIn(
      'name',
      parameters.map(([name]) => name),
    )
    .delete()
}
