/** Completed user tasks and whether they count. Keys compare as numbers: the engine's grow with time. */
import type { Tasks } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'

export function createTasks({ sql, now }: RecordsContext): Tasks {
  return {
    lastCheckedKey: async (processInstanceKey, elementId) => {
      const [row] = await sql.rows<{ key: string | null }>(
        `select max(user_task_key::bigint)::text as key from task_completion
         where process_instance_key = $1 and element_id = $2`,
        [processInstanceKey, elementId],
      )
      return row?.key ?? '0'
    },
    addChecked: async (caseId, completion, counts, problem) => {
      sql.send(
        `insert into task_completion
           (user_task_key, process_instance_key, element_id, case_id, assignee, completed_at, counts, problem, checked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          completion.userTaskKey,
          completion.processInstanceKey,
          completion.elementId,
          caseId,
          completion.assignee,
          completion.completedAt,
          counts,
          problem,
          now(),
        ],
      )
    },
    lastCountedAssignee: async (caseId, elementId) => {
      const [row] = await sql.rows<{ assignee: string | null }>(
        `select assignee from task_completion where case_id = $1 and element_id = $2 and counts
         order by user_task_key::bigint desc limit 1`,
        [caseId, elementId],
      )
      return row?.assignee ?? undefined
    },
    lastCountedIn: async (processInstanceKey, elementId) => {
      const [row] = await sql.rows<{ assignee: string | null }>(
        `select assignee from task_completion where process_instance_key = $1 and element_id = $2 and counts
         order by user_task_key::bigint desc limit 1`,
        [processInstanceKey, elementId],
      )
      return row?.assignee ?? undefined
    },
    handlersOfRelated: async (caseId) => {
      const rows = await sql.rows<{ assignee: string }>(
        `select distinct assignee from task_completion join case_file on case_file.id = task_completion.case_id,
           (select related_case_id from case_file where id = $1) about
         where (case_file.id = about.related_case_id or case_file.related_case_id = about.related_case_id)
           and case_file.id <> $1 and counts and assignee is not null`,
        [caseId],
      )
      return rows.map(({ assignee }) => assignee)
    },
  }
}
