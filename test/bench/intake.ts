/**
 * `npm run bench -- intake`: `POST /v1/applications` of our API (login by token, all checks, case, household, ledger,
 * outbox and idempotency key in one transaction) beside a bare Fastify with one INSERT, by turns on the same database
 * server. Server, sender and database are processes of their own.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publicJwks, signToken, tokenAudience, tokenIssuer } from '../../stack/demo/token.ts'
import { startTestStack } from '../../stack/test-stack.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../support/database.ts'
import { secretSettings } from '../support/secret-settings.ts'
import { freePort } from '../support/free-port.ts'
import { startChild, untilReady, type Child } from './child.ts'
import { machine, median, round } from './figures.ts'
import { payer } from './payer.ts'
import { partsOf, startMeter } from './processor-time.ts'
import type { LoadFigures } from './intake-load.ts'

export interface IntakeBenchOptions {
  readonly requests: number
  readonly connections: number
  readonly rounds: number
  readonly reuse: boolean
  readonly say: (line: string) => void
}

interface Server {
  readonly name: 'ours' | 'bare'
  readonly url: string
  readonly child: Child
}
interface Measured extends LoadFigures {
  /** Processor time by process. */
  readonly cpuMsPerRequest: Readonly<Record<string, number>>
}

const WARM_UP_REQUESTS = 2_000
const POOL_SIZE = '10'

/** @returns the line to print, as an object; times in milliseconds */
export async function benchIntake(options: IntakeBenchOptions): Promise<object> {
  const stack = await startTestStack({ parts: ['postgres'], durable: true, reuse: options.reuse })
  Object.assign(process.env, stack.env)
  const before = machine()
  const folder = mkdtempSync(join(tmpdir(), 'dost-bench-'))
  const database = await createTestDatabase()
  const privateKey = generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const token = await signToken(privateKey, { client: 'bench', scopes: ['applications:write'], minutes: 240 })
  const servers: Server[] = []
  try {
    servers.push(await startBare(database, folder), await startOurs(database, folder, privateKey))
    let from = 0
    const send = async (server: Server, requests: number): Promise<Measured> => {
      const figures = await measure(server, { ...options, requests, from, token, folder })
      from += requests
      return figures
    }
    for (const server of servers) await send(server, WARM_UP_REQUESTS)
    const measured: Readonly<Record<Server['name'], Measured[]>> = { ours: [], bare: [] }
    for (let turn = 0; turn < options.rounds; turn += 1) {
      for (const server of servers) {
        const figures = await send(server, options.requests)
        options.say(`${server.name} ${figures.perSecond.toFixed(0)}/s, p50 ${figures.p50.toFixed(1)} ms`)
        measured[server.name].push(figures)
      }
    }
    // Logs are kept only when something went wrong.
    rmSync(folder, { recursive: true })
    return result(options, before, measured)
  } finally {
    for (const { child } of servers) await child.stop()
    await database.drop()
    await stack.stop()
  }
}

function result(
  options: IntakeBenchOptions,
  before: object,
  { ours, bare }: Readonly<Record<Server['name'], readonly Measured[]>>,
) {
  const middle = (side: readonly Measured[], figure: (measured: Measured) => number) =>
    round(median(side.map(figure)))
  const rate = ({ perSecond }: Measured) => perSecond
  const side = (measured: readonly Measured[]) => ({
    rounds: measured.map((figures) => round(rate(figures))),
    p50: middle(measured, ({ p50 }) => p50),
    p95: middle(measured, ({ p95 }) => p95),
    p99: middle(measured, ({ p99 }) => p99),
    cpuMsPerRequest: measured.at(-1)?.cpuMsPerRequest,
  })
  return {
    bench: 'intake',
    requests: options.requests,
    connections: options.connections,
    oursPerSecond: middle(ours, rate),
    barePerSecond: middle(bare, rate),
    ratio: round(median(ours.map(rate)) / median(bare.map(rate))),
    ours: side(ours),
    bare: side(bare),
    machine: before,
  }
}

interface Load {
  readonly requests: number
  readonly connections: number
  readonly from: number
  readonly token: string
  readonly folder: string
}

async function measure({ name, url, child }: Server, load: Load): Promise<Measured> {
  const meter = startMeter(
    new Map([['server', () => child.cpuSeconds()], ...partsOf(process.env['STACK_HOME'] ?? '')]),
  )
  const sender = startChild(
    'test/bench/intake-load.ts',
    {
      BENCH_URL: url,
      BENCH_REQUESTS: String(load.requests),
      BENCH_CONNECTIONS: String(load.connections),
      BENCH_FROM: String(load.from),
      BENCH_TOKEN: load.token,
    },
    join(load.folder, 'load.log'),
  )
  const figures = (await sender.said) as LoadFigures
  const wrong = Object.entries(figures.statuses).filter(([status]) => status !== '202')
  if (wrong.length > 0)
    throw new Error(`${name} answered ${JSON.stringify(figures.statuses)}; see ${load.folder}`)
  return { ...figures, cpuMsPerRequest: meter.perUnit(load.requests) }
}

async function startBare(database: TestDatabase, folder: string): Promise<Server> {
  await asOwner(
    database,
    'create table bench_intake (id bigint generated always as identity primary key, body jsonb not null)',
  )
  await asOwner(database, 'grant insert, select on bench_intake to dost_app')
  const settings = { NODE_ENV: 'production', DATABASE_URL: database.url, DATABASE_POOL_SIZE: POOL_SIZE }
  const child = startChild('test/bench/intake-bare.ts', settings, join(folder, 'bare.log'))
  return { name: 'bare', url: String(await child.said), child }
}

async function startOurs(database: TestDatabase, folder: string, privateKey: string): Promise<Server> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: POOL_SIZE,
    API_PORT: String(port),
    PUBLIC_URL: url,
    ...payer,
    // One sender stands for all the offices of a city.
    API_REQUESTS_PER_MINUTE: '10000000',
    JWT_PUBLIC_JWKS: JSON.stringify(publicJwks(privateKey)),
    JWT_ISSUER: tokenIssuer,
    JWT_AUDIENCE: tokenAudience,
    ...secretSettings,
  }
  const logFile = join(folder, 'ours.log')
  const child = startChild('api/main.ts', settings, logFile)
  await untilReady(`${url}/health/live`, child, logFile)
  return { name: 'ours', url, child }
}
