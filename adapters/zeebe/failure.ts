/**
 * What to do about a failed job, by kind of error: try again later, or stop and tell an operator.
 * Messages become incident texts in Operate, so they say what happened and what to do, without personal data.
 */
import { OperatorError, OutageError, RetryableError } from '../../domain/errors.ts'
import { withoutPersonalData } from '../log.ts'
import { EngineError } from './gateway.ts'
import { backOffMs, type BackOff } from './retry.ts'

export interface Failure {
  readonly kind: 'retry' | 'outage' | 'incident' | 'error'
  /** Retries left for the engine; 0 opens an incident. */
  readonly retries: number
  readonly retryBackOffMs: number
  readonly message: string
}

export interface FailedAttempt {
  /** 1 for the first try. */
  readonly attempt: number
  /** Retries the engine said are left, this try included. */
  readonly retriesLeft: number
}

/** Tries left after the first failure of a kind nobody foresaw: enough for a passing fault, too few to hide a bug. */
const RETRIES_OF_UNKNOWN_ERRORS = 2
/** While our own database or the engine is away no retries are used up: the case is not at fault. */
const outageBackOff: BackOff = { baseMs: 1_000, maxMs: 15_000 }
const LONGEST_MESSAGE = 1_000

/** Classifies an error thrown by a worker and says how the job goes on. */
export function classifyFailure(
  error: unknown,
  { attempt, retriesLeft }: FailedAttempt,
  backOff: BackOff,
  random: () => number = Math.random,
): Failure {
  const text = withoutPersonalData(error instanceof Error ? error.message : String(error))
  if (error instanceof OperatorError) {
    return incident(`${text} What to do: ${withoutPersonalData(error.advice)} Then retry this incident.`)
  }
  if (isOutage(error)) {
    return {
      kind: 'outage',
      retries: Math.max(retriesLeft, 1),
      retryBackOffMs: backOffMs(attempt, outageBackOff, random),
      message: shorten(`Waiting for the database or the engine: ${text}`),
    }
  }
  const known = error instanceof RetryableError
  const retries = Math.max(0, known ? retriesLeft - 1 : Math.min(retriesLeft - 1, RETRIES_OF_UNKNOWN_ERRORS))
  if (retries === 0) {
    return incident(
      known
        ? `Still unavailable after ${attempt} tries: ${text} What to do: see that it answers again, then retry this incident.`
        : `Unforeseen error: ${text} What to do: look for this job's key in the workers' log, correct the cause, then retry this incident.`,
    )
  }
  return {
    kind: known ? 'retry' : 'error',
    retries,
    retryBackOffMs: backOffMs(attempt, backOff, random),
    message: shorten(text),
  }
}

/** The text of an incident with no retries left. */
export function incident(message: string): Failure {
  return { kind: 'incident', retries: 0, retryBackOffMs: 0, message: shorten(message) }
}

const shorten = (text: string) =>
  text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE - 1)}…` : text

/** The database says so itself (adapters/postgres/failures.ts); the engine by the status of a call. */
const isOutage = (error: unknown) =>
  error instanceof OutageError || (error instanceof EngineError && error.transient)
