/** Keeps a long job ours: every half of its time-out the engine is told that somebody is still at it. */
import type { Log } from '../log.ts'
import { EngineError, type ActivatedJob } from './gateway.ts'
import type { EngineRest } from './rest.ts'

/** Starts extending the job's time limit; call the answer to stop. */
export function keepJob(
  job: ActivatedJob,
  timeoutMs: number,
  deps: { readonly rest: EngineRest; readonly log: Log },
): () => void {
  const timer = setInterval(() => {
    deps.rest
      .send('PATCH', `/jobs/${job.key}`, { changeset: { timeout: timeoutMs } })
      .catch((error: unknown) => {
        const gone = error instanceof EngineError && error.status === 'NOT_FOUND'
        // Not ours any more: the answer will be told so too, and counted there.
        if (gone) clearInterval(timer)
        deps.log.warn(
          { jobType: job.type, jobKey: job.key, err: error },
          'could not extend the time limit of a job',
        )
      })
  }, timeoutMs / 2)
  return () => {
    clearInterval(timer)
  }
}
