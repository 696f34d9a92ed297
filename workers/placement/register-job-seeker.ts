/**
 * Job `register-job-seeker` — the entry is taken up: a suitable job is looked for within 5 working days of the
 * registration (docs/domain.md 2.3). Next: the person is told, and the search begins.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { searchTerm } from '../../domain/job-seeker.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function registerJobSeeker(): Worker<'register-job-seeker'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const seeker = await records.jobSeekers.get(caseId)
      const { searchDueAt } = searchTerm(
        seeker,
        dateInBaku(job.now),
        await records.parametersOn(seeker.registeredOn),
        await records.calendarMoves(),
      )
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, searchDueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('register-job-seeker', job, {
          caseId,
          action: 'job-seeker.registered',
          after: { searchDueAt, profileComplete: seeker.profile !== undefined },
        }),
      )
      return completed({ searchDueAt })
    })
}
