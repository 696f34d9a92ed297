/**
 * Jobs that failed and wait for their next try. The engine gets the failure at once and without a back-off, hands
 * the job out again, and it rests here until its time has come. The engine's own back-off is not used: under load
 * 8.6 now and then forgets a job that waits there (camunda/camunda#16884), and a family would wait for ever.
 * When this process dies, the job's time limit hands it to another worker.
 */
import type { ActivatedJob } from './gateway.ts'

export interface RestingJobs {
  /**
   * The job may not begin before so many milliseconds from now, nor before this try of it is over. Told before the
   * engine is, which may hand the job out again before its answer is here.
   */
  putOff(jobKey: string, milliseconds: number): void
  /** The try that was put off is over: the engine answered, or did not in time. */
  over(jobKey: string): void
  /** Keeps a job that came back too early, and begins it in time. @returns `false` when it may begin now */
  keep(job: ActivatedJob): boolean
  /** Begins nothing more. @returns the jobs that rest here */
  close(): readonly ActivatedJob[]
}

interface Rest {
  readonly timer: NodeJS.Timeout
  due: boolean
  over: boolean
  job?: ActivatedJob
  letGo: () => void
}

export function createRestingJobs(options: {
  begin(job: ActivatedJob): void
  /** Keeps the job ours while it rests. @returns what ends that */
  hold(job: ActivatedJob): () => void
}): RestingJobs {
  const resting = new Map<string, Rest>()

  function goOn(jobKey: string, rest: Rest): void {
    if (!rest.due || !rest.over) return
    resting.delete(jobKey)
    rest.letGo()
    if (rest.job !== undefined) options.begin(rest.job)
  }

  return {
    putOff: (jobKey, milliseconds) => {
      const earlier = resting.get(jobKey)
      clearTimeout(earlier?.timer)
      earlier?.letGo()
      const timer = setTimeout(() => {
        rest.due = true
        goOn(jobKey, rest)
      }, milliseconds)
      const rest: Rest = { timer, due: false, over: false, letGo: () => undefined }
      resting.set(jobKey, rest)
    },
    over: (jobKey) => {
      const rest = resting.get(jobKey)
      if (rest === undefined) return
      rest.over = true
      goOn(jobKey, rest)
    },
    keep: (job) => {
      const rest = resting.get(job.key)
      if (rest === undefined) return false
      rest.letGo()
      rest.job = job
      rest.letGo = options.hold(job)
      return true
    },
    close: () => {
      const jobs = [...resting.values()].flatMap(({ timer, job, letGo }) => {
        clearTimeout(timer)
        letGo()
        return job === undefined ? [] : [job]
      })
      resting.clear()
      return jobs
    },
  }
}
