/**
 * Job `compute-programme-indicators` — where the programme starts from: the twelve months before, counted from our own
 * records and kept as they are today. Next: the programme unit drafts.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { baselineWindow } from '../../domain/employment-programme.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { countIndicators } from './count-indicators.ts'
import { termFromToday } from './programme-term.ts'

export function computeProgrammeIndicators(): Worker<'compute-programme-indicators'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { year } = await records.employmentProgrammes.get(caseId)
      const window = baselineWindow(dateInBaku(job.now))
      const sums = await countIndicators(records, caseId, 0, window)
      const draftDueAt = await termFromToday(records, job, 'programme-draft-working-days')
      await records.cases.setState(caseId, 'checking')
      await records.cases.setDecisionDueAt(caseId, draftDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('compute-programme-indicators', job, {
          caseId,
          action: 'programme.counted',
          after: { year, ...window, ...sums },
        }),
      )
      return completed({ programmeYear: year, draftDueAt })
    })
}
