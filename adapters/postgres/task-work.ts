/** Tasks for people as figures: taken over from the engine's records, and told per group, place and step. */
import type { Clock } from '../../domain/clock.ts'
import type { GroupLoad, ImportState, RecordedTask, StepTime, Workload } from '../../domain/workload.ts'
import { json, type Database, type Sql } from './database.ts'

/** Steps are measured over the tasks finished in so many days. */
export const STEP_DAYS = 90

/** See adapters/zeebe/task-records.ts. */
type ReadTasks = (
  since: string | undefined,
) => AsyncIterable<{ readonly tasks: readonly RecordedTask[]; readonly newestAt: string }>

/**
 * Takes over what the engine recorded since the last time; the same records again change nothing, so that several
 * workers may do it at once.
 */
export function createTaskImport(db: Database, readTasks: ReadTasks, clock: Clock) {
  return async function importTasks(): Promise<void> {
    const [state] = await db.rows<{ newest: string | null }>(
      'select newest_record_at as newest from task_import',
    )
    // Read outside of the transaction: the records may take their time.
    for await (const { tasks, newestAt } of readTasks(state?.newest ?? undefined)) {
      await db.transaction(async (sql) => {
        await sql.rows(upsert, [json(merged(tasks))])
        await sql.rows('update task_import set newest_record_at = greatest(newest_record_at, $1)', [newestAt])
        return { value: undefined, last: [] }
      })
    }
    await db.rows('update task_import set looked_at = greatest(looked_at, $1)', [clock.now().toISOString()])
  }
}

/** One row per task: a statement may not touch a row twice. */
function merged(tasks: readonly RecordedTask[]): readonly RecordedTask[] {
  const byKey = new Map<string, RecordedTask>()
  for (const task of tasks) {
    const before = byKey.get(task.userTaskKey)
    byKey.set(task.userTaskKey, {
      ...task,
      completedAt: task.completedAt ?? before?.completedAt,
      cancelledAt: task.cancelledAt ?? before?.cancelledAt,
    })
  }
  return [...byKey.values()]
}

const upsert = `
  insert into task_work as known (user_task_key, process_instance_key, process_id, element_id, staff_groups, created_at,
    due_at, completed_at, cancelled_at)
  select "userTaskKey", "processInstanceKey", "processId", "elementId", "staffGroups", "createdAt",
    "dueAt", "completedAt", "cancelledAt"
  from jsonb_to_recordset($1::jsonb) as task ("userTaskKey" text, "processInstanceKey" text, "processId" text,
    "elementId" text, "staffGroups" text[], "createdAt" timestamptz, "dueAt" timestamptz, "completedAt" timestamptz,
    "cancelledAt" timestamptz)
  on conflict (user_task_key) do update set
    completed_at = coalesce(known.completed_at, excluded.completed_at),
    cancelled_at = coalesce(known.cancelled_at, excluded.cancelled_at)
  where (known.completed_at is null and excluded.completed_at is not null)
    or (known.cancelled_at is null and excluded.cancelled_at is not null)`

const load = `
  select staff_group as "group", place, count(*)::int as open,
    count(*) filter (where due_at >= $1 and due_at < $2)::int as "dueToday",
    count(*) filter (where due_at < $1)::int as late
  from task_work
    left join case_process_instance instance using (process_instance_key),
    lateral (select case_settlement(instance.case_id) as place) settlement,
    unnest(staff_groups) staff_group
  where completed_at is null and cancelled_at is null
  group by staff_group, place
  order by staff_group, place nulls last`

const steps = `
  select process_id as "processId", element_id as "elementId", count(*)::int as finished,
    percentile_cont(0.5) within group (order by extract(epoch from completed_at - created_at)) as "medianSeconds",
    percentile_cont(0.9) within group (order by extract(epoch from completed_at - created_at)) as "ninetiethSeconds"
  from task_work
  where completed_at > $1::timestamptz - make_interval(days => $2)
  group by process_id, element_id
  order by process_id, element_id`

/** @param today instants of now and of the end of today in Baku */
export async function readWorkload(
  sql: Sql,
  today: { readonly now: string; readonly endsAt: string },
): Promise<Workload> {
  const [groups, times, [imported]] = await Promise.all([
    sql.rows<Omit<GroupLoad, 'place'> & { readonly place: string | null }>(load, [today.now, today.endsAt]),
    sql.rows<StepTime>(steps, [today.now, STEP_DAYS]),
    sql.rows<{ [K in keyof ImportState]: string | null }>(
      'select looked_at as "lookedAt", newest_record_at as "newestRecordAt" from task_import',
    ),
  ])
  return {
    groups: groups.map(({ place, ...group }) => ({ ...group, place: place ?? undefined })),
    steps: times,
    imported: {
      lookedAt: imported?.lookedAt ?? undefined,
      newestRecordAt: imported?.newestRecordAt ?? undefined,
    },
  }
}
