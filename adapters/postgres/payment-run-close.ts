/** Where a run stands, what people still have to look at, and its end. */
import type { CloseResult, PaymentRuns, Total } from '../../domain/payment-run.ts'
import { toException, type ExceptionRow } from './bank-matching.ts'
import type { RecordsContext } from './context.ts'
import { selectFiles, toRunFile, type RunFileRow } from './payment-run-files.ts'
import { createOpening, lockRun, needState } from './payment-run-open.ts'
import { cancelOrders } from './posting.ts'

type Closing = Pick<
  PaymentRuns,
  'progress' | 'close' | 'exceptions' | 'resolveException' | 'paidDespiteDecision'
>

const byState = `
  select case when payment_order.state <> 'ordered' then payment_order.state
      when payment_file.state = 'sent' then 'sent' when payment_file.state in ('written', 'refused') then 'filed'
      when payment_run.state in ('approved', 'released', 'closed') then 'approved' else 'ordered' end as state,
    count(*)::integer as count, sum(amount_qepik)::bigint as sum_qepik
  from payment_order join payment_file on payment_file.id = file_id join payment_run on payment_run.case_id = run_id
  where run_id = $1 and (payment_file.state <> 'cancelled' or payment_run.state = 'cancelled' or payment_order.state = 'held')
  group by 1 order by 1`

const openOfRun = `
  select id, kind, order_id, run_id, amount_qepik, line_count from payment_exception
  where run_id = $1 and state = 'open' order by id`

const heldOrders = `
  select payment_order.id from payment_order join payment_file on payment_file.id = file_id
  where run_id = $3 and payment_order.state = 'held'`

const paidDespiteDecision = `
  select distinct entitlement.id
  from payment_run join entitlement on entitlement.kind = payment_run.kind
    join entitlement_amendment decided on decided.entitlement_id = entitlement.id
    join payment_order on payment_order.entitlement_id = entitlement.id and payment_order.state = 'settled'
      and payment_order.period >= decided.from_period and ordered_at < decided.made_at
  where payment_run.case_id = $1
    and decided.monthly_amount_qepik < greatest(entitlement.monthly_amount_qepik, (
      select max(before.monthly_amount_qepik) from entitlement_amendment before
      where before.entitlement_id = entitlement.id and before.id < decided.id))
    and not exists (select from overpayment where overpayment.entitlement_id = entitlement.id
      and from_period <= payment_order.period and payment_order.period <= to_period)
  order by 1`

export function createClosing(context: RecordsContext): Closing {
  const { sql, now } = context
  const { get } = createOpening(context)
  const ordersOf = async (caseId: string) =>
    (await sql.rows<{ state: string; count: number; sum_qepik: string }>(byState, [caseId])).map(
      ({ state, count, sum_qepik }) => ({ state, count, sumQepik: Number(sum_qepik) }),
    )
  const filesOf = async (caseId: string) => (await sql.rows<RunFileRow>(selectFiles, [caseId])).map(toRunFile)
  const exceptionsOf = async (caseId: string) =>
    (await sql.rows<ExceptionRow>(openOfRun, [caseId])).map(toException)

  return {
    progress: async (caseId) => ({
      run: await get(caseId),
      orders: await ordersOf(caseId),
      files: await filesOf(caseId),
      openExceptions: (await exceptionsOf(caseId)).length,
    }),
    exceptions: exceptionsOf,
    resolveException: async (exceptionId, by, resolution) => {
      await sql.rows(
        `update payment_exception set state = 'resolved', resolution = $2, resolved_by = $3, resolved_at = $4
         where id = $1 and state = 'open'`,
        [exceptionId, resolution, by, now()],
      )
    },

    paidDespiteDecision: async (runId) =>
      (await sql.rows<{ id: string }>(paidDespiteDecision, [runId])).map(({ id }) => id),

    close: async (caseId) => {
      const run = await lockRun(sql, caseId)
      if (run.state !== 'closed') {
        needState(run, 'released')
        const left = await whatIsLeft(caseId)
        if (left !== undefined) return left
        await sql.rows(cancelOrders(heldOrders), ['held-until-close', now(), caseId])
        await sql.rows(`update payment_run set state = 'closed', ended_at = $2 where case_id = $1`, [
          caseId,
          now(),
        ])
        await sql.rows(`update case_file set state = 'paid', state_changed_at = $2 where id = $1`, [
          caseId,
          now(),
        ])
      }
      const orders = await ordersOf(caseId)
      const total = (state: string): Total => {
        const { count, sumQepik } = orders.find((row) => row.state === state) ?? { count: 0, sumQepik: 0 }
        return { count, sumQepik }
      }
      return {
        closed: true,
        settled: total('settled'),
        rejected: total('rejected'),
        returned: total('returned'),
        cancelled: total('cancelled'),
      }
    },
  }

  async function whatIsLeft(caseId: string): Promise<CloseResult | undefined> {
    const [orders, files, exceptions] = await Promise.all([
      ordersOf(caseId),
      filesOf(caseId),
      exceptionsOf(caseId),
    ])
    const waiting = orders.filter(({ state }) => ['ordered', 'approved', 'filed', 'sent'].includes(state))
    const unsentFiles = files.filter(({ state }) => state !== 'sent').length
    if (waiting.length === 0 && unsentFiles === 0 && exceptions.length === 0) return undefined
    return {
      closed: false,
      waiting: {
        count: waiting.reduce((sum, { count }) => sum + count, 0),
        sumQepik: waiting.reduce((sum, { sumQepik }) => sum + sumQepik, 0),
      },
      openExceptions: exceptions.length,
      unsentFiles,
    }
  }
}
