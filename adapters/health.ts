/**
 * Whether a process can do its work now, part by part. Nothing is remembered: every question is put to the part
 * itself, with a time limit, so that readiness tells the truth.
 */
import { migrationNames } from './migration-names.ts'
import type { Database } from './postgres/database.ts'
import type { OutboxQueue } from './postgres/outbox-queue.ts'
import { findWaitingMigrations } from './postgres/readiness.ts'
import { isHealthy } from './zeebe/deploy.ts'
import type { Engine } from './zeebe/engine.ts'
import type { WorkerHealth } from './zeebe/runtime.ts'

export interface PartHealth {
  readonly ok: boolean
  /** What is wrong, for an operator; without addresses of people or secrets. */
  readonly detail?: string
}

export interface Readiness {
  readonly ready: boolean
  readonly parts: Readonly<Record<string, PartHealth>>
}

/** A question to one part: `undefined` when it is well, otherwise what is wrong; a throw counts as wrong. */
export type Check = () => Promise<string | undefined>

const LIMIT_MS = 5_000

/**
 * Asks all parts side by side.
 * @param told parts that are told, and without which the process can do its work all the same
 */
export async function checkReadiness(
  needed: Readonly<Record<string, Check>>,
  told: Readonly<Record<string, Check>> = {},
): Promise<Readiness> {
  const parts = await Promise.all(
    Object.entries({ ...needed, ...told }).map(
      async ([name, check]) => [name, await checkPart(check)] as const,
    ),
  )
  return {
    ready: parts.every(([name, { ok }]) => ok || !Object.hasOwn(needed, name)),
    parts: Object.fromEntries(parts),
  }
}

/** As it is answered: what is wrong with a part is for those who may watch, whether it is well for everybody. */
export const readinessFor = ({ ready, parts }: Readiness, mayWatch: boolean): Readiness =>
  mayWatch
    ? { ready, parts }
    : {
        ready,
        parts: Object.fromEntries(Object.entries(parts).map(([name, { ok }]) => [name, { ok }] as const)),
      }

async function checkPart(check: Check): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      resolve(`no answer within ${LIMIT_MS / 1_000} s`)
    }, LIMIT_MS)
  })
  try {
    const problem = await Promise.race([check(), late])
    return problem === undefined ? { ok: true } : { ok: false, detail: problem }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}

export const databaseCheck =
  (db: Database): Check =>
  async () => {
    await db.rows('select 1')
    return undefined
  }

/** The tables are those of this version of the code. */
export const migrationsCheck =
  (db: Database): Check =>
  async () => {
    const waiting = await findWaitingMigrations(db, await migrationNames())
    return waiting.length === 0
      ? undefined
      : `${waiting.length} migrations have not run, the first is ${waiting[0] ?? ''}`
  }

/** The gateway answers and every partition has a healthy leader. */
export const engineCheck =
  (engine: Pick<Engine, 'topology'>): Check =>
  async () =>
    isHealthy(await engine.topology()) ? undefined : 'not every partition has a healthy leader'

/** Messages go out: the oldest waits no longer than `maxLagMs`. */
export const relayCheck =
  (queue: Pick<OutboxQueue, 'lag'>, maxLagMs: number): Check =>
  async () => {
    const { waiting, oldestMs } = await queue.lag()
    if (oldestMs <= maxLagMs) return undefined
    return `${waiting} messages wait for the engine, the oldest for ${Math.round(oldestMs / 1_000)} s`
  }

/** Every job type has an open stream or at least polls. */
export const workersCheck =
  (health: () => readonly WorkerHealth[]): Check =>
  async () => {
    const silent = health().filter((worker) => worker.silent)
    if (silent.length === 0) return undefined
    return `nothing comes through for ${silent.map(({ type, lastSignAt }) => `${type} (last ${lastSignAt})`).join(', ')}`
  }
