/** Work done again and again with a pause between, never twice at a time. */
import type { Log } from './log.ts'
import { backOffMs } from './zeebe/retry.ts'

export interface Repetition {
  /** Waits for the round under way. */
  stop(): Promise<void>
}

/** A round that throws is logged once in a row and tried again with growing pauses, up to a minute. */
export function repeat(name: string, everyMs: number, log: Log, work: () => Promise<void>): Repetition {
  let stopped = false
  let wake: () => void = () => undefined

  async function run(): Promise<void> {
    let failures = 0
    while (!stopped) {
      try {
        await work()
        failures = 0
      } catch (error) {
        failures += 1
        if (failures === 1) log.warn({ err: error, work: name }, 'failed, trying again')
      }
      const pause = failures === 0 ? everyMs : backOffMs(failures, { baseMs: everyMs, maxMs: 60_000 })
      // `stop` may have come while the work was under way; the loop looks before it waits.
      if (isStopped()) break
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  const isStopped = () => stopped
  const running = run()
  return {
    stop: async () => {
      stopped = true
      wake()
      await running
    },
  }
}
