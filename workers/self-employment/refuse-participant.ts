/**
 * Job `refuse-participant` — the way ended without an asset; why follows from how far it came
 * (domain/self-employment.ts). docs/domain.md 2.2 and 2.4. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { refusalOutcome } from '../../domain/self-employment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function refuseParticipant(): Worker<'refuse-participant'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const way = await records.selfEmployments.get(caseId)
      const outcome = refusalOutcome({ ...way, planTaken: way.planTaken !== undefined })
      await records.selfEmployments.close(caseId, outcome)
      await records.cases.setState(caseId, 'refused')
      records.ledger.append(
        ledgerEntry('refuse-participant', job, {
          caseId,
          action: 'self-employment.refused',
          reason: outcome,
        }),
      )
      return completed({})
    })
}
