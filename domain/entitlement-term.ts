/** How long assistance runs and which months the first payment holds. docs/domain.md 0 and 1.8. */
import { addToMonth, lastOfMonth, monthOf, monthsFrom } from './days.ts'
import { amountOf, type Amendment } from './entitlement-amounts.ts'
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
 * The first payment: every month from the start of the entitlement to the current one, paid together, each with the
 * amount that was assigned for it: what another case decides later is made good apart (amend-entitlement.ts).
 * @param today a day in Baku, not before the entitlement begins
 * @param amendments amounts that differ from a month on, oldest first
 * @returns `period` is the month of payment (`YYYY-MM`); amounts are whole qəpik, `arrears` those of the months before it
 */
export function firstPayment(
  entitlement: Pick<Entitlement, 'caseId' | 'validFrom' | 'validTo' | 'monthlyAmountQepik'>,
  today: string,
  amendments: readonly Amendment[] = [],
): {
  readonly period: string
  readonly monthsPaid: number
  readonly amountQepik: number
  readonly arrears?: { readonly months: number; readonly amountQepik: number }
} {
  const from = monthOf(entitlement.validFrom)
  const until = today < entitlement.validTo ? monthOf(today) : monthOf(entitlement.validTo)
  const monthsPaid = monthsFrom(from, until) + 1
  if (monthsPaid < 1) throw new RangeError('The entitlement has not begun')
  const assigned = amendments.filter(({ caseId }) => caseId === entitlement.caseId)
  let before = 0
  for (let month = from; month < until; month = addToMonth(month, 1)) {
    before += amountOf(entitlement, assigned, month)
  }
  return {
    period: until,
    monthsPaid,
    amountQepik: before + amountOf(entitlement, assigned, until),
    ...(before > 0 ? { arrears: { months: monthsPaid - 1, amountQepik: before } } : {}),
  }
}
