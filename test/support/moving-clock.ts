/** The engine's clock and ours, moved together: a term of days passes in a second. */
import type { Clock } from '../../domain/clock.ts'
import { environment } from './environment.ts'

export interface MovingClock extends Clock {
  /** Moves both clocks forward. */
  advance(milliseconds: number): Promise<void>
  /** Moves both clocks to that instant, which must not be in their past. */
  advanceTo(instant: Date | string): Promise<void>
  /** Takes over the engine's time, for a process that does not move it itself. */
  follow(): Promise<void>
  /** Stops the engine's clock on the next full second; `resume` lets it go on. */
  stopOnFullSecond(): Promise<void>
  /** An engine that was restarted or stopped has another time than ours: brings it back to ours. */
  resume(): Promise<void>
}

interface EngineTime {
  readonly epochMilli: number
}

/** Each broker has a clock of its own. */
async function askClock(
  managementUrl: string,
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<number> {
  const response = await fetch(`${managementUrl}/actuator/clock${path === '' ? '' : `/${path}`}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok)
    throw new Error(`The engine's clock did not move: ${response.status} ${await response.text()}`)
  return ((await response.json()) as EngineTime).epochMilli
}

const addToBrokerClock = (managementUrl: string, offsetMilli: number): Promise<number> =>
  askClock(managementUrl, 'POST', 'add', { offsetMilli })

/** @returns the time of the broker that is furthest ahead */
async function addToEngineClock(offsetMilli: number): Promise<number> {
  const times = environment.zeebeManagementUrls.map((url) => addToBrokerClock(url, offsetMilli))
  return Math.max(...(await Promise.all(times)))
}

export async function openMovingClock(): Promise<MovingClock> {
  // The engine may have been moved by tests before this one: take its time as ours.
  let offset = (await addToEngineClock(0)) - Date.now()
  const now = () => new Date(Date.now() + offset)
  const advance = async (milliseconds: number) => {
    if (milliseconds < 0) throw new RangeError('The engine cannot go back in time')
    offset = (await addToEngineClock(Math.ceil(milliseconds))) - Date.now()
  }
  return {
    now,
    advance,
    follow: () => advance(0),
    stopOnFullSecond: async () => {
      const epochMilli = Math.ceil(now().getTime() / 1_000) * 1_000
      await Promise.all(
        environment.zeebeManagementUrls.map((url) => askClock(url, 'POST', 'pin', { epochMilli })),
      )
    },
    resume: async () => {
      const catchUp = async (url: string) => {
        await askClock(url, 'DELETE', '')
        const behind = now().getTime() - (await addToBrokerClock(url, 0))
        if (behind > 0) await addToBrokerClock(url, behind)
      }
      await Promise.all(environment.zeebeManagementUrls.map(catchUp))
    },
    advanceTo: async (instant) => {
      await advance(Math.max(0, new Date(instant).getTime() - now().getTime() + 1_000))
    },
  }
}
