/**
 * One job, from its delivery to an answer the engine took: check the input, run the worker, which a step done
 * before ends with the outcome it had then, and complete, throw the BPMN error, or fail it by kind of error.
 * One log line and one count per job; never its variables.
 */
import type { Job, JobType } from '../../bpmn/contract.ts'
import type { Clock } from '../../domain/clock.ts'
import { withoutPersonalData, type Log } from '../log.ts'
import type { Engine, JobAnswer } from './engine.ts'
import { classifyFailure, incident, type Failure } from './failure.ts'
import { EngineError, type ActivatedJob } from './gateway.ts'
import { createJobContext, stepKeyOf } from './job-context.ts'
import type { BackOff } from './retry.ts'
import type { RuntimeMetrics } from './runtime-metrics.ts'
import type { SchemaChecks } from './schema-checks.ts'
import { StepDone, type StoredOutcome, type UnitOfWork } from './unit-of-work.ts'

/** A worker with its types set aside; `createWorkers` of workers/index.ts gives typed ones. */
export type AnyWorker = (input: never, job: never) => Promise<unknown>

export interface HandlerDependencies {
  readonly engine: Engine
  readonly unitOfWork: UnitOfWork
  readonly workers: Readonly<Record<string, AnyWorker>>
  readonly checks: ReadonlyMap<string, SchemaChecks>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: RuntimeMetrics
  readonly backOff: BackOff
  readonly validateOutput: boolean
  /** The job may not begin again before so many milliseconds from now. */
  putOff(jobKey: string, milliseconds: number): void
}

type Result =
  | { readonly outcome: StoredOutcome; readonly replayed: boolean }
  | { readonly failure: Failure; readonly error: unknown }

/** Handles a job to its end. Never throws: what could not be told to the engine comes back by its time-out. */
export function createJobHandler(deps: HandlerDependencies): (job: ActivatedJob) => Promise<void> {
  const { engine, metrics } = deps
  /** The most retries seen per type: a job's first delivery shows what the diagram gave it. */
  const mostRetries = new Map<string, number>()

  function attemptOf(job: ActivatedJob): number {
    const most = Math.max(mostRetries.get(job.type) ?? 0, job.retries)
    mostRetries.set(job.type, most)
    return most - job.retries + 1
  }

  async function work(job: ActivatedJob, input: unknown, attempt: number): Promise<Result> {
    const failed = (error: unknown): Result => ({
      error,
      failure: classifyFailure(error, { attempt, retriesLeft: job.retries }, deps.backOff),
    })
    const worker = deps.workers[job.type] as unknown as
      ((input: unknown, job: Job<JobType>) => Promise<unknown>) | undefined
    const checks = deps.checks.get(job.type)
    if (worker === undefined || checks === undefined) return failed(new Error(`No worker for ${job.type}`))
    try {
      const problems = checks.inputProblems(input)
      if (problems.length > 0) {
        const done = await deps.unitOfWork.findOutcome(stepKeyOf(job))
        if (done !== undefined) return { outcome: done, replayed: true }
        return { failure: wrongInput(job, problems), error: undefined }
      }
      const checkOutput = deps.validateOutput ? checks.checkOutcome : () => undefined
      const context = createJobContext(job, { unitOfWork: deps.unitOfWork, clock: deps.clock, checkOutput })
      return { outcome: context.outcomeOf(await worker(input, context.job)), replayed: false }
    } catch (error) {
      return error instanceof StepDone ? { outcome: error.outcome, replayed: true } : failed(error)
    }
  }

  async function tell(job: ActivatedJob, result: Result): Promise<JobAnswer> {
    if ('failure' in result) {
      const { retries, retryBackOffMs } = result.failure
      if (retries > 0) deps.putOff(job.key, retryBackOffMs)
      return engine.failJob(job.key, result.failure)
    }
    const { outcome } = result
    try {
      if (outcome.kind === 'completed') return await engine.completeJob(job.key, outcome.variables)
      const { code, message, variables = {} } = outcome
      return await engine.throwError(job.key, { code, message: withoutPersonalData(message), variables })
    } catch (error) {
      // The engine will never take this answer as it is: an operator has to see it, not a silent redelivery.
      if (!(error instanceof EngineError) || error.status !== 'INVALID_ARGUMENT') throw error
      return engine.failJob(job.key, incident(`The engine refused the outcome: ${error.message}`))
    }
  }

  return async (job) => {
    const startedAt = performance.now()
    const attempt = attemptOf(job)
    const { type } = job
    metrics.inFlight.inc({ type })
    const input: unknown = JSON.parse(job.variables)
    const fields: Record<string, unknown> = {
      jobType: type,
      caseId: caseIdOf(input),
      processInstanceKey: job.processInstanceKey,
      elementId: job.elementId,
      jobKey: job.key,
      attempt,
    }
    let told = 'untold'
    let error: unknown
    try {
      const result = await work(job, input, attempt)
      told = nameOf(result)
      if ('failure' in result) {
        error = result.error
        fields['problem'] = result.failure.message
      }
      if ((await tell(job, result)) === 'gone') {
        metrics.gone.inc({ type })
        fields['gone'] = true
      }
    } catch (problem) {
      // The outcome, if there is one, is in the inbox: the next delivery gives it back.
      told = 'untold'
      error = problem
    }
    const seconds = (performance.now() - startedAt) / 1_000
    metrics.inFlight.dec({ type })
    metrics.jobs.inc({ type, outcome: told })
    metrics.duration.observe({ type }, seconds)
    const line = { ...fields, outcome: told, durationMs: Math.round(seconds * 1_000) }
    if (told === 'incident' || told === 'error') deps.log.error({ ...line, err: error }, 'job')
    else if (error !== undefined) deps.log.warn({ ...line, err: error }, 'job')
    else deps.log.info(line, 'job')
  }
}

function wrongInput(job: ActivatedJob, problems: readonly string[]): Failure {
  return incident(
    `Step ${job.elementId} got wrong variables: ${problems.join('; ')}. ` +
      'What to do: correct the variable in Operate (or the mapping in the diagram), then retry this incident.',
  )
}

function nameOf(result: Result): string {
  if ('failure' in result) return result.failure.kind
  return result.replayed ? 'replayed' : result.outcome.kind
}

function caseIdOf(input: unknown): string | undefined {
  const { caseId } = (input ?? {}) as { caseId?: unknown }
  return typeof caseId === 'string' ? caseId : undefined
}
