/**
 * Job `conclude-asset-visits` — no more visits: the contract is over, the asset is gone or was misused, or the person does
 * not go on. docs/domain.md 2.4 step 10. Next: ownership, a review of the end, or the return of the asset.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { monitoringEnd } from '../../domain/asset-monitoring.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function concludeAssetVisits(): Worker<'conclude-asset-visits'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      // First, so that an early end entered at this moment is either seen here or refused.
      await records.assetMonitoring.endVisits(caseId)
      const { earlyEnd } = await records.assetMonitoring.get(caseId)
      const visits = await records.assetMonitoring.visits(caseId)
      const lastFinding = visits.findLast(({ finding }) => finding !== undefined)?.finding
      const end = monitoringEnd(earlyEnd, lastFinding)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const dueDay = addWorkingDays(
        today,
        parameters.value('asset-review-working-days'),
        await records.calendarMoves(),
      )
      const endReviewDueAt = endOfOfficeDay(dueDay).toISOString()
      await records.cases.setState(caseId, 'deciding')
      await records.cases.setDecisionDueAt(caseId, endReviewDueAt)
      records.ledger.append(
        ledgerEntry('conclude-asset-visits', job, {
          caseId,
          action: 'asset-monitoring.visits-ended',
          reason: earlyEnd?.cause ?? lastFinding ?? 'return',
          after: { monitoringEnd: end, endReviewDueAt },
        }),
      )
      return completed({ monitoringEnd: end, endReviewDueAt })
    })
}
