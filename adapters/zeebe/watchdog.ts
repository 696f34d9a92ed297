/**
 * Notices workers that no longer poll. A connection can be dead without an error (a firewall dropped it, a
 * gateway was replaced); when nothing comes through although the gateway answers, the connection is rebuilt.
 */
import type { Log } from '../log.ts'
import type { StreamHealth } from './job-stream.ts'

export interface Watchdog {
  /** Types from which nothing has come for longer than allowed. */
  silent(): readonly string[]
  stop(): void
}

export function startWatchdog(options: {
  /** Longest silence allowed, in milliseconds; must be well above the polling interval. */
  readonly silenceMs: number
  readonly log: Log
  streams(): readonly StreamHealth[]
  /** Asks the gateway beside the suspected connection. */
  gatewayAnswers(): Promise<boolean>
  rebuild(): Promise<void>
}): Watchdog {
  let looking = false
  const silent = () =>
    options
      .streams()
      .filter(({ lastSignAt }) => Date.now() - lastSignAt > options.silenceMs)
      .map(({ type }) => type)

  async function look(): Promise<void> {
    const types = silent()
    if (types.length === 0) return
    // With the gateway away a new connection would not help: the streams keep trying by themselves.
    if (!(await options.gatewayAnswers())) return
    options.log.error(
      { jobTypes: types },
      'nothing comes through although the engine answers: connecting anew',
    )
    await options.rebuild()
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) => {
        options.log.error({ err: error }, 'the watchdog could not do its work')
      })
      .finally(() => {
        looking = false
      })
  }, options.silenceMs / 4)

  return {
    silent,
    stop: () => {
      clearInterval(timer)
    },
  }
}
