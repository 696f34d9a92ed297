/**
 * Job `release-asset` — compensation of `reserve-asset`: the handover failed, so what was set aside is free again and the
 * contract ends. docs/domain.md 2.4 step 10. Next: the process that called refuses the application.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { giveBack } from './give-back.ts'

export function releaseAsset(): Worker<'release-asset'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const released = await giveBack(records, caseId, 'handover-failed')
      records.ledger.append(
        ledgerEntry('release-asset', job, { caseId, action: 'asset.released', after: { released } }),
      )
      return completed({})
    })
}
