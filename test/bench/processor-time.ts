/**
 * Processor time of processes: unlike the clock on the wall it hardly depends on what else the machine does. Read from
 * /proc; 0 on systems without it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { openState } from '../../stack/state.ts'

interface Stat {
  readonly parent: number
  readonly group: number
  /** Its own, and that of children it has waited for, in seconds. */
  readonly own: number
  readonly ended: number
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const at = (index: number) => fields[index] ?? 0
    // Hundredths of a second on every Linux.
    return { parent: at(1), group: at(2), own: (at(11) + at(12)) / 100, ended: (at(13) + at(14)) / 100 }
  } catch {
    // Gone between two looks, or a system without /proc: nothing to add.
    return undefined
  }
}

/** Seconds that a process and everything it started have used so far. */
export function processorSeconds(pid: number): number {
  const whole = readStat(pid)
  if (whole === undefined) return 0
  let seconds = whole.own + whole.ended
  for (const entry of readdirSync('/proc')) {
    const other = Number(entry)
    if (!Number.isInteger(other) || other === pid) continue
    const stat = readStat(other)
    if (stat !== undefined && (stat.parent === pid || stat.group === pid)) seconds += stat.own + stat.ended
  }
  return seconds
}

/** Parts of the stack that run, each with a look at its processor time. @param home folder of the stack */
export function partsOf(home: string): ReadonlyMap<string, () => number> {
  const { services } = openState(home).read()
  return new Map(
    Object.entries(services).map(([name, { pid }]) => [name, () => processorSeconds(pid)] as const),
  )
}

/** What each used between two looks, per unit of work. */
export function startMeter(watched: ReadonlyMap<string, () => number>) {
  const before = new Map([...watched].map(([name, look]) => [name, look()]))
  return {
    /** Milliseconds per unit, by name, and of all together. */
    perUnit: (units: number): Readonly<Record<string, number>> => {
      const used = [...watched].map(([name, look]) => {
        const seconds = look() - (before.get(name) ?? 0)
        return [name, Number(((seconds * 1_000) / units).toFixed(2))] as const
      })
      const all = used.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)
      return { ...Object.fromEntries(used), all: Number(all.toFixed(2)) }
    },
  }
}
