/**
 * Job `record-asset-finding` — what the table made of the visit. A fault that can be mended begins a term; the contract is
 * over when the visit was made on its last day or later. docs/domain.md 2.4 steps 9 and 10; the term is a parameter.
 * Next: the person is warned, or the process goes on.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordAssetFinding(): Worker<'record-asset-finding'> {
  return async ({ caseId, finding, ground }, job) =>
    job.record(async (records) => {
      const { monitoredUntil } = await records.assetMonitoring.get(caseId)
      const visit = (await records.assetMonitoring.visits(caseId)).at(-1)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const round = visit?.round ?? 0
      const mendBy = finding === 'mend' ? addDays(today, parameters.value('asset-mend-days')) : undefined
      const contractOver = (visit?.visitedOn ?? '') >= monitoredUntil
      await records.assetMonitoring.recordFinding(caseId, round, { finding, ground, mendBy })
      records.ledger.append(
        ledgerEntry('record-asset-finding', job, {
          caseId,
          action: 'asset-visit.judged',
          reason: ground,
          after: { round, finding, mendBy: mendBy ?? null, contractOver, parametersUsed: parameters.used() },
        }),
      )
      return completed({ visitFinding: finding, contractOver })
    })
}
