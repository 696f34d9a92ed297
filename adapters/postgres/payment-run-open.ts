/** Payment runs as rows: opening them, finding them, locking one for the step that works on it. */
import { OperatorError } from '../../domain/errors.ts'
import { paymentRunKind, type PaymentRun, type PaymentRuns, type RunCheck } from '../../domain/payment-run.ts'
import type { RecordsContext } from './context.ts'
import type { Sql } from './database.ts'

interface RunRow {
  readonly case_id: string
  readonly number: string
  readonly kind: string
  readonly period: string
  readonly body: string
  readonly purpose: PaymentRun['purpose']
  readonly sequence: number
  readonly round: number
  readonly pay_day: string
  readonly state: PaymentRun['state']
  readonly order_count: number
  readonly total_qepik: string
  readonly file_count: number
  readonly control_totals: RunCheck | null
  readonly reason: string | null
  readonly opened_at: string
  readonly frozen_at: string | null
  readonly approved_at: string | null
  readonly released_at: string | null
  readonly ended_at: string | null
}

const select =
  'select payment_run.*, case_file.number from payment_run join case_file on case_file.id = payment_run.case_id'

/** The case exists only together with its run: a run that is there already makes neither. */
const insert = `
  with next as (
    select coalesce($6::integer, case when $5 = 'monthly' then 1 else 1 + coalesce(max(sequence), 1) end) as sequence
    from payment_run where kind = $2 and period = $3 and body = $4
  ), file as (
    insert into case_file (id, number, kind, state, district, language, application_date, received_at, state_changed_at)
    select $1, 'PAY-' || left($3, 4) || '-' || lpad(nextval('payment_run_number_seq')::text, 6, '0'), $9,
      'received', 'other-baku', 'az', ($8::timestamptz at time zone 'Asia/Baku')::date, $8, $8
    from next where not exists (
      select from payment_run where kind = $2 and period = $3 and body = $4 and sequence = next.sequence)
    returning id, number
  ), run as (
    insert into payment_run (case_id, kind, period, body, purpose, sequence, pay_day, state, opened_at)
    select file.id, $2, $3, $4, $5, next.sequence, $7, 'open', $8 from file, next
  )
  select number from file`

export function createOpening({
  sql,
  now,
}: RecordsContext): Pick<PaymentRuns, 'open' | 'get' | 'find' | 'list'> {
  const find = async (caseId: string) => {
    const [row] = await sql.rows<RunRow>(`${select} where case_id = $1`, [caseId])
    return row === undefined ? undefined : toRun(row)
  }
  return {
    open: async ({ kind, period, body, purpose, sequence, payDay }) => {
      // Two who open the same run wait for each other; the second finds it.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `payment-run ${kind} ${period} ${body}`,
      ])
      const [{ id: caseId } = { id: '' }] = await sql.rows<{ id: string }>('select uuidv7() as id')
      const [added] = await sql.rows<{ number: string }>(insert, [
        caseId,
        kind,
        period,
        body,
        purpose,
        sequence,
        payDay,
        now(),
        paymentRunKind,
      ])
      if (added !== undefined) return { caseId, number: added.number, created: true }
      const [known] = await sql.rows<RunRow>(
        `${select} where payment_run.kind = $1 and period = $2 and body = $3 and sequence = $4`,
        [kind, period, body, sequence ?? 1],
      )
      if (known === undefined) throw new Error('The run was neither added nor there')
      return { caseId: known.case_id, number: known.number, created: false }
    },
    find,
    get: async (caseId) => (await find(caseId)) ?? missingRun(caseId),
    list: async ({ before, limit, kind, period, state }) => {
      const rows = await sql.rows<RunRow>(
        `${select} where ($1::text is null or case_file.number < $1) and ($3::text is null or payment_run.kind = $3)
           and ($4::text is null or period = $4) and ($5::text is null or payment_run.state = $5)
         order by case_file.number desc limit $2`,
        [before, limit, kind, period, state],
      )
      return rows.map(toRun)
    },
  }
}

/**
 * The run, locked until the end of the transaction: one step at a time works on it, and the next sees what it did.
 * @throws OperatorError when there is none
 */
export async function lockRun(sql: Sql, caseId: string): Promise<PaymentRun> {
  await allowBigStatements(sql)
  const [row] = await sql.rows<RunRow>(`${select} where case_id = $1 for update of payment_run`, [caseId])
  return row === undefined ? missingRun(caseId) : toRun(row)
}

/**
 * For this transaction: a million rows take longer than a request may, and waiting for another such step is no fault.
 * Tables that grew by a million rows a moment ago have no statistics yet: without nested loops, joins stay linear
 * whatever the planner believes.
 * @param many false where few rows are looked up in large tables
 */
export async function allowBigStatements(sql: Sql, many = true): Promise<void> {
  await sql.rows(
    `select set_config('statement_timeout', '30min', true), set_config('lock_timeout', '10min', true),
       set_config('work_mem', '96MB', true), set_config('enable_nestloop', $1, true)`,
    [many ? 'off' : 'on'],
  )
}

/** @throws OperatorError unless the run is in one of these states */
export function needState(run: PaymentRun, ...states: readonly PaymentRun['state'][]): void {
  if (states.includes(run.state)) return
  throw new OperatorError(
    `Payment run ${run.number} is ${run.state} and would have to be ${states.join(' or ')}`,
    'Look at the run: the step before it is missing, or somebody cancelled it.',
  )
}

function missingRun(caseId: string): never {
  throw new OperatorError(
    `Payment run ${caseId} is not in the database`,
    'Check that engine and database belong together before anything is paid.',
  )
}

const toRun = (row: RunRow): PaymentRun => ({
  caseId: row.case_id,
  number: row.number,
  kind: row.kind,
  period: row.period,
  body: row.body,
  purpose: row.purpose,
  sequence: row.sequence,
  round: row.round,
  payDay: row.pay_day,
  state: row.state,
  orderCount: row.order_count,
  totalQepik: Number(row.total_qepik),
  fileCount: row.file_count,
  check: row.control_totals ?? undefined,
  reason: row.reason ?? undefined,
  openedAt: row.opened_at,
  frozenAt: row.frozen_at ?? undefined,
  approvedAt: row.approved_at ?? undefined,
  releasedAt: row.released_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
})
