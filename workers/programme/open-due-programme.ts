/**
 * Job `open-due-programme` — the one step of bpmn/programme-calendar.bpmn, every week: the programme of the next year,
 * `programme-lead-days` before it begins. One that is there already, by hand or by an earlier week, is left alone.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { dueProgrammeYear } from '../../domain/employment-programme.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { openProgramme } from './open-programme.ts'

export function openDueProgramme({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'open-due-programme'> {
  return async (_input, job) =>
    job.record(async (records) => {
      const today = dateInBaku(job.now)
      const leadDays = (await records.parametersOn(today)).value('programme-lead-days')
      const year = dueProgrammeYear(today, leadDays)
      if (year === undefined) return completed({ programmesOpened: 0 })
      const { created } = await openProgramme(records, year, job.now, {
        actor: 'worker:open-due-programme',
        caseUrl,
      })
      return completed({ programmesOpened: created ? 1 : 0 })
    })
}
