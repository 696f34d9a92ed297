/** Overpayments beside their case: what was found, what is demanded, what has come back. */
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { Overpayment, Overpayments, RecoveryStanding } from '../../domain/overpayment.ts'
import type { RecordsContext } from './context.ts'
import { createRecoveryMoney, keptBackReference } from './recovery-money.ts'

interface Row {
  readonly case_id: string
  readonly about_case_id: string
  readonly entitlement_id: string
  readonly cause: Overpayment['cause']
  readonly from_period: string
  readonly to_period: string
  readonly rightful_monthly_qepik: string
  readonly finding: string
  readonly months: number | null
  readonly amount_qepik: string | null
  readonly demanded_at: string | null
  readonly objection: string | null
  readonly given_up_at: string | null
  readonly outcome: NonNullable<Overpayment['outcome']> | null
}

export function createOverpayments(context: RecordsContext): Overpayments {
  const { sql, now } = context
  const { lockFreeze, heldByOrders, lowerKeptBack, claim, payOutAgain } = createRecoveryMoney(context)
  const find = async (caseId: string) => {
    const [row] = await sql.rows<Row>('select * from overpayment where case_id = $1', [caseId])
    return row === undefined ? undefined : toOverpayment(row)
  }
  const get = async (caseId: string) => {
    const found = await find(caseId)
    if (found !== undefined) return found
    throw new OperatorError(
      `Case ${caseId} is no recovery of an overpayment`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  const standing = async (caseId: string): Promise<RecoveryStanding> => {
    const [row] = await sql.rows<StandingRow>(readStanding, [caseId, keptBackReference(caseId)])
    const amountQepik = Number(row?.amount_qepik ?? 0)
    const repaidQepik = Number(row?.repaid_qepik ?? 0)
    const keptBackQepik = Number(row?.kept_back_qepik ?? 0)
    const rest = Math.max(0, amountQepik - repaidQepik - keptBackQepik)
    const leftQepik = row?.is_given_up === true ? 0 : rest
    return { amountQepik, repaidQepik, keptBackQepik, leftQepik }
  }

  /** Two findings of the same months wait for each other here. */
  const holdOffOthers = async (entitlementId: string) => {
    await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`recovery ${entitlementId}`])
  }

  return {
    find,
    get,
    askedBack: async (entitlementId) => {
      await holdOffOthers(entitlementId)
      const rows = await sql.rows<Pick<Row, 'from_period' | 'to_period'>>(
        'select from_period, to_period from overpayment where entitlement_id = $1 order by from_period',
        [entitlementId],
      )
      return rows.map(({ from_period, to_period }) => ({ fromPeriod: from_period, toPeriod: to_period }))
    },
    standing,
    add: async (overpayment) => {
      const { caseId, aboutCaseId, entitlementId, fromPeriod, toPeriod } = overpayment
      await holdOffOthers(entitlementId)
      const [other] = await sql.rows<{ number: string }>(overlapping, [entitlementId, fromPeriod, toPeriod])
      if (other !== undefined) {
        throw new DomainError('RECOVERY_ALREADY_OPEN', 'Months of it are asked back already', {
          detail: { caseNumber: other.number },
        })
      }
      await sql.rows(
        `insert into overpayment
           (case_id, about_case_id, entitlement_id, cause, from_period, to_period, rightful_monthly_qepik, finding)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          caseId,
          aboutCaseId,
          entitlementId,
          overpayment.cause,
          fromPeriod,
          toPeriod,
          overpayment.rightfulMonthlyQepik,
          overpayment.finding,
        ],
      )
    },
    paidSoFar: async (entitlementId) => {
      const rows = await sql.rows<{ period: string; ordered_at: string; amount_qepik: string }>(
        `select period, ordered_at, amount_qepik from payment_order
         where entitlement_id = $1 and state = 'settled' order by period, ordered_at`,
        [entitlementId],
      )
      return {
        orders: rows.map(({ period, ordered_at }) => ({ period, orderedAt: ordered_at })),
        sumQepik: rows.reduce((sum, { amount_qepik }) => sum + Number(amount_qepik), 0),
      }
    },
    setAmount: async (caseId, { months, amountQepik }) => {
      await sql.rows(
        'update overpayment set months = $2, amount_qepik = $3 where case_id = $1 and outcome is null',
        [caseId, months, amountQepik],
      )
    },
    demand: async (caseId) => {
      await sql.rows('update overpayment set demanded_at = $2 where case_id = $1 and outcome is null', [
        caseId,
        now(),
      ])
    },
    object: async (caseId, objection) => {
      const changed = await sql.rows(
        `update overpayment set objection = $2, objected_at = $3
         where case_id = $1 and objection is null and outcome is null and demanded_at is not null
           and exists (select from case_file where id = $1 and state = 'awaiting-applicant')
         returning case_id`,
        [caseId, objection, now()],
      )
      if (changed.length === 0) {
        throw new DomainError(
          'OBJECTION_NOT_POSSIBLE',
          'No demand awaits its answer, or it was objected to before',
        )
      }
    },
    repay: async (caseId, { amountQepik, paidOn, reference, by }) => {
      const [open] = await sql.rows<{ entitlement_id: string }>(
        `select entitlement_id from overpayment
         where case_id = $1 and outcome is null and given_up_at is null and demanded_at is not null for update`,
        [caseId],
      )
      if (open !== undefined) await lockFreeze(open.entitlement_id)
      const added = await sql.rows(
        `insert into repayment (case_id, reference, amount_qepik, paid_on, recorded_by, recorded_at)
         select $1, $2, $3, $4, $5, $6 where $7
         on conflict (case_id, reference) do nothing returning case_id`,
        [caseId, reference, amountQepik, paidOn, by, now(), open !== undefined],
      )
      const known = await sql.rows(
        `select from repayment where case_id = $1 and reference = $2 and amount_qepik = $3 and paid_on = $4`,
        [caseId, reference, amountQepik, paidOn],
      )
      const after = await standing(caseId)
      const held = await heldByOrders(caseId)
      const isTooMuch = added.length > 0 && after.repaidQepik + held > after.amountQepik
      if (known.length === 0 || isTooMuch) {
        throw new DomainError(
          'REPAYMENT_NOT_POSSIBLE',
          'Nothing is demanded, less than that is left beside what orders hold back, or the receipt was entered otherwise',
        )
      }
      if (added.length > 0) await lowerKeptBack(caseId, after.amountQepik - after.repaidQepik)
      return after
    },
    keepBack: async (caseId, { fromPeriod, by }) => {
      const { leftQepik } = await standing(caseId)
      if (leftQepik === 0) return
      await sql.rows(
        `insert into payment_adjustment
           (entitlement_id, part, amount_qepik, from_period, reason, reference, made_by, made_at)
         select entitlement_id, 'deduction', $2, $3, 'overpayment-recovery', $4, $5, $6
         from overpayment where case_id = $1
         on conflict (reference) do nothing`,
        [caseId, leftQepik, fromPeriod, keptBackReference(caseId), by, now()],
      )
    },
    reduce: async (caseId, amountQepik) => {
      await sql.rows(
        `update overpayment set amount_qepik = case when $2::bigint > 0 then $2::bigint else amount_qepik end,
           given_up_at = case when $2::bigint > 0 then given_up_at else $3::timestamptz end
         where case_id = $1 and outcome is null`,
        [caseId, amountQepik, now()],
      )
    },
    settle: async (caseId, by) => {
      const { entitlementId, amountQepik = 0, givenUpAt } = await get(caseId)
      await lockFreeze(entitlementId)
      const owed = givenUpAt === undefined ? amountQepik : 0
      const { repaidQepik } = await standing(caseId)
      await lowerKeptBack(caseId, owed - repaidQepik)
      const cameBack = repaidQepik + (await heldByOrders(caseId))
      await claim(entitlementId, Math.max(owed, cameBack), keptBackReference(caseId))
      return owed >= cameBack ? 0 : payOutAgain(caseId, { entitlementId, owed, cameBack, by })
    },
    close: async (caseId, outcome) => {
      await sql.rows(
        'update overpayment set outcome = $2, closed_at = $3 where case_id = $1 and outcome is null',
        [caseId, outcome, now()],
      )
    },
  }
}

const overlapping = `
  select number from overpayment join case_file on id = case_id
  where entitlement_id = $1 and from_period <= $3 and to_period >= $2
    and (outcome is null or outcome not in ('not-demanded', 'objection-upheld'))
  limit 1`

/** Kept back is what an order that the bank has executed held back. */
const readStanding = `
  select amount_qepik, given_up_at is not null or coalesce(outcome in ('not-demanded', 'objection-upheld'), false) as is_given_up,
    (select coalesce(sum(amount_qepik), 0) from repayment where repayment.case_id = $1) as repaid_qepik,
    (select coalesce(sum(order_part.amount_qepik), 0)
     from payment_adjustment
       join order_part on adjustment_id = payment_adjustment.id
       join payment_order on payment_order.id = order_id and payment_order.state = 'settled'
     where reference = $2) as kept_back_qepik
  from overpayment where case_id = $1`

interface StandingRow {
  readonly amount_qepik: string | null
  readonly is_given_up: boolean
  readonly repaid_qepik: string
  readonly kept_back_qepik: string
}

const toOverpayment = (row: Row): Overpayment => ({
  caseId: row.case_id,
  aboutCaseId: row.about_case_id,
  entitlementId: row.entitlement_id,
  cause: row.cause,
  fromPeriod: row.from_period,
  toPeriod: row.to_period,
  rightfulMonthlyQepik: Number(row.rightful_monthly_qepik),
  finding: row.finding,
  amountQepik: row.amount_qepik === null ? undefined : Number(row.amount_qepik),
  months: row.months ?? undefined,
  demandedAt: row.demanded_at ?? undefined,
  objection: row.objection ?? undefined,
  givenUpAt: row.given_up_at ?? undefined,
  outcome: row.outcome ?? undefined,
})
