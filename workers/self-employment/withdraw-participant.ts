/**
 * Job `withdraw-participant` — the person has withdrawn: whatever was going on has stopped, what was set aside goes back.
 * docs/domain.md 2.4. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { giveBack } from './give-back.ts'

export function withdrawParticipant(): Worker<'withdraw-participant'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const assetReleased = await giveBack(records, caseId, 'withdrawn')
      await records.selfEmployments.close(caseId, 'withdrawn')
      await records.cases.setState(caseId, 'withdrawn')
      records.ledger.append(
        ledgerEntry('withdraw-participant', job, {
          caseId,
          action: 'self-employment.withdrawal-done',
          after: { assetReleased },
        }),
      )
      return completed({})
    })
}
