/** Seconds on the wall and of processors, step by step: the second hardly depend on what else the machine does. */
import { round } from './figures.ts'

/** Runs the work and notes what it took under that name. */
export type Timed = <T>(name: string, work: () => Promise<T>) => Promise<T>

export interface Stopwatch {
  readonly timed: Timed
  /** By name, and their `total`. */
  seconds(): Readonly<Record<string, number>>
  cpuSeconds(): Readonly<Record<string, number>>
}

/** @param cpu processor seconds so far of everything that takes part */
export function createStopwatch(cpu: () => number, say: (line: string) => void): Stopwatch {
  const wall = new Map<string, number>()
  const processors = new Map<string, number>()
  const withTotal = (taken: ReadonlyMap<string, number>) => ({
    ...Object.fromEntries([...taken].map(([name, seconds]) => [name, round(seconds)])),
    total: round([...taken.values()].reduce((sum, seconds) => sum + seconds, 0)),
  })
  return {
    timed: async (name, work) => {
      const cpuBefore = cpu()
      const from = performance.now()
      const value = await work()
      wall.set(name, (performance.now() - from) / 1000)
      processors.set(name, cpu() - cpuBefore)
      say(`${name} ${round(wall.get(name) ?? 0)} s, ${round(processors.get(name) ?? 0)} s of processors`)
      return value
    },
    seconds: () => withTotal(wall),
    cpuSeconds: () => withTotal(processors),
  }
}
