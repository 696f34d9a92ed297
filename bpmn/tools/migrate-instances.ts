/**
 * `npm run migrate-instances -- <process> --to <version>`: moves running instances to another version of their
 * diagram. Every place is checked against the target before the engine is asked; `--dry-run` only shows the plan.
 */
import { Command, InvalidArgumentError } from 'commander'
import { createInterface } from 'node:readline/promises'
import { ConfigError, loadDotEnv, readConfigOf } from '../../adapters/config.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { createInstanceMoves } from '../../adapters/postgres/instance-moves.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { EngineError } from '../../adapters/zeebe/gateway.ts'
import { createRecordStore } from '../../adapters/zeebe/record-store.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { createRunningInstances } from '../../adapters/zeebe/running-instances.ts'
import { systemClock } from '../../domain/clock.ts'
import { createInstanceMigration, MigrationRefused, type Batch } from './instance-migration.ts'

interface Options {
  readonly to: number
  readonly from?: number
  readonly map: Readonly<Record<string, string>>
  readonly dryRun: boolean
  readonly yes: boolean
}

const version = (text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('A version is a whole number from 1.')
}
const renaming = (text: string, earlier: Readonly<Record<string, string>>) => {
  const [from, to, ...rest] = text.split('=')
  if (!from || !to || rest.length > 0)
    throw new InvalidArgumentError('Write it as OldElementId=NewElementId.')
  return { ...earlier, [from]: to }
}

const program = new Command('npm run migrate-instances --')
  .description(
    'Moves running instances of a process to another deployed version, after checking that they fit.',
  )
  .argument('<process>', 'process id, e.g. household-inspection')
  .requiredOption('--to <version>', 'version they shall run on', version)
  .option('--from <version>', 'only instances of this version', version)
  .option('--map <old=new>', 'an element that has another id in the target; may be repeated', renaming, {})
  .option('--dry-run', 'show what would happen, change nothing', false)
  .option('--yes', 'do not ask', false)
  .addHelpText(
    'after',
    `
Settings come from the environment or .env (engine, OpenSearch, database). For the stack of this machine:
  eval "$(npm run -s stack -- env)"

What a run that was cut off left open between engine and ledger, the next one settles first.

Exits with 0 when all were moved (or would be), 1 when some could not, 2 when the plan does not hold.`,
  )

const settings = [
  'ZEEBE_REST_URL',
  'ZEEBE_CLIENT_ID',
  'ZEEBE_CLIENT_SECRET',
  'ZEEBE_AUTHORIZATION_SERVER_URL',
  'ZEEBE_TOKEN_AUDIENCE',
  'OPENSEARCH_URL',
  'OPENSEARCH_USER',
  'OPENSEARCH_PASSWORD',
  'ZEEBE_RECORD_PREFIX',
  'DATABASE_URL',
] as const

const say = (text: string) => process.stdout.write(`${text}\n`)

function show({ from, instances, plan }: Batch, to: number): void {
  say(`\nVersion ${from.version} → ${to}: ${instances.length} instances`)
  const stand = new Map<string, number>()
  for (const { activeElementIds } of instances) {
    for (const id of activeElementIds) stand.set(id, (stand.get(id) ?? 0) + 1)
  }
  for (const { sourceElementId, targetElementId } of plan.mapping) {
    const count = stand.get(sourceElementId)
    say(`  ${sourceElementId} → ${targetElementId}${count === undefined ? '  (waited for)' : `  (${count})`}`)
  }
  for (const note of plan.notes) say(`  Note: ${note}`)
  for (const problem of plan.problems) say(`  Problem: ${problem}`)
}

/** @returns instances of which it is not known yet where an earlier run left them */
async function settleEarlier(
  migration: ReturnType<typeof createInstanceMigration>,
  processId: string,
  dryRun: boolean,
): Promise<readonly string[]> {
  if (dryRun) {
    const { length } = await migration.unsettled(processId)
    if (length > 0)
      say(`${length} moves of an earlier run are not settled; a run without --dry-run does that.`)
    return []
  }
  const settled = await migration.settle(processId)
  for (const { processInstanceKey, toVersion, outcome } of settled) {
    say(`From an earlier run: ${processInstanceKey} → version ${toVersion}: ${outcomeWords[outcome]}`)
  }
  return settled.flatMap(({ processInstanceKey, outcome }) =>
    outcome === 'unknown' ? [processInstanceKey] : [],
  )
}

const outcomeWords = {
  moved: 'the engine did it; now in the ledger',
  'not-moved': 'the engine did not do it',
  unknown: 'not known yet; left where it is, run this again in a minute',
} as const

async function agreed(count: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(`\nMove ${count} instances? [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

async function main(): Promise<number> {
  const [processId = ''] = program.parse().args
  const { to, from, map, dryRun, yes } = program.opts<Options>()
  loadDotEnv()
  const config = readConfigOf(settings)
  const db = openDatabase(config.DATABASE_URL, { maxConnections: 2 })
  try {
    const migration = createInstanceMigration({
      running: createRunningInstances(createRecordStore(config)),
      rest: createEngineRest(config),
      transact: createTransact(db, systemClock),
      moves: createInstanceMoves(db, systemClock),
      clock: systemClock,
    })
    const unknown = await settleEarlier(migration, processId, dryRun)
    const { target, batches } = await migration.plan({ processId, to, from, renamed: map, except: unknown })
    const count = batches.reduce((sum, { instances }) => sum + instances.length, 0)
    if (count === 0) {
      say(`No running instance of ${processId} has to be moved to version ${to}.`)
      return 0
    }
    for (const batch of batches) show(batch, to)
    if (batches.some(({ plan }) => plan.problems.length > 0)) {
      say('\nNothing was moved: mend the problems above first.')
      return 2
    }
    if (dryRun) {
      say(`\nDry run: ${count} instances would be moved.`)
      return 0
    }
    if (!yes && !(await agreed(count))) {
      say('Nothing was moved.')
      return 0
    }
    let moved = 0
    for await (const { processInstanceKey, problem } of migration.move(target, batches)) {
      if (problem === undefined) moved += 1
      say(
        `${problem === undefined ? '✓' : '✗'} ${processInstanceKey}${problem === undefined ? '' : `  ${problem}`}`,
      )
    }
    say(`\n${moved} of ${count} instances now run on version ${to}.`)
    return moved === count ? 0 : 1
  } finally {
    await db.close()
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const known =
      error instanceof ConfigError || error instanceof EngineError || error instanceof MigrationRefused
    process.stderr.write(`${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
    process.exitCode = 2
  },
)
