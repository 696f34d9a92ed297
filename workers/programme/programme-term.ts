/** Terms of the programme: so many working days from today, until the end of office hours. */
import type { Job, JobType } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { ParameterName } from '../../domain/parameters.ts'
import type { Records } from '../../domain/records.ts'

export async function termFromToday(
  records: Records,
  { now }: Pick<Job<JobType>, 'now'>,
  workingDays: ParameterName,
): Promise<string> {
  const today = dateInBaku(now)
  const parameters = await records.parametersOn(today)
  const day = addWorkingDays(today, parameters.value(workingDays), await records.calendarMoves())
  return endOfOfficeDay(day).toISOString()
}
