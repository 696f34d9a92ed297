/**
 * Job `take-transfer-back` — compensates `transfer-asset`: the register refused the new owner, so the asset is state
 * property again (docs/domain.md 2.4). Next: the Employment Centre decides once more.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function takeTransferBack(): Worker<'take-transfer-back'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const standing = (await records.assetMonitoring.transfers(caseId)).findLast(
        ({ takenBackAt }) => takenBackAt === undefined,
      )
      await records.assetMonitoring.takeTransferBack(caseId)
      records.ledger.append(
        ledgerEntry('take-transfer-back', job, {
          caseId,
          action: 'asset.transfer-taken-back',
          after: { attempt: standing?.attempt ?? null },
        }),
      )
      return completed({})
    })
}
