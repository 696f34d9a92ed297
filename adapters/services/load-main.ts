/** `npm run load-services -- <file.csv>`: the office's own list of services; bad rows are told, the good ones stay. */
import { createReadStream } from 'node:fs'
import { Command } from 'commander'
import { systemClock } from '../../domain/clock.ts'
import { loadDotEnv } from '../config.ts'
import { openDatabase } from '../postgres/database.ts'
import { storeServices } from '../postgres/service-catalogue.ts'
import { readServiceList } from './read-service-list.ts'

const program = new Command('npm run load-services --')
  .description('Loads a list of services (CSV, UTF-8) into the catalogue, as the owner of the database.')
  .argument('<file.csv>', 'columns as in migrations/services.csv')
  .option('--retire-others', 'services that are not in the list are no longer offered', false)
  .addHelpText('after', '\nEnds with 0 when every row was taken, with 65 when some were refused.')
  .parse()

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const complain = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Exit codes as in sysexits.h: data that does not hold, no such input, wrong settings. */
const [DATA_ERROR, NO_INPUT, NOT_CONFIGURED] = [65, 66, 78]

async function main(): Promise<number> {
  loadDotEnv()
  const [file = ''] = program.args
  const url = process.env['DATABASE_OWNER_URL']
  if (url === undefined || url === '') {
    complain('DATABASE_OWNER_URL is not set: the catalogue is loaded as the owner of the database.')
    return NOT_CONFIGURED
  }
  let list
  try {
    list = await readServiceList(createReadStream(file))
  } catch (error) {
    complain(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return NO_INPUT
  }
  const { services, refused } = list
  for (const { line, reasons } of refused) complain(`line ${line} refused: ${reasons.join('; ')}`)
  if (services.length === 0) {
    complain('No row was taken; the catalogue is as it was.')
    return DATA_ERROR
  }
  const db = openDatabase(url, { maxConnections: 1 })
  try {
    const { retireOthers } = program.opts<{ readonly retireOthers: boolean }>()
    const stored = await storeServices(db, systemClock, services, {
      retireOthers,
      actor: 'system:load-services',
    })
    const unchanged = services.length - stored.added - stored.changed
    say(
      `${stored.added} added, ${stored.changed} changed, ${unchanged} as before, ` +
        `${stored.retired} no longer offered, ${refused.length} refused.`,
    )
  } finally {
    await db.close()
  }
  return refused.length === 0 ? 0 : DATA_ERROR
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    complain(`load-services failed: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  },
)
