/** Makes a register slow, wrong or down, for everybody or for one person, for ever or for some calls. */
import { Type, type Static } from 'typebox'
import { Fin } from '../../../domain/identifiers.ts'
import { registerNames, type RegisterName } from '../../../domain/registers.ts'

export const Disturbance = Type.Object(
  {
    /** All registers when left out. */
    register: Type.Optional(Type.Enum([...registerNames])),
    /** Everybody when left out. */
    fin: Type.Optional(Fin),
    mode: Type.Enum(['slow', 'wrong', 'down', 'unknown']),
    /** With `slow`. */
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
    /** How many calls; for ever when left out. */
    times: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)
export type Disturbance = Static<typeof Disturbance>

export interface Disturbances {
  add(disturbance: Disturbance): void
  clear(): void
  list(): readonly Disturbance[]
  /** The newest that fits, which counts as one of its times. */
  meet(register: RegisterName, fins: readonly string[]): Disturbance | undefined
}

export function createDisturbances(): Disturbances {
  let active: { readonly disturbance: Disturbance; left: number }[] = []
  return {
    add(disturbance) {
      active.unshift({ disturbance, left: disturbance.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      active = []
    },
    list: () => active.map(({ disturbance }) => disturbance),
    meet(register, fins) {
      const met = active.find(
        ({ disturbance }) =>
          (disturbance.register ?? register) === register &&
          (disturbance.fin === undefined || fins.includes(disturbance.fin)),
      )
      if (met === undefined) return undefined
      met.left -= 1
      active = active.filter(({ left }) => left > 0)
      return met.disturbance
    },
  }
}
