/** How long assistance runs and which months the first payment holds. docs/domain.md 0 and 1.8. */
import { addToMonth, lastOfMonth, monthOf, monthsFrom } from './days.ts'
import type { Entitlement } from './payment.ts'

/** From the 1st of the month of application, so many whole months (12 by law). */
export function entitlementTerm(
  applicationDate: string,
  months: number,
): { readonly validFrom: string; readonly validTo: string } {
  const first = monthOf(applicationDate)
  return { validFrom: `${first}-01`, validTo: lastOfMonth(addToMonth(first, months - 1)) }
}

/**
 * The first payment: every month from the start of the entitlement to the current one, paid together.
 * @param today a day in Baku, not before the entitlement begins
 * @returns `period` is the month of payment (`YYYY-MM`); the amount is whole qəpik
 */
export function firstPayment(
  entitlement: Pick<Entitlement, 'validFrom' | 'validTo' | 'monthlyAmountQepik'>,
  today: string,
): { readonly period: string; readonly monthsPaid: number; readonly amountQepik: number } {
  const from = monthOf(entitlement.validFrom)
  const until = today < entitlement.validTo ? monthOf(today) : monthOf(entitlement.validTo)
  const monthsPaid = monthsFrom(from, until) + 1
  if (monthsPaid < 1) throw new RangeError('The entitlement has not begun')
  return { period: until, monthsPaid, amountQepik: monthsPaid * entitlement.monthlyAmountQepik }
}

/** What of a first payment is for the months before the current one, when there are any. */
export const arrearsOf = (
  { monthlyAmountQepik }: Pick<Entitlement, 'monthlyAmountQepik'>,
  monthsPaid: number,
): { readonly arrears?: { readonly months: number; readonly amountQepik: number } } =>
  monthsPaid > 1
    ? { arrears: { months: monthsPaid - 1, amountQepik: (monthsPaid - 1) * monthlyAmountQepik } }
    : {}
