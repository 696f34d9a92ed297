/** Readiness tells the truth, part by part; figures and reasons are for those who may watch. */
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  checkReadiness,
  databaseCheck,
  engineCheck,
  migrationsCheck,
  readinessFor,
  relayCheck,
  workersCheck,
} from '../../adapters/health.ts'
import { createLog } from '../../adapters/log.ts'
import { startOpsServer, type OpsServer } from '../../adapters/ops-server.ts'
import { openDatabase, type Database } from '../../adapters/postgres/database.ts'
import { createOutboxQueue } from '../../adapters/postgres/outbox-queue.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { createWatcherCheck, type MayWatch } from '../../adapters/watchers.ts'
import { EngineError, type Topology } from '../../adapters/zeebe/gateway.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let now = Date.parse('2026-11-26T08:00:00Z')
const clock = { now: () => new Date(now) }
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => database.drop())

const topology = (health: 'HEALTHY' | 'DEAD'): Topology => ({
  brokers: [{ nodeId: 0, partitions: [{ partitionId: 1, role: 'LEADER', health }] }],
  partitionsCount: 1,
  gatewayVersion: '8.6.0',
})
const worker = (silent: boolean) => ({
  type: 'plan-visit',
  streamOpen: !silent,
  lastSignAt: '2026-11-26T07:59:00.000Z',
  silent,
})

describe('a part', () => {
  test('is well when its database is migrated, its engine leads, its messages go out and its workers hear', async () => {
    const { db } = database
    const answer = await checkReadiness({
      database: databaseCheck(db),
      migrations: migrationsCheck(db),
      engine: engineCheck({ topology: async () => topology('HEALTHY') }),
      relay: relayCheck(createOutboxQueue(db, clock), 1_000),
      workers: workersCheck(() => [worker(false)]),
    })
    expect(answer.ready, JSON.stringify(answer.parts)).toBe(true)
    expect(Object.keys(answer.parts)).toEqual(['database', 'migrations', 'engine', 'relay', 'workers'])
  })

  test('says that its tables are those of an older version', async () => {
    const { ownerUrl, drop } = await createEmptyDatabase()
    const db: Database = openDatabase(ownerUrl)
    try {
      const { ready, parts } = await checkReadiness({ migrations: migrationsCheck(db) })
      expect(ready).toBe(false)
      expect(parts['migrations']?.detail).toMatch(/^\d+ migrations have not run, the first is \d{14}_/)
    } finally {
      await db.close()
      await drop()
    }
  })

  test('says that nobody answers where the database should be', async () => {
    const db = openDatabase('postgres://nobody@127.0.0.1:1/none')
    const { ready, parts } = await checkReadiness({ database: databaseCheck(db) })
    expect(ready).toBe(false)
    expect(parts['database']).toMatchObject({ ok: false, detail: expect.any(String) as string })
    await db.close()
  })

  test('says that the engine is away, or that a partition has no healthy leader', async () => {
    const away = async () => {
      throw new EngineError('topology', 'UNAVAILABLE', 'no connection')
    }
    const { parts } = await checkReadiness({
      away: engineCheck({ topology: away }),
      ill: engineCheck({ topology: async () => topology('DEAD') }),
    })
    expect(parts).toEqual({
      away: { ok: false, detail: 'topology: UNAVAILABLE: no connection' },
      ill: { ok: false, detail: 'not every partition has a healthy leader' },
    })
  })

  test('says how long messages have waited, and only when it is too long', async () => {
    await createTransact(
      database.db,
      clock,
    )(({ outbox }) =>
      outbox.publish({ name: 'term-ended', correlationKey: 'x', variables: {}, timeToLiveMs: 1 }),
    )
    const relay = relayCheck(createOutboxQueue(database.db, clock), 60_000)
    expect((await checkReadiness({ relay })).ready).toBe(true)
    now += 90_000
    expect(await checkReadiness({ relay })).toEqual({
      ready: false,
      parts: { relay: { ok: false, detail: '1 messages wait for the engine, the oldest for 90 s' } },
    })
  })

  test('says which workers hear nothing', async () => {
    const { parts } = await checkReadiness({ workers: workersCheck(() => [worker(true)]) })
    expect(parts['workers']?.detail).toContain('plan-visit (last 2026-11-26T07:59')
  })

  test('that never answers is not waited for', async () => {
    vi.useFakeTimers()
    const asking = checkReadiness({ database: () => new Promise<undefined>(() => undefined) })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await asking).toEqual({
      ready: false,
      parts: { database: { ok: false, detail: 'no answer within 5 s' } },
    })
  })

  test('that is only told does not stop the work of the others', async () => {
    const { ready, parts } = await checkReadiness(
      { database: async () => undefined },
      { relay: async () => 'messages wait' },
    )
    expect(ready).toBe(true)
    expect(parts['relay']).toEqual({ ok: false, detail: 'messages wait' })
    expect(readinessFor({ ready, parts }, false).parts).toEqual({
      database: { ok: true },
      relay: { ok: false },
    })
  })
})

describe('the port of a process', () => {
  const token = 'a-token-of-the-tests'
  let server: OpsServer | undefined
  afterEach(async () => {
    await server?.close()
  })

  async function open(mayWatch: MayWatch) {
    server = await startOpsServer({
      host: '127.0.0.1',
      port: 0,
      readiness: async () => ({ ready: false, parts: { engine: { ok: false, detail: 'away' } } }),
      metrics: new Registry(),
      mayWatch,
      log: createLog({ service: 'test', level: 'silent' }),
    })
    const { port } = server
    return (path: string, headers: Record<string, string> = {}) =>
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        get({ host: '127.0.0.1', port, path, headers }, (response) => {
          text(response).then((body) => {
            resolve({ status: response.statusCode, body })
          }, reject)
        }).once('error', reject)
      })
  }

  test('shows figures and reasons to this machine, and not to whom a proxy asks for', async () => {
    const ask = await open(createWatcherCheck(undefined))
    expect((await ask('/metrics')).status).toBe(200)
    const own = await ask('/health/ready')
    expect([own.status, own.body]).toEqual([503, expect.stringContaining('away')])

    const forwarded = { 'x-forwarded-for': '203.0.113.7' }
    expect((await ask('/metrics', forwarded)).status).toBe(403)
    const other = await ask('/health/ready', forwarded)
    expect(other.status).toBe(503)
    expect(JSON.parse(other.body)).toEqual({ ready: false, parts: { engine: { ok: false } } })
  })

  test('with a token shows them to whoever has it, and to nobody else', async () => {
    const ask = await open(createWatcherCheck(token))
    expect((await ask('/metrics')).status).toBe(403)
    expect((await ask('/metrics', { authorization: `Bearer ${token.slice(1)}x` })).status).toBe(403)
    expect((await ask('/metrics', { authorization: `Bearer ${token}` })).status).toBe(200)
  })

  test('has nothing else', async () => {
    const ask = await open(createWatcherCheck(undefined))
    expect((await ask('/')).status).toBe(404)
    expect((await ask('/health/live')).status).toBe(200)
  })
})

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.5', false],
  ['1127.0.0.1', false],
  ['::ffff:10.0.0.5', false],
  [undefined, false],
])('without a token %s may watch: %s', (remoteAddress, may) => {
  expect(createWatcherCheck(undefined)({ headers: {}, socket: { remoteAddress } })).toBe(may)
})
