/** Arithmetic on calendar days (`YYYY-MM-DD`) and months (`YYYY-MM`): no clock times, no time zones. */

const DAY_MS = 24 * 60 * 60 * 1000

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** `2026-11-23` → `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7)

export const firstOfMonth = (day: string): string => `${monthOf(day)}-01`

const monthIndex = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

const monthAt = (index: number): string =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`

export const addToMonth = (month: string, months: number): string => monthAt(monthIndex(month) + months)

/** Whole months from one month to the other; negative when `to` is earlier. */
export const monthsFrom = (from: string, to: string): number => monthIndex(to) - monthIndex(from)

/** The same day so many months on; the last day of a shorter month when it has no such day. */
export function addMonths(day: string, months: number): string {
  const month = addToMonth(monthOf(day), months)
  const last = lastOfMonth(month)
  const same = `${month}-${day.slice(8)}`
  return same < last ? same : last
}

/** `2026-02` → `2026-02-28`. */
export const lastOfMonth = (month: string): string => addDays(`${addToMonth(month, 1)}-01`, -1)

/** Completed months of life on that day; a child born on the 31st completes a short month on its last day. */
export function ageInMonths(birthDate: string, on: string): number {
  const months = monthsFrom(monthOf(birthDate), monthOf(on))
  return addMonths(birthDate, months) <= on ? months : months - 1
}

export const ageInYears = (birthDate: string, on: string): number =>
  Math.floor(ageInMonths(birthDate, on) / 12)
