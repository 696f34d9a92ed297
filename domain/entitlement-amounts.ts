/** What an entitlement pays in which month, once it was amended; and what months ordered before should have paid. */
import { addToMonth, monthOf } from './days.ts'
import type { Entitlement } from './payment.ts'

/** A new monthly amount from a month on; 0 ends it. The newest that has begun counts. */
export interface Amendment {
  /** `YYYY-MM` */
  readonly fromPeriod: string
  readonly monthlyAmountQepik: number
  /** The case in which it was decided. */
  readonly caseId: string
}

export const suspensionCauses = ['not-collected', 'representative-died', 'second-home', 'vehicle'] as const
export type SuspensionCause = (typeof suspensionCauses)[number]

/** Months not paid until a question is answered. */
export interface Suspension {
  readonly fromPeriod: string
  readonly cause: SuspensionCause
  /** `not-collected`: until when a good reason may be shown. */
  readonly answerDueAt: string | undefined
}

/** @param amendments oldest first; suspensions are not asked, for they are either lifted or followed by an end */
export function amountOf(
  { monthlyAmountQepik }: Pick<Entitlement, 'monthlyAmountQepik'>,
  amendments: readonly Amendment[],
  period: string,
): number {
  const newest = amendments.findLast(({ fromPeriod }) => fromPeriod <= period)
  return newest?.monthlyAmountQepik ?? monthlyAmountQepik
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
  const last = [orderedUntil ?? '', monthOf(entitlement.validTo)].toSorted()[0] ?? ''
  let difference = 0
  for (let period = next.fromPeriod; period <= last; period = addToMonth(period, 1)) {
    difference += next.monthlyAmountQepik - amountOf(entitlement, amendments, period)
  }
  return { underpaidQepik: Math.max(0, difference), overpaidQepik: Math.max(0, -difference) }
}
