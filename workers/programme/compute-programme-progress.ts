/**
 * Job `compute-programme-progress` — a quarter is over: what was reached since the beginning of the year, counted like
 * the figures of the start. Next: the programme unit explains it.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { quarterWindow } from '../../domain/employment-programme.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { countIndicators } from './count-indicators.ts'
import { termFromToday } from './programme-term.ts'

export function computeProgrammeProgress(): Worker<'compute-programme-progress'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { year, targets } = await records.employmentProgrammes.get(caseId)
      const quarter = (await records.employmentProgrammes.quartersOpened(caseId)) + 1
      const window = quarterWindow(year, quarter)
      const sums = await countIndicators(records, caseId, quarter, window)
      const progressDueAt = await termFromToday(records, job, 'programme-progress-working-days')
      await records.employmentProgrammes.openQuarter(caseId, quarter, progressDueAt)
      await records.cases.setDecisionDueAt(caseId, progressDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('compute-programme-progress', job, {
          caseId,
          action: 'programme.progress-counted',
          after: { quarter, ...window, reached: sums, targets },
        }),
      )
      return completed({ progressQuarter: quarter, progressDueAt })
    })
}
