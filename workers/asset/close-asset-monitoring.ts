/**
 * Job `close-asset-monitoring` — what became of the asset, in its monitoring and in its contract: the person's own,
 * returned, claimed in court, or nothing is asked back. docs/domain.md 2.4 step 10. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import type { AssetOutcome as ContractOutcome } from '../../domain/asset-contract.ts'
import type { AssetOutcome } from '../../domain/asset-monitoring.ts'
import { ledgerEntry } from '../ledger-entry.ts'

/** Ended before its time through nobody's fault, a contract is `ended-early`. */
const contractOutcomes: Readonly<Record<AssetOutcome, ContractOutcome>> = {
  transferred: 'ownership-passed',
  returned: 'returned',
  claimed: 'court',
  released: 'ended-early',
}

export function closeAssetMonitoring(): Worker<'close-asset-monitoring'> {
  return async ({ caseId, assetOutcome }, job) =>
    job.record(async (records) => {
      const { contractCaseId, contractNumber } = await records.assetMonitoring.get(caseId)
      await records.assetMonitoring.close(caseId, assetOutcome)
      await records.assetContracts.close(contractCaseId, contractOutcomes[assetOutcome])
      await records.cases.setState(caseId, 'closed')
      records.ledger.append(
        ledgerEntry('close-asset-monitoring', job, {
          caseId,
          action: 'asset-monitoring.closed',
          after: { contractNumber, assetOutcome },
        }),
      )
      return completed({})
    })
}
