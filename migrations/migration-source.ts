/** Loads the migrations beside this file, and records them without `.ts` or `.js`, so that tsx and dist/ agree. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Knex } from 'knex'

const MIGRATION = /^\d{14}_[a-z0-9-]+\.[jt]s$/

export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () =>
    (await readdir(import.meta.dirname)).filter((file) => MIGRATION.test(file)).sort(),
  getMigrationName: (file) => file.replace(/\.[jt]s$/, ''),
  getMigration: async (file) =>
    (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as Knex.Migration,
}
