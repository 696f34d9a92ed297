/**
 * Job `admit-participant` — what the tables found is kept: any exclusion ends the way, priorities count in the selection.
 * docs/domain.md 2.2. Next: the gateway "May the person take part?".
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function admitParticipant(): Worker<'admit-participant'> {
  return async ({ caseId, exclusions, priorities }, job) =>
    job.record(async (records) => {
      const admitted = exclusions.length === 0
      await records.selfEmployments.keep(caseId, { exclusions, priorities })
      records.ledger.append(
        ledgerEntry('admit-participant', job, {
          caseId,
          action: 'self-employment.admission-decided',
          reason: admitted ? 'admitted' : 'excluded',
          after: { exclusions, priorities },
        }),
      )
      return completed({ admitted })
    })
}
