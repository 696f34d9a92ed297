/**
 * Pay days (docs/domain.md 3.3): a day of the month per kind of aid; on a weekend or holiday the aid is paid
 * on the working day before (assumption: it was paid early before Novruz). Parameters `pay-day`, `pay-day-benefits`.
 */
import { isWorkingDay, type CalendarMove } from './calendar.ts'
import { addDays, addToMonth, lastOfMonth, monthOf } from './days.ts'
import type { ParameterName } from './parameters.ts'

/** The parameter that names the pay day of a kind of aid. */
export const payDayParameter = (kind: string): ParameterName =>
  kind === 'targeted-social-assistance' ? 'pay-day' : 'pay-day-benefits'

/**
 * @param period `YYYY-MM`
 * @param dayOfMonth 1 to 31; a shorter month pays on its last day
 * @returns `YYYY-MM-DD`, a working day, which may lie in the month before
 */
export function payDayOf(period: string, dayOfMonth: number, moves: readonly CalendarMove[]): string {
  const last = lastOfMonth(period)
  const wanted = `${period}-${String(dayOfMonth).padStart(2, '0')}`
  return workingDayOnOrBefore(wanted < last ? wanted : last, moves)
}

/** The day on which a run is opened: so many working days before it is paid. */
export function openingDayOf(
  payDay: string,
  leadWorkingDays: number,
  moves: readonly CalendarMove[],
): string {
  let day = payDay
  for (let left = leadWorkingDays; left > 0; left -= 1) day = workingDayOnOrBefore(addDays(day, -1), moves)
  return day
}

/**
 * Months of a kind whose run should have been opened by today: the current one and its neighbours, so that a
 * service that stood still for some weeks catches up, and a pay day moved into the month before is not missed.
 * @returns period and pay day, oldest first; opening one twice opens it once
 */
export function duePeriods(
  today: string,
  dayOfMonth: number,
  leadWorkingDays: number,
  moves: readonly CalendarMove[],
): readonly { readonly period: string; readonly payDay: string }[] {
  return [-1, 0, 1]
    .map((months) => addToMonth(monthOf(today), months))
    .map((period) => ({ period, payDay: payDayOf(period, dayOfMonth, moves) }))
    .filter(({ payDay }) => openingDayOf(payDay, leadWorkingDays, moves) <= today)
}

function workingDayOnOrBefore(day: string, moves: readonly CalendarMove[]): string {
  let current = day
  while (!isWorkingDay(current, moves)) current = addDays(current, -1)
  return current
}
