/** Payment runs as people read them: a run with all around it, and holds. Implements `PaymentRunViews`. */
import { addToMonth } from '../../domain/days.ts'
import type { PaymentRun } from '../../domain/payment-run.ts'
import {
  runTasks,
  type ExceptionSeen,
  type HoldSeen,
  type PaymentRunViews,
  type RunAnswer,
  type RunOverview,
  type Some,
} from '../../domain/payment-run-view.ts'
import type { RecordsContext } from './context.ts'
import { createClosing } from './payment-run-close.ts'
import { toHold, type HoldRow } from './payment-run-holds.ts'

/** A page shows so many exceptions and holds; how many there are it says. */
const SHOWN = 100
const MONTHS = 13

/** Who returned a run to its maker did not approve it: approval and signature count once the run is approved. */
const answers = `
  select distinct on (element_id) element_id, assignee, completed_at
  from task_completion join payment_run using (case_id)
  where case_id = $1 and counts and assignee is not null and element_id = any ($2) and completed_at >= frozen_at
    and (element_id = 'ReviewPaymentRun' or approved_at is not null)
  order by element_id, user_task_key::bigint desc`

const selectExceptions = `
  select exception.id, exception.kind, exception.state, exception.amount_qepik, line_count, noticed_at, resolution,
    resolved_by, case_file.number as case_number, (count(*) over ())::integer as all_count,
    exception.run_id, run_file.number as run_number, message_id, line_number
  from payment_exception exception
    left join payment_order on payment_order.id = exception.order_id
    left join entitlement on entitlement.id = entitlement_id
    left join case_file on case_file.id = entitlement.case_id
    left join case_file run_file on run_file.id = exception.run_id`

const exceptions = `
  ${selectExceptions}
  where exception.run_id = $1
  order by exception.state, exception.id desc limit $2`

const selectHolds = `
  select hold.*, case_file.number as case_number, payment_order.amount_qepik, (count(*) over ())::integer as all_count
  from payment_hold hold
    left join payment_order on payment_order.id = hold.order_id
    left join payment_file on payment_file.id = payment_order.file_id
    left join entitlement on entitlement.id = coalesce(hold.entitlement_id, payment_order.entitlement_id)
    left join case_file on case_file.id = entitlement.case_id`

/** Holds of persons first: they reach further than those that the check found on single orders. */
const holdsOfRun = `
  ${selectHolds}
  where hold.released_at is null and case when hold.order_id is not null
      then payment_file.run_id = $1 and payment_file.state <> 'cancelled'
      else hold.from_period <= $3 and coalesce(hold.to_period, $3) >= $3
        and coalesce(hold.kind, entitlement.kind, $4) = $4 end
  order by hold.order_id is not null, hold.id desc limit $2`

const holdList = `
  ${selectHolds}
  where (not $1::boolean or hold.released_at is null) and ($2::boolean or hold.order_id is null)
    and ($3::uuid is null or hold.id < $3)
  order by hold.id desc limit $4`

const months = `
  select period, sum(order_count)::integer as count, sum(total_qepik)::bigint as sum_qepik from payment_run
  where kind = $1 and body = $2 and period between $3 and $4 and state not in ('open', 'cancelled')
  group by period order by period`

export function createRunViews(context: RecordsContext): PaymentRunViews {
  const { sql } = context
  const { progress } = createClosing(context)

  return {
    overview: async (caseId): Promise<RunOverview> => {
      const standing = await progress(caseId)
      return {
        ...standing,
        answers: await answersOf(caseId),
        exceptions: await exceptionsOf(caseId),
        holds: await holdsReaching(standing.run),
        months: await monthsUpTo(standing.run),
      }
    },
    exception: async (exceptionId) => {
      const [row] = await sql.rows<ExceptionRow>(`${selectExceptions} where exception.id = $1`, [exceptionId])
      if (row === undefined) return undefined
      return {
        ...toExceptionSeen(row),
        runId: row.run_id ?? undefined,
        runNumber: row.run_number ?? undefined,
        messageId: row.message_id,
        lineNumber: row.line_number ?? undefined,
      }
    },
    holds: async ({ inForce, onOrders, before, limit }) =>
      (await sql.rows<HoldSeenRow>(holdList, [inForce, onOrders, before, limit])).map(toHoldSeen),
    hold: async (holdId) => {
      const [row] = await sql.rows<HoldSeenRow>(`${selectHolds} where hold.id = $1`, [holdId])
      return row === undefined ? undefined : toHoldSeen(row)
    },
    kinds: async () =>
      (await sql.rows<{ kind: string }>('select distinct kind from payment_run order by kind')).map(
        ({ kind }) => kind,
      ),
    isKind: async (kind) => {
      const [row] = await sql.rows<{ known: boolean }>(
        `select exists (select from payment_run where kind = $1) or exists (select from entitlement where kind = $1) as known`,
        [kind],
      )
      return row?.known === true
    },
    findEntitlement: async (wanted) => {
      const [row] =
        'entitlementId' in wanted
          ? await sql.rows<EntitlementRow>('select id, case_id from entitlement where id = $1', [
              wanted.entitlementId,
            ])
          : await sql.rows<EntitlementRow>(
              `select entitlement.id, case_id from entitlement join case_file on case_file.id = case_id
               where number = $1 order by valid_from desc, entitlement.id desc limit 1`,
              [wanted.caseNumber],
            )
      return row === undefined ? undefined : { entitlementId: row.id, caseId: row.case_id }
    },
  }

  async function answersOf(caseId: string): Promise<readonly RunAnswer[]> {
    const tasks = Object.keys(runTasks) as (keyof typeof runTasks)[]
    const rows = await sql.rows<AnswerRow>(answers, [caseId, tasks])
    return tasks.flatMap((task) =>
      rows
        .filter(({ element_id }) => element_id === task)
        .map(({ assignee, completed_at }) => ({ did: runTasks[task], by: assignee, at: completed_at })),
    )
  }

  async function exceptionsOf(caseId: string): Promise<Some<ExceptionSeen>> {
    const rows = await sql.rows<ExceptionRow>(exceptions, [caseId, SHOWN])
    return { items: rows.map(toExceptionSeen), count: rows[0]?.all_count ?? 0 }
  }

  async function holdsReaching({ caseId, period, kind }: PaymentRun): Promise<Some<HoldSeen>> {
    const rows = await sql.rows<HoldSeenRow>(holdsOfRun, [caseId, SHOWN, period, kind])
    return { items: rows.map(toHoldSeen), count: rows[0]?.all_count ?? 0 }
  }

  async function monthsUpTo({ kind, body, period }: PaymentRun) {
    const first = addToMonth(period, 1 - MONTHS)
    const rows = await sql.rows<MonthRow>(months, [kind, body, first, period])
    return rows.map(({ sum_qepik, ...month }) => ({ ...month, sumQepik: Number(sum_qepik) }))
  }
}

interface AnswerRow {
  readonly element_id: string
  readonly assignee: string
  readonly completed_at: string
}

interface ExceptionRow {
  readonly id: string
  readonly kind: ExceptionSeen['kind']
  readonly state: ExceptionSeen['state']
  readonly amount_qepik: string | null
  readonly line_count: number
  readonly case_number: string | null
  readonly noticed_at: string
  readonly resolution: string | null
  readonly resolved_by: string | null
  readonly all_count: number
  readonly run_id: string | null
  readonly run_number: string | null
  readonly message_id: string
  readonly line_number: number | null
}

interface HoldSeenRow extends HoldRow {
  readonly case_number: string | null
  readonly amount_qepik: string | null
  readonly released_by: string | null
  readonly released_at: string | null
  readonly all_count: number
}

interface MonthRow {
  readonly period: string
  readonly count: number
  readonly sum_qepik: string
}

interface EntitlementRow {
  readonly id: string
  readonly case_id: string
}

const toExceptionSeen = (row: ExceptionRow): ExceptionSeen => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  amountQepik: row.amount_qepik === null ? undefined : Number(row.amount_qepik),
  lineCount: row.line_count,
  caseNumber: row.case_number ?? undefined,
  noticedAt: row.noticed_at,
  resolution: row.resolution ?? undefined,
  resolvedBy: row.resolved_by ?? undefined,
})

const toHoldSeen = (row: HoldSeenRow): HoldSeen => ({
  ...toHold(row),
  caseNumber: row.case_number ?? undefined,
  amountQepik: row.amount_qepik === null ? undefined : Number(row.amount_qepik),
  releasedBy: row.released_by ?? undefined,
  releasedAt: row.released_at ?? undefined,
})
