/** What an entitlement pays in which month, once it was amended; and what months ordered before should have paid. */
import { addToMonth, monthOf } from './days.ts'
import type { Entitlement } from './payment.ts'

/** A new monthly amount from a month on, or for some months only; 0 ends it. The newest of a month counts. */
export interface Amendment {
  /** `YYYY-MM` */
  readonly fromPeriod: string
  /** Last month it counts for; `undefined`: until a newer one. */
  readonly toPeriod?: string | undefined
  readonly monthlyAmountQepik: number
  /** The case in which it was decided. */
  readonly caseId: string
}

export const suspensionCauses = ['not-collected', 'representative-died', 'second-home', 'vehicle'] as const
export type SuspensionCause = (typeof suspensionCauses)[number]

export interface MadeAmendment extends Amendment {
  readonly madeAt: string
}

/** Months not paid until a question is answered. */
export interface Suspension {
  readonly fromPeriod: string
  readonly cause: SuspensionCause
  /** `not-collected`: until when a good reason may be shown. */
  readonly answerDueAt: string | undefined
}

/** The amendment that counts for a month. @param amendments oldest first */
export const newestOf = <A extends Amendment>(amendments: readonly A[], period: string): A | undefined =>
  amendments.findLast(({ fromPeriod, toPeriod }) => fromPeriod <= period && period <= (toPeriod ?? period))

/** @param amendments oldest first; suspensions are not asked, for they are either lifted or followed by an end */
export function amountOf(
  { monthlyAmountQepik }: Pick<Entitlement, 'monthlyAmountQepik'>,
  amendments: readonly Amendment[],
  period: string,
): number {
  return newestOf(amendments, period)?.monthlyAmountQepik ?? monthlyAmountQepik
}

/**
 * What months that were ordered already paid too little or too much, now that another amount counts from a month on.
 * @returns whole qəpik, one of the two is 0
 */
export function differenceOfOrdered(
  entitlement: Pick<Entitlement, 'monthlyAmountQepik' | 'validTo'>,
  amendments: readonly Amendment[],
  next: Omit<Amendment, 'caseId'>,
  orderedUntil: string | undefined,
): { readonly underpaidQepik: number; readonly overpaidQepik: number } {
  const monthsEnd = monthOf(entitlement.validTo)
  const last = [orderedUntil ?? '', next.toPeriod ?? monthsEnd, monthsEnd].toSorted()[0] ?? ''
  let difference = 0
  for (let period = next.fromPeriod; period <= last; period = addToMonth(period, 1)) {
    difference += next.monthlyAmountQepik - amountOf(entitlement, amendments, period)
  }
  return { underpaidQepik: Math.max(0, difference), overpaidQepik: Math.max(0, -difference) }
}

export interface PaidOrder {
  /** The last month that it covers: everything since the order before. */
  readonly period: string
  readonly orderedAt: string
}

export interface PaidMonth {
  readonly period: string
  readonly qepik: number
}

/**
 * What the person has really had for each month: the amount known when the month was ordered, and what later decisions
 * made good for it. A later decision that says less takes nothing back from a month that was paid.
 * @param orders that the bank has executed, oldest first
 * @param amendments oldest first
 */
export function paidMonths(
  entitlement: Pick<Entitlement, 'monthlyAmountQepik' | 'validFrom' | 'validTo'>,
  amendments: readonly MadeAmendment[],
  orders: readonly PaidOrder[],
): readonly PaidMonth[] {
  const months: PaidMonth[] = []
  const monthsEnd = monthOf(entitlement.validTo)
  let period = monthOf(entitlement.validFrom)
  for (const order of orders) {
    for (; period <= order.period && period <= monthsEnd; period = addToMonth(period, 1)) {
      const month = period
      const known = amendments.filter(({ madeAt }) => madeAt <= order.orderedAt)
      const madeGood = amendments.slice(known.length).reduce((sum, _, place) => {
        const before = amendments.slice(0, known.length + place)
        const after = amendments.slice(0, known.length + place + 1)
        return sum + Math.max(0, amountOf(entitlement, after, month) - amountOf(entitlement, before, month))
      }, 0)
      months.push({ period: month, qepik: amountOf(entitlement, known, month) + madeGood })
    }
  }
  return months
}
