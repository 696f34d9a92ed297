/**
 * Job `open-asset-monitoring` — first step of bpmn/asset-monitoring.bpmn, after the handover: from now on the asset is
 * watched until the last day of its contract (docs/domain.md 2.4 step 9). Next: the person is told, then the visits.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function openAssetMonitoring(): Worker<'open-asset-monitoring'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      await records.assetMonitoring.open(caseId)
      const asset = await records.assetMonitoring.get(caseId)
      const { contractNumber, assetKind, handedOverOn, monitoredUntil } = asset
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('open-asset-monitoring', job, {
          caseId,
          action: 'asset-monitoring.opened',
          after: { contractNumber, assetKind, handedOverOn, monitoredUntil },
        }),
      )
      return completed({ contractNumber, assetKind })
    })
}
