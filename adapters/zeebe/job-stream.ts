/**
 * Jobs of one type: pushed by a stream that is opened again whenever it ends, fails or falls silent, and asked
 * for by a slow poll beside it, which finds what no stream took (jobs that were there before, that came while no
 * stream was open, or whose push failed). The poll is also the sign of life that watchdog.ts looks at: a stream
 * without work says nothing, so only an answered poll proves that the connection carries anything.
 */
import type { Log } from '../log.ts'
import type { ActivatedJob, EngineError, Gateway, JobFeed } from './gateway.ts'
import { backOffMs } from './retry.ts'
import type { RuntimeMetrics } from './runtime-metrics.ts'

export interface JobStreamOptions {
  readonly gateway: Gateway
  readonly type: string
  readonly worker: string
  readonly fetchVariable: readonly string[]
  readonly jobTimeoutMs: number
  readonly pollMs: number
  readonly log: Log
  readonly metrics: RuntimeMetrics
  /** Takes over a job. Must not throw. */
  onJob(job: ActivatedJob): void
  /** How many jobs there is room for now. */
  room(): number
}

export interface StreamHealth {
  readonly type: string
  readonly streamOpen: boolean
  /** Last time something came through: a poll answered or a job pushed; milliseconds since 1970. */
  readonly lastSignAt: number
}

export interface JobStream {
  /** Nothing more is taken in until `resume`. */
  pause(): void
  resume(): void
  stop(): void
  /** Opens the stream anew and forgets what went before, after the connection was rebuilt. */
  renew(): void
  health(): StreamHealth
}

const reopenBackOff = { baseMs: 200, maxMs: 5_000 }
/** A stream is registered with the brokers a moment after it is opened: look again for what came in between. */
const SECOND_LOOK_MS = 1_000
/** So many polls in a row that find jobs beside a stream that brings none: the stream is taken for dead. */
const SUSPICIOUS_POLLS = 2
const MOST_PER_POLL = 32
/** While hands are full again and again, each type is asked for no more often than this. */
const LOOK_AFTER_PAUSE_MS = 500

export function openJobStream(options: JobStreamOptions): JobStream {
  const { gateway, type, log, metrics } = options
  const request = {
    type,
    worker: options.worker,
    timeout: options.jobTimeoutMs,
    fetchVariable: options.fetchVariable,
  }
  const timers = new Set<NodeJS.Timeout>()
  let feed: JobFeed | undefined
  let stopped = false
  let pausedAt: number | undefined
  let failures = 0
  let suspicion = 0
  let polling: symbol | undefined
  let pollFailed = false
  /** The last poll got all it asked for: there is more where that came from. */
  let more = false
  let pausedSincePoll = false
  let lastPollAt = 0
  let lastSignAt = Date.now()

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!stopped) work()
    }, ms)
    timers.add(timer)
  }

  function open(): void {
    const openedAt = Date.now()
    feed = gateway.streamJobs(request, {
      job: (job) => {
        lastSignAt = Date.now()
        suspicion = 0
        options.onJob(job)
      },
      ended: (error) => {
        feed = undefined
        if (stopped) return
        if (Date.now() - openedAt > reopenBackOff.maxMs) failures = 0
        reopen(error)
      },
    })
    if (pausedAt !== undefined) feed.pause()
    void poll()
    later(SECOND_LOOK_MS, () => void poll())
  }

  function reopen(error?: EngineError): void {
    failures += 1
    metrics.reopened.inc({ type })
    // The gateway ends streams in order when it restarts; only the first of a row is worth a line.
    if (failures === 1) log.warn({ jobType: type, err: error }, 'job stream ended, opening it again')
    later(backOffMs(failures, reopenBackOff), open)
  }

  function replaceFeed(): void {
    feed?.cancel()
    feed = undefined
    suspicion = 0
    metrics.reopened.inc({ type })
    open()
  }

  async function poll(): Promise<void> {
    const room = Math.min(options.room(), MOST_PER_POLL)
    if (polling !== undefined || stopped) return
    if (room <= 0) {
      // Full hands are a sign of life too: jobs came, and they are answered over the same connection.
      lastSignAt = Date.now()
      return
    }
    const turn = Symbol('poll')
    polling = turn
    lastPollAt = Date.now()
    pausedSincePoll = pausedAt !== undefined
    try {
      const jobs = await gateway.activateJobs({ ...request, maxJobsToActivate: room })
      lastSignAt = Date.now()
      if (pollFailed) log.info({ jobType: type }, 'polling works again')
      pollFailed = false
      for (const job of jobs) options.onJob(job)
      if (jobs.length > 0) metrics.polled.inc({ type }, jobs.length)
      more = jobs.length >= room
      const streamHadItsChance = feed !== undefined && !pausedSincePoll && !more
      suspicion = jobs.length > 0 && streamHadItsChance ? suspicion + 1 : 0
    } catch (error) {
      if (!pollFailed) log.warn({ jobType: type, err: error }, 'polling for jobs failed')
      pollFailed = true
    } finally {
      if (polling === turn) polling = undefined
    }
    if (suspicion >= SUSPICIOUS_POLLS) replaceFeed()
    else if (more && options.room() > 0) void poll()
  }

  function pollForEver(): void {
    // Spread by up to a fifth, so that the types do not all ask at once.
    later(options.pollMs * (0.8 + 0.4 * Math.random()), () => {
      void poll().then(pollForEver)
    })
  }

  open()
  pollForEver()

  return {
    pause: () => {
      pausedAt ??= Date.now()
      pausedSincePoll = true
      feed?.pause()
    },
    resume: () => {
      const waited = pausedAt === undefined ? 0 : Date.now() - pausedAt
      pausedAt = undefined
      // What waited in the connection longer than a job is ours has been handed out again: drop it.
      if (waited > options.jobTimeoutMs && feed !== undefined) replaceFeed()
      else feed?.resume()
      // What a paused stream did not take is pushed no second time: it waits to be asked for.
      if (more || Date.now() - lastPollAt > LOOK_AFTER_PAUSE_MS) void poll()
    },
    stop: () => {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      feed?.cancel()
      feed = undefined
    },
    renew: () => {
      lastSignAt = Date.now()
      // The old stream may never learn of its end, and the poll under way may wait for its time limit.
      polling = undefined
      replaceFeed()
    },
    health: () => ({ type, streamOpen: feed !== undefined, lastSignAt }),
  }
}
