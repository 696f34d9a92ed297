/** How much work the groups have and how long steps take: figures for heads of unit, without a person in them. */
import type { StaffGroup } from './staff.ts'

/** Open tasks of one group; `late` and `dueToday` leave out nothing and overlap in nothing. */
export interface GroupLoad {
  readonly group: StaffGroup
  /** Settlement, other district of Baku, or `undefined` where no address is known. */
  readonly place: string | undefined
  readonly open: number
  /** Due before the end of today in Baku, and not late yet. */
  readonly dueToday: number
  readonly late: number
}

/** Time from giving a task out to finishing it, over the tasks finished lately. */
export interface StepTime {
  readonly processId: string
  readonly elementId: string
  readonly finished: number
  readonly medianSeconds: number
  readonly ninetiethSeconds: number
}

/** How far behind the engine the figures are. */
export interface ImportState {
  /** Instant at which its records were last read. */
  readonly lookedAt: string | undefined
  /** Instant of the newest record. */
  readonly newestRecordAt: string | undefined
}

export interface Workload {
  readonly groups: readonly GroupLoad[]
  readonly steps: readonly StepTime[]
  readonly imported: ImportState
}

/** A user task as the engine recorded it, at any moment of its life. */
export interface RecordedTask {
  readonly userTaskKey: string
  readonly processInstanceKey: string
  readonly processId: string
  readonly elementId: string
  readonly staffGroups: readonly string[]
  readonly createdAt: string
  readonly dueAt: string | undefined
  readonly completedAt: string | undefined
  readonly cancelledAt: string | undefined
}
