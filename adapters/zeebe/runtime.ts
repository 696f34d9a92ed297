/**
 * The worker runtime: takes the jobs of every type in the contract and sees each through to its answer.
 * Order of a job: job-stream.ts (pushed or polled) → resting-jobs.ts (when it failed a moment ago) → hands.ts (the
 * bound) → handle-job.ts (the work and its answer).
 */
import type { Log } from '../log.ts'
import type { Registry } from 'prom-client'
import type { Clock } from '../../domain/clock.ts'
import type { Config } from '../config.ts'
import { createEngine } from './engine.ts'
import type { ActivatedJob, Gateway } from './gateway.ts'
import { createJobHandler, type AnyWorker } from './handle-job.ts'
import { createHands } from './hands.ts'
import { keepJob } from './heartbeat.ts'
import { openJobStream, type JobStream } from './job-stream.ts'
import { createRestingJobs } from './resting-jobs.ts'
import type { EngineRest } from './rest.ts'
import { createRuntimeMetrics } from './runtime-metrics.ts'
import { createSchemaChecks, type JobSchemas } from './schema-checks.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import { startWatchdog, type Watchdog } from './watchdog.ts'

export type RuntimeSettings = Pick<
  Config,
  | 'NODE_ENV'
  | 'WORKERS_MAX_JOBS'
  | 'WORKERS_JOB_TIMEOUT_MS'
  | 'WORKERS_POLL_MS'
  | 'WORKERS_WATCHDOG_MS'
  | 'WORKERS_BACKOFF_MS'
  | 'WORKERS_BACKOFF_MAX_MS'
  | 'WORKERS_VALIDATE_OUTPUT'
>

export interface RuntimeDependencies {
  readonly gateway: Gateway
  readonly rest: EngineRest
  readonly unitOfWork: UnitOfWork
  /** `jobs` of bpmn/contract.ts. */
  readonly contract: Readonly<Record<string, JobSchemas>>
  /** `createWorkers` of workers/index.ts. */
  readonly workers: Readonly<Record<string, AnyWorker>>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Registry
  readonly settings: RuntimeSettings
  /** Who takes the jobs, as the engine's records name it. */
  readonly name: string
}

export interface WorkerHealth {
  readonly type: string
  readonly streamOpen: boolean
  readonly lastSignAt: string
  /** Nothing came through for longer than the watchdog allows. */
  readonly silent: boolean
}

/** A job that was still in hand when the deadline came; its time-out will hand it to another worker. */
export interface LeftJob {
  readonly key: string
  readonly type: string
}

export interface Runtime {
  health(): readonly WorkerHealth[]
  /** Takes no more jobs and waits for those in hand, at most `deadlineMs`. @returns what was left */
  stop(deadlineMs: number): Promise<readonly LeftJob[]>
}

/** Starts taking jobs. */
export function startRuntime(deps: RuntimeDependencies): Runtime {
  const { gateway, log, settings } = deps
  const metrics = createRuntimeMetrics(deps.metrics)
  const checks = createSchemaChecks(deps.contract)
  const engine = createEngine(gateway)
  const hold = (job: ActivatedJob) => keepJob(job, settings.WORKERS_JOB_TIMEOUT_MS, { rest: deps.rest, log })
  const resting = createRestingJobs({ begin, hold })
  const handle = createJobHandler({
    ...deps,
    putOff: (jobKey, milliseconds) => {
      resting.putOff(jobKey, milliseconds)
    },
    engine,
    checks,
    metrics,
    backOff: { baseMs: settings.WORKERS_BACKOFF_MS, maxMs: settings.WORKERS_BACKOFF_MAX_MS },
    validateOutput: settings.WORKERS_VALIDATE_OUTPUT ?? settings.NODE_ENV !== 'production',
  })
  let streams: readonly JobStream[] = []
  let stopping = false

  const hands = createHands({
    bound: settings.WORKERS_MAX_JOBS,
    work: (job) => {
      const letGo = hold(job)
      return handle(job).finally(letGo)
    },
    over: (job) => {
      resting.over(job.key)
    },
    full: () => {
      for (const stream of streams) stream.pause()
    },
    free: () => {
      for (const stream of streams) stream.resume()
    },
  })

  function take(job: ActivatedJob): void {
    if (stopping) giveBack(job)
    else if (!resting.keep(job)) begin(job)
  }

  function begin(job: ActivatedJob): void {
    if (!hands.take(job)) metrics.duplicates.inc({ type: job.type })
  }

  /** Hands a job back untouched, so that another worker has it at once and not after its time limit. */
  function giveBack(job: ActivatedJob): void {
    const untouched = { retries: job.retries, message: 'The worker is stopping' }
    engine.failJob(job.key, untouched).catch((error: unknown) => {
      log.warn({ jobType: job.type, jobKey: job.key, err: error }, 'could not hand back a job')
    })
  }

  streams = Object.keys(deps.contract).map((type) =>
    openJobStream({
      gateway,
      type,
      worker: deps.name,
      fetchVariable: checks.get(type)?.variables ?? [],
      jobTimeoutMs: settings.WORKERS_JOB_TIMEOUT_MS,
      pollMs: settings.WORKERS_POLL_MS,
      log,
      metrics,
      onJob: take,
      room: () => hands.room(),
    }),
  )
  const watchdog = watch({
    ...deps,
    streams: () => streams,
    rebuilt: () => {
      metrics.rebuilds.inc()
    },
  })

  return {
    health: () => {
      const silent = new Set(watchdog.silent())
      return streams.map((stream) => {
        const { type, streamOpen, lastSignAt } = stream.health()
        return { type, streamOpen, lastSignAt: new Date(lastSignAt).toISOString(), silent: silent.has(type) }
      })
    },
    stop: async (deadlineMs) => {
      stopping = true
      watchdog.stop()
      for (const stream of streams) stream.stop()
      for (const job of [...resting.close(), ...hands.close()]) giveBack(job)
      await hands.drain(deadlineMs)
      const left = hands.inHand().map(({ key, type }) => ({ key, type }))
      if (left.length > 0)
        log.warn({ left }, 'jobs left in hand; their time-out hands them to another worker')
      return left
    },
  }
}

function watch(
  options: Pick<RuntimeDependencies, 'gateway' | 'rest' | 'log' | 'settings'> & {
    readonly streams: () => readonly JobStream[]
    readonly rebuilt: () => void
  },
): Watchdog {
  const { gateway, rest, log, settings, streams } = options
  return startWatchdog({
    silenceMs: settings.WORKERS_WATCHDOG_MS,
    log,
    streams: () => streams().map((stream) => stream.health()),
    gatewayAnswers: () => rest.answers(),
    rebuild: async () => {
      options.rebuilt()
      await gateway.rebuild()
      for (const stream of streams()) stream.renew()
    },
  })
}
