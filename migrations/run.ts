/**
 * `npm run migrate`: brings the database to the state this version of the code needs, as its owner.
 * `status` shows what ran and what waits, `down` takes the newest batch back.
 */
import knex, { type Knex } from 'knex'
import { migrationSource } from './migration-source.ts'

const help = `Usage: npm run migrate -- [up|status|down]

  up       run the migrations that have not run yet (default)
  status   list the migrations that ran and those that wait; exits with 2 when some wait
  down     take back the newest batch; data in its tables is lost

DATABASE_OWNER_URL names the database and its owner, e.g. postgres://dost_owner:...@localhost:5433/dost
`

const commands: Readonly<Record<string, (db: Knex) => Promise<number>>> = {
  up: async (db) => {
    const [batch, names] = (await db.migrate.latest()) as [number, string[]]
    report(names.length === 0 ? 'Nothing to do.' : `Batch ${batch} ran:`, names)
    return 0
  },
  status: async (db) => {
    const [ran, waiting] = (await db.migrate.list()) as [{ name: string }[], string[]]
    report(
      'Ran:',
      ran.map(({ name }) => name),
    )
    report(
      'Waiting:',
      waiting.map((file) => migrationSource.getMigrationName(file)),
    )
    return waiting.length === 0 ? 0 : 2
  },
  down: async (db) => {
    const [batch, names] = (await db.migrate.rollback()) as [number, string[]]
    report(names.length === 0 ? 'Nothing to take back.' : `Batch ${batch} taken back:`, names)
    return 0
  },
}

function report(title: string, names: readonly string[]): void {
  console.log([title, ...names.map((name) => `  ${name}`)].join('\n'))
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help)
    return 0
  }
  const [name = 'up', ...rest] = args
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined || rest.length > 0) {
    console.error(`Unknown: ${args.join(' ')}\n\n${help}`)
    return 64
  }
  const url = process.env['DATABASE_OWNER_URL']
  if (url === undefined || url === '') {
    console.error('DATABASE_OWNER_URL is not set: migrations run as the owner of the database.')
    return 78
  }
  const db = knex({
    client: 'pg',
    connection: { connectionString: url, connectionTimeoutMillis: 10_000 },
    pool: { min: 0, max: 2 },
    migrations: { migrationSource },
  })
  try {
    return await command(db)
  } catch (error) {
    console.error(`migrate ${name} failed: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  } finally {
    await db.destroy()
  }
}

process.exitCode = await main(process.argv.slice(2))
