/** Legal parameters and moved working days, as of a day. */
import { OperatorError } from '../../domain/errors.ts'
import type { ParameterName, Parameters } from '../../domain/parameters.ts'
import type { Database, Sql } from './database.ts'

/** Rules change a few times a year and are asked for in every step: a process may use them this long without looking. */
const KEEP_MS = 5_000

export interface Rules {
  /** Values by name, newest date first. */
  readonly values: ReadonlyMap<string, readonly { readonly validFrom: string; readonly value: number }[]>
  readonly calendarMoves: readonly { readonly day: string; readonly working: boolean }[]
}

const kept = new WeakMap<Database, { readonly rules: Rules; readonly readAt: number }>()

/**
 * All rules, at most five seconds old. Read on the caller's own connection: a second one out of the pool might never
 * come, when everybody who holds one waits for the rules. For the same reason nobody waits for another's reading.
 */
export async function readRules(db: Database, sql: Sql): Promise<Rules> {
  const known = kept.get(db)
  if (known !== undefined && performance.now() - known.readAt < KEEP_MS) return known.rules
  const rules = await loadRules(sql)
  kept.set(db, { rules, readAt: performance.now() })
  return rules
}

async function loadRules(sql: Sql): Promise<Rules> {
  const [rows, calendarMoves] = await Promise.all([
    sql.rows<{ name: string; valid_from: string; value: string }>(
      'select name, valid_from, value from legal_parameter order by name, valid_from desc',
    ),
    sql.rows<{ day: string; working: boolean }>('select day, working from calendar_move order by day'),
  ])
  const values = new Map<string, { validFrom: string; value: number }[]>()
  for (const { name, valid_from, value } of rows) {
    const ofName = values.get(name) ?? []
    ofName.push({ validFrom: valid_from, value: Number(value) })
    values.set(name, ofName)
  }
  return { values, calendarMoves }
}

/** @param day `YYYY-MM-DD`; the newest value that was in force by then counts */
export function parametersOn({ values }: Rules, day: string): Parameters {
  const used: Partial<Record<ParameterName, number>> = {}
  return {
    value: (name) => {
      const inForce = values.get(name)?.find(({ validFrom }) => validFrom <= day)
      if (inForce === undefined) {
        throw new OperatorError(
          `The legal parameter ${name} has no value for ${day}`,
          `Add a row for ${name} with its source to legal_parameter, valid from that day or before, then retry the incident.`,
        )
      }
      used[name] = inForce.value
      return inForce.value
    },
    used: () => ({ ...used }),
  }
}
