/**
 * Working days in Azerbaijan: Monday to Friday without the holidays of the Labour Code (art. 105, 106),
 * then corrected by the government's moves (table `calendar_move`). docs/domain.md 6 asks for this.
 *
 * `date-holidays` is used for Ramazan and Qurban alone. Its list for Azerbaijan has one day of Novruz
 * instead of five, lacks 8 November, takes 20 January for a working day and 18 October, 12 and 17
 * November for free ones, so the fixed days are ours.
 */
import Holidays from 'date-holidays'
import { instantInBaku } from './clock.ts'
import { addDays, weekday } from './days.ts'

/** A day that the government made working or free against the usual calendar. */
export interface CalendarMove {
  readonly day: string
  readonly working: boolean
}

const fixedHolidays = [
  '01-01',
  '01-02',
  '03-08',
  '03-20',
  '03-21',
  '03-22',
  '03-23',
  '03-24',
  '05-09',
  '05-28',
  '06-15',
  '06-26',
  '11-08',
  '11-09',
  '12-31',
]
/** Free, but a day of mourning and no holiday: on a weekend it moves nothing. */
const mourningDay = '01-20'

const isWeekend = (day: string): boolean => weekday(day) % 6 === 0

const lunarRules = /^(?:1|2) Shawwal|^(?:10|11) Dhu al-Hijjah/

const library = new Holidays('AZ')

/** Ramazan and Qurban, two days each, by the tabular calendar; a year may hold a feast twice or lack it. */
const lunarFeasts = (year: number): string[] =>
  library
    .getHolidays(year)
    .filter(({ rule, substitute }) => substitute !== true && lunarRules.test(rule))
    .map(({ date }) => date.slice(0, 10))

const freeDaysOfYear = new Map<number, ReadonlySet<string>>()

/**
 * Free days of a year beside weekends. A weekend day that is a holiday, and a lunar feast that falls on
 * another holiday, each give the next working day free instead.
 */
function freeDays(year: number): ReadonlySet<string> {
  const known = freeDaysOfYear.get(year)
  if (known !== undefined) return known
  // From the year before, because 31 December can push its substitute into January.
  const years = [year - 1, year, year + 1]
  const fixed = years.flatMap((y) => fixedHolidays.map((day) => `${y}-${day}`))
  const lunar = years.flatMap(lunarFeasts)
  const free = new Set([...fixed, ...lunar, ...years.map((y) => `${y}-${mourningDay}`)])
  const owed = [
    ...[...new Set([...fixed, ...lunar])].filter(isWeekend),
    ...lunar.filter((day) => fixed.includes(day)),
  ].sort()
  for (const day of owed) {
    let substitute = addDays(day, 1)
    while (isWeekend(substitute) || free.has(substitute)) substitute = addDays(substitute, 1)
    free.add(substitute)
  }
  freeDaysOfYear.set(year, free)
  return free
}

export function isWorkingDay(day: string, moves: readonly CalendarMove[] = []): boolean {
  const move = moves.find((candidate) => candidate.day === day)
  if (move !== undefined) return move.working
  return !isWeekend(day) && !freeDays(Number(day.slice(0, 4))).has(day)
}

/**
 * The n-th working day after `day`; the day itself does not count, so that a term of 15 working days
 * starts on the day after registration.
 * @param workingDays whole, at least 1
 */
export function addWorkingDays(
  day: string,
  workingDays: number,
  moves: readonly CalendarMove[] = [],
): string {
  if (!Number.isInteger(workingDays) || workingDays < 1) {
    throw new RangeError(`Not a number of working days: ${workingDays}`)
  }
  let current = day
  for (let left = workingDays; left > 0;) {
    current = addDays(current, 1)
    if (isWorkingDay(current, moves)) left -= 1
  }
  return current
}

/** Terms end with office hours, 18:00 in Baku (docs/domain.md 4). */
export const endOfOfficeDay = (day: string): Date => instantInBaku(day, '18:00')
