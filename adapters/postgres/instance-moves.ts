/**
 * Instances of cases on their way to another version of their diagram: what the engine is about to be asked, kept
 * until its answer is in the ledger (`Cases.movedToVersion`) or it is known that nothing was moved.
 */
import type { Clock } from '../../domain/clock.ts'
import type { Sql } from './database.ts'

export interface AskedMove {
  readonly processInstanceKey: string
  readonly fromVersion: number
  readonly toVersion: number
  /** ISO 8601 */
  readonly askedAt: string
}

export interface InstanceMoves {
  /** An instance that belongs to no case is none of the database's business, and nothing is kept. */
  ask(processInstanceKey: string, toVersion: number): Promise<void>
  /** The engine did not move it. */
  forget(processInstanceKey: string): Promise<void>
  /** What was asked and never answered, e.g. because the program died in between. */
  unanswered(processId: string): Promise<readonly AskedMove[]>
}

export function createInstanceMoves(sql: Sql, clock: Clock): InstanceMoves {
  return {
    ask: async (processInstanceKey, toVersion) => {
      await sql.rows(
        `update case_process_instance set moving_to_version = $2, move_asked_at = $3 where process_instance_key = $1`,
        [processInstanceKey, toVersion, clock.now().toISOString()],
      )
    },
    forget: async (processInstanceKey) => {
      await sql.rows(
        `update case_process_instance set moving_to_version = null, move_asked_at = null where process_instance_key = $1`,
        [processInstanceKey],
      )
    },
    unanswered: (processId) =>
      sql.rows<AskedMove>(
        `select process_instance_key as "processInstanceKey", process_version as "fromVersion",
           moving_to_version as "toVersion", move_asked_at as "askedAt"
         from case_process_instance where process_id = $1 and moving_to_version is not null
         order by move_asked_at, process_instance_key`,
        [processId],
      ),
  }
}
