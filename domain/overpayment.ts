/**
 * What was paid without a right and is asked back (bpmn/overpayment-recovery.bpmn): how much, on which ground, what of
 * it has come back and by which way the rest comes. docs/domain.md 1.8: DSMF demands repayment and sues if unpaid;
 * term, share and order of ways are parameters.
 */
import { Type, type Static } from 'typebox'
import { addToMonth, monthOf } from './days.ts'
import {
  amountOf,
  newestOf,
  paidMonths,
  type MadeAmendment,
  type PaidMonth,
  type PaidOrder,
} from './entitlement-amounts.ts'
import { CaseNumber, Day, Period } from './identifiers.ts'
import { literals } from './literals.ts'
import type { Entitlement } from './payment.ts'
import { FreeText } from './service-request.ts'

const strict = { additionalProperties: false }

/** A change not told in time, data false or withheld, or found when the books were compared. */
export const overpaymentCauses = ['change-not-reported', 'false-data', 'reconciliation'] as const
export type OverpaymentCause = (typeof overpaymentCauses)[number]

export const recoveryOutcomes = ['not-demanded', 'objection-upheld', 'repaid', 'claimed'] as const
export type RecoveryOutcome = (typeof recoveryOutcomes)[number]

/** What the objection changes: everything, a part, nothing. */
export const objectionOutcomes = ['upheld', 'partly', 'rejected'] as const
export type ObjectionOutcome = (typeof objectionOutcomes)[number]

/**
 * `deductions`: kept back from what is still paid, within the share; `court`: nothing is paid any more; `contested`: an
 * open appeal suspends both; `given-up`: an appeal was right.
 */
export const recoveryRoutes = ['recovered', 'deductions', 'court', 'contested', 'given-up'] as const
export type RecoveryRoute = (typeof recoveryRoutes)[number]

export const NewOverpayment = Type.Object(
  {
    /** Number of the case whose aid was paid. */
    aboutCaseNumber: CaseNumber,
    cause: literals(overpaymentCauses),
    /** First and last month paid without a right, `YYYY-MM`. */
    fromPeriod: Period,
    toPeriod: Period,
    /** What would have been right for each of these months; 0 where there was no right at all. */
    rightfulMonthlyQepik: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    /** What was found, for whoever reviews it. */
    finding: FreeText,
  },
  strict,
)
export type NewOverpayment = Static<typeof NewOverpayment>

export const NewObjection = Type.Object({ objection: FreeText }, strict)

export const NewRepayment = Type.Object(
  {
    amountQepik: Type.Integer({ minimum: 1, maximum: 10_000_000_000 }),
    paidOn: Day,
    /** Number of the bank's receipt: the same one again counts once. */
    reference: Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z/.-]{2,34}$' }),
  },
  strict,
)
export type NewRepayment = Static<typeof NewRepayment>

export interface Overpayment {
  readonly caseId: string
  /** The case whose aid was paid, and its entitlement. */
  readonly aboutCaseId: string
  readonly entitlementId: string
  readonly cause: OverpaymentCause
  readonly fromPeriod: string
  readonly toPeriod: string
  readonly rightfulMonthlyQepik: number
  readonly finding: string
  /** `undefined` until it was computed; lowered when an objection is upheld in part. */
  readonly amountQepik: number | undefined
  readonly months: number | undefined
  readonly demandedAt: string | undefined
  readonly objection: string | undefined
  /** When an appeal on the demand was upheld. */
  readonly givenUpAt: string | undefined
  readonly outcome: RecoveryOutcome | undefined
}

/** What of the amount has come back so far, in qəpik; `left` is never below 0, and 0 when it is not asked back any more. */
export interface RecoveryStanding {
  readonly amountQepik: number
  readonly repaidQepik: number
  readonly keptBackQepik: number
  readonly leftQepik: number
}

/** Port: overpayments beside their case. */
export interface Overpayments {
  /** Throws `DomainError` `RECOVERY_ALREADY_OPEN` when months of it are asked back in another open case. */
  add(
    overpayment: Omit<NewOverpayment, 'aboutCaseNumber'> & {
      readonly caseId: string
      readonly aboutCaseId: string
      readonly entitlementId: string
    },
  ): Promise<void>
  /** Throws `OperatorError` when the case is no recovery. */
  get(caseId: string): Promise<Overpayment>
  find(caseId: string): Promise<Overpayment | undefined>
  /**
   * Months of the entitlement that a recovery was opened for, whatever its end. Whoever asks holds off other findings about
   * it until the transaction ends.
   */
  askedBack(entitlementId: string): Promise<readonly Pick<Overpayment, 'fromPeriod' | 'toPeriod'>[]>
  /** What the bank has confirmed as paid for the entitlement. */
  paidSoFar(entitlementId: string): Promise<Paid>
  setAmount(caseId: string, computed: OverpaidAmount): Promise<void>
  demand(caseId: string): Promise<void>
  /** Once, while the answer to the demand is awaited; throws `DomainError` `OBJECTION_NOT_POSSIBLE` otherwise. */
  object(caseId: string, objection: string): Promise<void>
  /**
   * Each receipt once. What is being kept back from payments becomes less by it. Throws `DomainError`
   * `REPAYMENT_NOT_POSSIBLE` when nothing is demanded, or less than that is left beside what orders already hold back.
   */
  repay(caseId: string, repayment: NewRepayment & { readonly by: string }): Promise<RecoveryStanding>
  standing(caseId: string): Promise<RecoveryStanding>
  /** Keeps back what is left from later months of the entitlement, within the share of the law; once. */
  keepBack(caseId: string, options: { readonly fromPeriod: string; readonly by: string }): Promise<void>
  /** What is still owed after an appeal; 0: nothing any more. The rest of the recovery follows with `settle`. */
  reduce(caseId: string, amountQepik: number): Promise<void>
  /**
   * Keeps back no more than is owed, books the claim as what is owed or has come back, and pays out again what came
   * back beyond it. The same again changes nothing.
   * @returns what is paid out again now
   */
  settle(caseId: string, by: string): Promise<number>
  close(caseId: string, outcome: RecoveryOutcome): Promise<void>
}

export interface Paid {
  /** Oldest first; none: nothing was paid. */
  readonly orders: readonly PaidOrder[]
  readonly sumQepik: number
}

export interface OverpaidAmount {
  readonly months: number
  readonly amountQepik: number
}

/**
 * Months of the finding that were paid above what was right, each with the difference to what the person really had for
 * it (domain/entitlement-amounts.ts); never more than was paid in all. Whole qəpik.
 */
export function overpaidAmount(
  {
    fromPeriod,
    toPeriod,
    rightfulMonthlyQepik,
  }: Pick<NewOverpayment, 'fromPeriod' | 'toPeriod' | 'rightfulMonthlyQepik'>,
  paid: readonly PaidMonth[],
  sumQepik: number,
): OverpaidAmount {
  const tooMuch = paid
    .filter(({ period }) => period >= fromPeriod && period <= toPeriod)
    .map(({ qepik }) => qepik - rightfulMonthlyQepik)
    .filter((difference) => difference > 0)
  const difference = tooMuch.reduce((sum, qepik) => sum + qepik, 0)
  const amountQepik = Math.min(difference, sumQepik)
  return amountQepik === 0 ? { months: 0, amountQepik: 0 } : { months: tooMuch.length, amountQepik }
}

export interface MonthsPaidTooMuch extends Pick<
  NewOverpayment,
  'fromPeriod' | 'toPeriod' | 'rightfulMonthlyQepik'
> {
  /** The case that decided what is right for them. */
  readonly decidedIn: string
}

/**
 * Months that were paid above what is decided for them now and were not asked back before; neighbours with the same
 * right and decision together.
 * @param orders that the bank has executed, oldest first
 * @param amendments oldest first
 */
export function monthsPaidTooMuch(
  entitlement: Pick<Entitlement, 'caseId' | 'monthlyAmountQepik' | 'validFrom' | 'validTo'>,
  amendments: readonly MadeAmendment[],
  orders: readonly PaidOrder[],
  askedBack: readonly Pick<Overpayment, 'fromPeriod' | 'toPeriod'>[],
): readonly MonthsPaidTooMuch[] {
  const found: MonthsPaidTooMuch[] = []
  for (const { period, qepik } of paidMonths(entitlement, amendments, orders)) {
    const rightfulMonthlyQepik = amountOf(entitlement, amendments, period)
    const isAskedBack = askedBack.some(
      ({ fromPeriod, toPeriod }) => fromPeriod <= period && period <= toPeriod,
    )
    if (isAskedBack || qepik <= rightfulMonthlyQepik) continue
    const decidedIn = newestOf(amendments, period)?.caseId ?? entitlement.caseId
    const last = found.at(-1)
    if (
      last !== undefined &&
      addToMonth(last.toPeriod, 1) === period &&
      last.rightfulMonthlyQepik === rightfulMonthlyQepik &&
      last.decidedIn === decidedIn
    ) {
      found.splice(-1, 1, { ...last, toPeriod: period })
    } else {
      found.push({ fromPeriod: period, toPeriod: period, rightfulMonthlyQepik, decidedIn })
    }
  }
  return found
}

/**
 * How the rest comes back once the term of the demand is over: kept back while something is still paid in later
 * months, else claimed in court. An open appeal suspends that, an upheld one ends it.
 * @param month the current one in Baku, `YYYY-MM`
 */
export function recoveryRoute(
  {
    leftQepik,
    givenUp,
    contested,
  }: Pick<RecoveryStanding, 'leftQepik'> & { readonly givenUp: boolean; readonly contested: boolean },
  entitlement: Pick<Entitlement, 'validTo'>,
  month: string,
): RecoveryRoute {
  if (givenUp) return 'given-up'
  if (leftQepik === 0) return 'recovered'
  if (contested) return 'contested'
  return monthOf(entitlement.validTo) > month ? 'deductions' : 'court'
}
