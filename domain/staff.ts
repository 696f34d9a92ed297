/** Staff and their groups; the same names as the candidate groups in Tasklist. */
export const staffGroups = [
  'dost-operator',
  'dost-inspector-khazar',
  'dost-inspector-pirallahi',
  'dost-quality',
  'dost-monitoring',
  'dsmf-assignment',
  'dsmf-payment-maker',
  'dsmf-payment-checker',
  'dsmf-appeals',
  'dsmf-head',
  'employment-adviser',
  'employment-panel',
  'employment-programme',
  'employment-appeals',
  'khazar-administration',
  'pirallahi-administration',
  'head-of-unit',
  'analyst',
  'auditor',
] as const
export type StaffGroup = (typeof staffGroups)[number]

export interface StaffMember {
  readonly userName: string
  readonly displayName: string
  readonly groups: readonly StaffGroup[]
  /** FIN of the member of staff, so that nobody decides on their own household; unknown for service accounts. */
  readonly fin: string | undefined
  readonly active: boolean
}

/** A completed user task as the engine itself recorded it (`USER_TASK` `COMPLETED`). */
export interface TaskCompletion {
  readonly userTaskKey: string
  readonly processInstanceKey: string
  readonly elementId: string
  readonly assignee: string | undefined
  readonly completedAt: string
}

/** Port to the engine's own history (the exporter's records). */
export interface EngineHistory {
  /**
   * The oldest completion of that user task with a key above `afterUserTaskKey`; waits for the exporter
   * and throws `RetryableError` when it does not show up in time.
   */
  taskCompletion(query: {
    readonly processInstanceKey: string
    readonly elementId: string
    readonly afterUserTaskKey: string
  }): Promise<TaskCompletion>
}
