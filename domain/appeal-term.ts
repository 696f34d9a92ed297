/** The terms of an appeal: to lodge it, to decide it, to put right what is upheld. Days are those of `legal_parameter`. */
import { addWorkingDays, endOfOfficeDay, isWorkingDay, type CalendarMove } from './calendar.ts'
import { addDays } from './days.ts'

/** Rules of the terms of an appeal, in the days that the parameters of its registration day name. */
export interface AppealRules {
  readonly lodgeDays: number
  readonly decideDays: number
  readonly escalateWorkingDays: number
  readonly moves: readonly CalendarMove[]
}

/** A term in days of the calendar that ends on a free day ends on the next working day. */
export function endOfTerm(from: string, days: number, moves: readonly CalendarMove[]): string {
  let day = addDays(from, days)
  while (!isWorkingDay(day, moves)) day = addDays(day, 1)
  return day
}

/**
 * Whether an appeal is late, by when it is decided and when that is escalated, at the end of office hours in Baku.
 * @param contestedOn day of the decision or payment; @param lodgedOn day of registration, both `YYYY-MM-DD`
 */
export function appealTerm(
  contestedOn: string,
  lodgedOn: string,
  { lodgeDays, decideDays, escalateWorkingDays, moves }: AppealRules,
): { readonly late: boolean; readonly dueAt: string; readonly escalateAt: string } {
  const dueDay = endOfTerm(lodgedOn, decideDays, moves)
  let escalateDay = dueDay
  for (let left = escalateWorkingDays; left > 0 && escalateDay > lodgedOn;) {
    escalateDay = addDays(escalateDay, -1)
    if (isWorkingDay(escalateDay, moves)) left -= 1
  }
  return {
    late: lodgedOn > endOfTerm(contestedOn, lodgeDays, moves),
    dueAt: endOfOfficeDay(dueDay).toISOString(),
    escalateAt: endOfOfficeDay(escalateDay).toISOString(),
  }
}

/** By when what was upheld is put right. */
export const carryOutDue = (decidedOn: string, workingDays: number, moves: readonly CalendarMove[]): string =>
  endOfOfficeDay(addWorkingDays(decidedOn, workingDays, moves)).toISOString()
