/**
 * The check of a frozen run: duplicates and stop orders are held, then totals, differences against the month
 * before, funds and signatures are worked out. May be repeated as often as wanted before the approval.
 */
import { addToMonth } from '../../domain/days.ts'
import type { Parameters } from '../../domain/parameters.ts'
import type { PaymentRuns, RunCheck, RunDifferences, Total } from '../../domain/payment-run.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'
import { holdDuplicates, holdStopped, heldByReason } from './payment-run-duplicates.ts'
import { lockRun, needState } from './payment-run-open.ts'

const bySettlement = `
  select coalesce(settlement, '') as settlement, count(*)::integer as count, sum(amount_qepik)::bigint as sum_qepik
  from payment_order join payment_file on payment_file.id = file_id
    join entitlement on entitlement.id = entitlement_id
    left join payment_account on payment_account.case_id = entitlement.case_id
  where run_id = $1 and payment_file.state = 'planned' and payment_order.state = 'ordered'
  group by 1 order by 1`

/** What is paid of a kind in a month, whoever ordered it, with the plain month apart from what is special. */
const paidIn = (period: string) => `
  select entitlement_id, amount_qepik, coalesce(arrears_qepik, 0) as arrears_qepik,
    coalesce(addition_qepik, 0) as addition_qepik, coalesce(deduction_qepik, 0) as deduction_qepik,
    amount_qepik - coalesce(arrears_qepik, 0) - coalesce(addition_qepik, 0) + coalesce(deduction_qepik, 0) as plain_qepik
  from payment_order
    join entitlement on entitlement.id = entitlement_id
    left join (
      select order_id, sum(amount_qepik) filter (where part = 'arrears') as arrears_qepik,
        sum(amount_qepik) filter (where part = 'addition') as addition_qepik,
        sum(amount_qepik) filter (where part = 'deduction') as deduction_qepik
      from order_part group by order_id
    ) special on order_id = payment_order.id
  where period = ${period} and kind = $1 and alive and state <> 'held'`

const total = (amount: string, condition: string) => `
  jsonb_build_object('count', count(*) filter (where ${condition}),
    'sumQepik', coalesce(sum(${amount}) filter (where ${condition}), 0))`

const stopped = `(
  exists (select from payment_order held where held.entitlement_id = before.entitlement_id and held.period = $2 and held.state = 'held')
  or exists (select from payment_hold hold where hold.released_at is null and hold.order_id is null
    and hold.from_period <= $2 and coalesce(hold.to_period, $2) >= $2
    and coalesce(hold.entitlement_id, before.entitlement_id) = before.entitlement_id and coalesce(hold.kind, $1) = $1)
  or exists (select from entitlement_suspension where entitlement_suspension.entitlement_id = before.entitlement_id
    and lifted_at is null and from_period <= $2))`

/** Over, or amended to nothing. */
const ended = `(valid_to < ($2 || '-01')::date
  or entitlement_amount_in(before.entitlement_id, monthly_amount_qepik, $2) = 0)`

const differences = `
  with paid_now as materialized (${paidIn('$2')}), paid_before as materialized (${paidIn('$3')}), gone as (
    select before.*, case when ${stopped} then 'suspended' when ${ended} then 'ended'
        else 'unexplained' end as why
    from paid_before before join entitlement on entitlement.id = entitlement_id
    where not exists (select from paid_now where paid_now.entitlement_id = before.entitlement_id)
  ), compared as (
    select this.*, before.entitlement_id is null as is_new, this.plain_qepik - before.plain_qepik as change_qepik
    from paid_now this left join paid_before before using (entitlement_id)
  )
  select
    (select ${total('amount_qepik', 'true')} || jsonb_build_object('arrears', ${total('arrears_qepik', 'arrears_qepik > 0')},
      'additions', ${total('addition_qepik', 'addition_qepik > 0')},
      'deductions', ${total('deduction_qepik', 'deduction_qepik > 0')}) from paid_before) as before,
    (select ${total('amount_qepik', 'true')} || jsonb_build_object('arrears', ${total('arrears_qepik', 'arrears_qepik > 0')},
      'additions', ${total('addition_qepik', 'addition_qepik > 0')},
      'deductions', ${total('deduction_qepik', 'deduction_qepik > 0')},
      'new', ${total('plain_qepik', 'is_new')}, 'changed', ${total('change_qepik', 'change_qepik <> 0')}) from compared) as now,
    (select jsonb_build_object('ended', ${total('plain_qepik', "why = 'ended'")},
      'suspended', ${total('plain_qepik', "why = 'suspended'")},
      'unexplained', ${total('plain_qepik', "why = 'unexplained'")}) from gone) as gone,
    (select coalesce(sum(amount_qepik), 0)::float8 from appropriation where kind = $1 and period = $2) as appropriation`

interface Special extends Total {
  readonly arrears: Total
  readonly additions: Total
  readonly deductions: Total
}
interface DifferencesRow {
  readonly before: Special
  readonly now: Special & { readonly new: Total; readonly changed: Total }
  readonly appropriation: number
  readonly gone: { readonly ended: Total; readonly suspended: Total; readonly unexplained: Total }
}

interface Dependencies extends RecordsContext {
  readonly parametersOn: (day: string) => Promise<Parameters>
}

export function createChecking({ sql, now, parametersOn }: Dependencies): Pick<PaymentRuns, 'check'> {
  return {
    check: async (caseId) => {
      const run = await lockRun(sql, caseId)
      if (run.check !== undefined && ['approved', 'released', 'closed'].includes(run.state)) return run.check
      needState(run, 'frozen', 'checked')
      await sql.rows(holdStopped, [caseId, run.kind, run.period, now()])
      await sql.rows(holdDuplicates, [caseId, run.period, now()])

      const settlements = await sql.rows<{ settlement: string; count: number; sum_qepik: string }>(
        bySettlement,
        [caseId],
      )
      const [found] = await sql.rows<DifferencesRow>(differences, [
        run.kind,
        run.period,
        addToMonth(run.period, -1),
      ])
      if (found === undefined) throw new Error('The differences have no row')
      const parameters = await parametersOn(run.payDay)
      const parts = settlements.map(({ settlement, count, sum_qepik }) => ({
        settlement,
        count,
        sumQepik: Number(sum_qepik),
      }))
      const all: Total = {
        count: parts.reduce((sum, { count }) => sum + count, 0),
        sumQepik: parts.reduce((sum, { sumQepik }) => sum + sumQepik, 0),
      }
      const check: RunCheck = {
        total: all,
        bySettlement: parts,
        differences: toDifferences(found),
        held: await heldByReason(sql, caseId),
        // As payment-run-funds.ts has it, on the sum that was just read.
        fundsShortQepik: Math.max(0, found.now.sumQepik - found.appropriation),
        thirdSignatureNeeded: all.sumQepik > parameters.value('third-signature-sum'),
      }
      await sql.rows(
        `update payment_run set state = 'checked', control_totals = $2, order_count = $3, total_qepik = $4,
           funds_short_qepik = $5, third_signature_needed = $6 where case_id = $1`,
        [caseId, json(check), all.count, all.sumQepik, check.fundsShortQepik, check.thirdSignatureNeeded],
      )
      return check
    },
  }
}

const toDifferences = ({ before, now, gone }: DifferencesRow): RunDifferences => ({
  before: { count: before.count, sumQepik: before.sumQepik },
  new: now.new,
  ended: gone.ended,
  suspended: gone.suspended,
  changed: now.changed,
  arrears: now.arrears,
  arrearsBefore: before.arrears,
  additions: now.additions,
  additionsBefore: before.additions,
  deductions: now.deductions,
  deductionsBefore: before.deductions,
  unexplained: gone.unexplained,
  now: { count: now.count, sumQepik: now.sumQepik },
})
