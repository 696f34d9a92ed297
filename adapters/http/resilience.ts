/**
 * How often and how patiently an outside system is asked: a few quick retries with jitter for a hiccup, and a
 * circuit breaker so that a system that is down is left in peace. Longer waits are the engine's (retries of the job).
 */
import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  decorrelatedJitterGenerator,
  ExponentialBackoff,
  handleType,
  isBrokenCircuitError,
  isHydratingCircuitError,
  retry,
  wrap,
} from 'cockatiel'
import { RetryableError } from '../../domain/errors.ts'

export interface ResilienceOptions {
  /** Retries after the first try. */
  readonly retries: number
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** Failures in a row after which the circuit opens. */
  readonly breakAfter: number
  /** How long an open circuit stays so before one call is let through. */
  readonly openForMs: number
  readonly onState?: (target: string, state: 'closed' | 'open' | 'half-open') => void
}

export const standardResilience: ResilienceOptions = {
  retries: 2,
  firstDelayMs: 100,
  maxDelayMs: 1_000,
  breakAfter: 6,
  openForMs: 10_000,
}

/** Only `RetryableError` is retried and counted; every other answer is the business of the caller. */
export function createResilience(
  target: string,
  options: ResilienceOptions,
): <T>(work: () => Promise<T>) => Promise<T> {
  const passing = handleType(RetryableError)
  const breaker = circuitBreaker(passing, {
    halfOpenAfter: options.openForMs,
    breaker: new ConsecutiveBreaker(options.breakAfter),
  })
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open) options.onState?.(target, 'open')
    if (state === CircuitState.HalfOpen) options.onState?.(target, 'half-open')
    if (state === CircuitState.Closed) options.onState?.(target, 'closed')
  })
  const policy = wrap(
    retry(passing, {
      maxAttempts: options.retries,
      backoff: new ExponentialBackoff({
        initialDelay: options.firstDelayMs,
        maxDelay: options.maxDelayMs,
        generator: decorrelatedJitterGenerator,
      }),
    }),
    breaker,
  )
  return async (work) => {
    try {
      return await policy.execute(work)
    } catch (error) {
      if (isBrokenCircuitError(error) || isHydratingCircuitError(error)) {
        throw new RetryableError(`${target} failed repeatedly and is not asked for a moment`, {
          cause: error,
        })
      }
      throw error
    }
  }
}
