/** When a quarter is over: the first moment of the day after it, in Baku. */
import { instantInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { quarterWindow } from '../../domain/employment-programme.ts'

export const quarterEnd = (year: number, quarter: number): string =>
  instantInBaku(addDays(quarterWindow(year, quarter).to, 1), '00:00').toISOString()
