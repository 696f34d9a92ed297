/** From a checked run to numbered files, or back: approval, the cancel window, release. */
import { OperatorError } from '../../domain/errors.ts'
import type { PaymentRun, PaymentRuns } from '../../domain/payment-run.ts'
import type { RecordsContext } from './context.ts'
import { fundsShort } from './payment-run-funds.ts'
import { lockRun, needState } from './payment-run-open.ts'
import { selectFiles, toRunFile, type RunFileRow } from './payment-run-files.ts'
import { cancelOrders } from './posting.ts'

type Approval = Pick<PaymentRuns, 'approve' | 'cancel' | 'reopen' | 'release'>

const ordersOfRun = `
  select payment_order.id from payment_order join payment_file on payment_file.id = file_id
  where run_id = $3 and payment_file.state <> 'cancelled' and payment_order.state in ('ordered', 'held')`

/** What the run owes from now on: the whole amount as expense, what is kept back against the claim. */
const postApproval = `
  with owed as (
    select payment_order.id, payment_order.amount_qepik, deduction.amount_qepik as kept_back_qepik
    from payment_order join payment_file on payment_file.id = file_id
      left join (select order_id, sum(amount_qepik)::bigint as amount_qepik from order_part
                 where part = 'deduction' group by order_id) deduction on order_id = payment_order.id
    where run_id = $1 and payment_file.state = 'planned' and payment_order.state = 'ordered'
  ), posted as (
    insert into posting (about, event, amount_qepik, booked_at)
    select id, 'approved', amount_qepik + coalesce(kept_back_qepik, 0), $2::timestamptz from owed
    union all
    select id, 'deducted', kept_back_qepik, $2::timestamptz from owed where kept_back_qepik is not null
    returning event
  )
  update payment_run set state = 'approved', approved_at = $2, order_count = total.count, total_qepik = total.sum_qepik
  from (select count(*) as count, coalesce(sum(amount_qepik), 0) as sum_qepik from owed) total
  where case_id = $1 and (select count(*) from posted) >= total.count
  returning order_count, total_qepik, file_count`

const planTotals = `
  update payment_file set order_count = total.count, control_sum_qepik = total.sum_qepik,
    state = case when total.count = 0 then 'cancelled' else state end
  from (
    select file.id, count(payment_order.id) as count, coalesce(sum(amount_qepik), 0) as sum_qepik
    from payment_file file left join payment_order on file_id = file.id and payment_order.state = 'ordered'
    where run_id = $1 and file.state = 'planned' group by file.id
  ) total
  where payment_file.id = total.id`

/** The counter stays locked until commit: a rollback gives the numbers back, so that there are no gaps. */
const giveNumbers = `
  with planned as (
    select id, row_number() over (order by run_file_number) as place from payment_file
    where run_id = $1 and state = 'planned'
  ), counter as (
    update payment_file_counter set last_number = last_number + (select count(*) from planned)
    returning old.last_number
  )
  update payment_file set state = 'released', number = last_number + place,
    message_id = 'DSMF-B2-' || lpad((last_number + place)::text, 6, '0')
  from planned, counter where payment_file.id = planned.id`

export function createApproval({ sql, now }: RecordsContext): Approval {
  const setCase = (caseId: string, state: string) =>
    sql.rows('update case_file set state = $2, state_changed_at = $3 where id = $1', [caseId, state, now()])
  const undoOrders = async (caseId: string, reason: string) => {
    await sql.rows(cancelOrders(ordersOfRun), [reason, now(), caseId])
    await sql.rows(`update payment_file set state = 'cancelled' where run_id = $1 and state = 'planned'`, [
      caseId,
    ])
  }
  return {
    approve: async (caseId) => {
      const run = await lockRun(sql, caseId)
      if (run.state !== 'approved' && run.state !== 'released' && run.state !== 'closed') {
        needState(run, 'checked')
        await needFunds(run)
        const [approved] = await sql.rows<ApprovedRow>(postApproval, [caseId, now()])
        if (approved === undefined) throw new Error('The approval changed no run')
        await setCase(caseId, 'paying')
        return needNoMoreThanChecked(run, approved)
      }
      return { orderCount: run.orderCount, totalQepik: run.totalQepik, fileCount: run.fileCount }
    },

    cancel: async (caseId, reason) => {
      const run = await lockRun(sql, caseId)
      if (run.state === 'cancelled') return
      needState(run, 'open', 'frozen', 'checked', 'approved')
      await undoOrders(caseId, 'run-cancelled')
      await sql.rows(
        `update payment_run set state = 'cancelled', ended_at = $2, reason = $3 where case_id = $1`,
        [caseId, now(), reason],
      )
      await setCase(caseId, 'cancelled')
    },

    reopen: async (caseId) => {
      const run = await lockRun(sql, caseId)
      if (run.state === 'open') return
      needState(run, 'frozen', 'checked', 'cancelled')
      await undoOrders(caseId, 'run-reopened')
      await sql.rows(
        `update payment_run set state = 'open', round = round + 1, order_count = 0, total_qepik = 0, file_count = 0,
           control_totals = null, funds_short_qepik = null, third_signature_needed = null, reason = null,
           frozen_at = null, approved_at = null, ended_at = null where case_id = $1`,
        [caseId],
      )
      await setCase(caseId, 'received')
    },

    release: async (caseId) => {
      const run = await lockRun(sql, caseId)
      if (run.state !== 'released' && run.state !== 'closed') {
        needState(run, 'approved')
        await sql.rows(planTotals, [caseId])
        await sql.rows(giveNumbers, [caseId])
        await sql.rows(
          `update payment_run set state = 'released', released_at = $2, order_count = total.orders,
             total_qepik = total.sum_qepik, file_count = total.files
           from (select coalesce(sum(order_count), 0) as orders, coalesce(sum(control_sum_qepik), 0) as sum_qepik,
                   count(*) as files from payment_file where run_id = $1 and state = 'released') total
           where case_id = $1`,
          [caseId, now()],
        )
      }
      return (await sql.rows<RunFileRow>(selectFiles, [caseId])).map(toRunFile)
    },
  }

  async function needFunds(run: PaymentRun): Promise<void> {
    const shortQepik = await fundsShort(sql, run.kind, run.period)
    if (shortQepik === 0) return
    throw new OperatorError(
      `The appropriation of ${run.kind} for ${run.period} is ${shortQepik} qəpik short`,
      'Enter the appropriation that covers the run, check it again, then let it be approved.',
    )
  }
}

interface ApprovedRow {
  readonly order_count: number
  readonly total_qepik: string
  readonly file_count: number
}

/** A stop order since the check makes the run smaller; more than what maker and checker saw is never paid. */
function needNoMoreThanChecked(run: PaymentRun, row: ApprovedRow) {
  const totalQepik = Number(row.total_qepik)
  if (run.check === undefined || totalQepik > run.check.total.sumQepik) {
    throw new OperatorError(
      `Payment run ${run.number} would pay more than was checked`,
      'Orders were released after the check: check the run again, then let it be approved.',
    )
  }
  return { orderCount: row.order_count, totalQepik, fileCount: row.file_count }
}
