/** Days and instants that steps of the programme are due on. */
import type { Job, JobType } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import type { ParameterName } from '../../domain/parameters.ts'
import type { Records } from '../../domain/records.ts'

/** The end of office hours so many working days from today, by a parameter in force today. */
export async function dueInWorkingDays(
  records: Records,
  now: Date,
  parameter: ParameterName,
): Promise<string> {
  const today = dateInBaku(now)
  const parameters = await records.parametersOn(today)
  const day = addWorkingDays(today, parameters.value(parameter), await records.calendarMoves())
  return endOfOfficeDay(day).toISOString()
}

/** The same in days of the calendar. */
export async function dueInDays(records: Records, now: Date, parameter: ParameterName): Promise<string> {
  const today = dateInBaku(now)
  const parameters = await records.parametersOn(today)
  return endOfOfficeDay(addDays(today, parameters.value(parameter))).toISOString()
}

/** A process that was called works on the case: its position is marked on the case page. */
export const joins = <J extends JobType>(records: Records, caseId: string, job: Job<J>): Promise<void> =>
  records.cases.addProcessInstance(caseId, job.processInstanceKey, job.processId, job.processVersion)
