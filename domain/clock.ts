/** The one clock. Code asks this port; tests move it together with the engine's clock. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** Azerbaijan keeps UTC+4 all year since 2016: a calendar day there is a fixed offset. */
const BAKU_OFFSET_MS = 4 * 60 * 60 * 1000

/** The calendar date in Baku at that instant, `YYYY-MM-DD`. */
export function dateInBaku(instant: Date): string {
  return new Date(instant.getTime() + BAKU_OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant of a wall-clock time in Baku on that date; `time` is `HH:MM`. */
export function instantInBaku(date: string, time: string): Date {
  return new Date(`${date}T${time}:00+04:00`)
}
