/** Whether the database answers and has the tables this version of the code needs. */
import type { Sql } from './database.ts'

/**
 * @param expected names of the migrations of this version, from migrations/migration-source.ts
 * @returns those that have not run; throws `RetryableError` when the database does not answer
 */
export async function findWaitingMigrations(
  sql: Sql,
  expected: readonly string[],
): Promise<readonly string[]> {
  const [table] = await sql.rows<{ exists: boolean }>(
    `select to_regclass('knex_migrations') is not null as exists`,
  )
  if (table?.exists !== true) return expected
  const rows = await sql.rows<{ name: string }>('select name from knex_migrations')
  const ran = new Set(rows.map(({ name }) => name))
  return expected.filter((name) => !ran.has(name))
}
