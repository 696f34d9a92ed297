/** Names of the migrations this version of the code brings, as the database records them. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../migrations')
const MIGRATION = /^(\d{14}_[a-z0-9-]+)\.[jt]s$/

/** Oldest first. */
export async function migrationNames(): Promise<readonly string[]> {
  const files = await readdir(folder)
  return files.flatMap((file) => MIGRATION.exec(file)?.[1] ?? []).sort()
}
