/**
 * The one bound on jobs in hand of a process, over all job types. Streams know no "not so fast", so when the bound
 * is reached they are paused (the engine gives what does not fit to others, or keeps it until asked), and resumed
 * when a quarter of the hands is free: one poll then brings several jobs, not one.
 */
import type { ActivatedJob } from './gateway.ts'

export interface Hands {
  /** Begins the job, or keeps it until a hand is free. @returns `false` when it is in hand already */
  take(job: ActivatedJob): boolean
  /** How many more jobs fit. */
  room(): number
  inHand(): readonly ActivatedJob[]
  /** Begins nothing more. @returns the jobs that had not begun */
  close(): readonly ActivatedJob[]
  /** Waits until nothing is in hand, at most `deadlineMs`. */
  drain(deadlineMs: number): Promise<void>
}

export function createHands(options: {
  readonly bound: number
  /** Does a job to its end; must not reject. */
  work(job: ActivatedJob): Promise<void>
  /** The job is in hand no more. */
  over(job: ActivatedJob): void
  full(): void
  free(): void
}): Hands {
  const { bound } = options
  const enoughFree = Math.min(bound - 1, Math.floor(bound * 0.75))
  const busy = new Map<string, { readonly job: ActivatedJob; readonly done: Promise<void> }>()
  /** A poll asked while there was room, and streams filled it meanwhile. */
  const waiting = new Map<string, ActivatedJob>()
  let paused = false
  let closed = false

  function begin(job: ActivatedJob): void {
    const done = options.work(job).finally(() => {
      busy.delete(job.key)
      options.over(job)
      goOn()
    })
    busy.set(job.key, { job, done })
    if (busy.size >= bound && !paused) {
      paused = true
      options.full()
    }
  }

  function goOn(): void {
    if (closed) return
    const [next] = waiting.values()
    if (next !== undefined) {
      waiting.delete(next.key)
      begin(next)
    } else if (paused && busy.size <= enoughFree) {
      paused = false
      options.free()
    }
  }

  return {
    take: (job) => {
      if (busy.has(job.key) || waiting.has(job.key)) return false
      if (busy.size >= bound) waiting.set(job.key, job)
      else begin(job)
      return true
    },
    room: () => bound - busy.size - waiting.size,
    inHand: () => [...busy.values()].map(({ job }) => job),
    close: () => {
      closed = true
      return [...waiting.values()]
    },
    drain: async (deadlineMs) => {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadlineMs)
      })
      await Promise.race([Promise.all([...busy.values()].map(({ done }) => done)), late])
      clearTimeout(timer)
    },
  }
}
