/** Waiting before trying again: growing, capped, and never the same for two who failed together. */
import { setTimeout as wait } from 'node:timers/promises'
import { EngineError } from './gateway.ts'

export interface BackOff {
  readonly baseMs: number
  readonly maxMs: number
}

/**
 * The wait after the nth failure, in whole milliseconds: `baseMs · 2^(n-1)`, at most `maxMs`, of which a random
 * half is taken off (`random` gives 0 to 1), so that jobs that failed together do not come back together.
 */
export function backOffMs(
  failures: number,
  { baseMs, maxMs }: BackOff,
  random: () => number = Math.random,
): number {
  // 2^30 is enough for every cap and keeps clear of Infinity.
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(Math.max(failures - 1, 0), 30))
  return Math.round(full / 2 + (full / 2) * random())
}

const isTransient = (error: EngineError): boolean => error.transient
const callBackOff: BackOff = { baseMs: 100, maxMs: 2_000 }

/**
 * Repeats a call to the engine while its failure is transient (gateway gone, back pressure, deadline).
 * @throws the last EngineError when `attempts` are used up, and any other error at once
 */
export async function retryTransient<T>(
  work: () => Promise<T>,
  options: {
    readonly attempts?: number
    readonly signal?: AbortSignal | undefined
    readonly backOff?: BackOff
    /** Which failures are repeated; every transient one unless told. */
    readonly repeats?: (error: EngineError) => boolean
  } = {},
): Promise<T> {
  const { attempts = 5, backOff = callBackOff, signal, repeats = isTransient } = options
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const again = error instanceof EngineError && repeats(error) && attempt < attempts
      if (!again || signal?.aborted === true) throw error
    }
    await wait(backOffMs(attempt, backOff))
  }
}
