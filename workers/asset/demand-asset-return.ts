/**
 * Job `demand-asset-return` — the asset is asked back, with a term; after it a claim in court is prepared.
 * docs/domain.md 2.4: misused or sold, it is returned or claimed; the terms are parameters. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function demandAssetReturn(): Worker<'demand-asset-return'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { contractNumber, valueQepik } = await records.assetMonitoring.get(caseId)
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const returnDay = addDays(today, parameters.value('asset-return-days'))
      const claimDay = addWorkingDays(
        returnDay,
        parameters.value('asset-claim-working-days'),
        await records.calendarMoves(),
      )
      const returnDueAt = endOfOfficeDay(returnDay).toISOString()
      await records.assetMonitoring.demandReturn(caseId, returnDay)
      await records.cases.setState(caseId, 'awaiting-applicant')
      await records.cases.setDecisionDueAt(caseId, returnDueAt)
      records.ledger.append(
        ledgerEntry('demand-asset-return', job, {
          caseId,
          action: 'asset.asked-back',
          after: { contractNumber, valueQepik, returnDueAt, parametersUsed: parameters.used() },
        }),
      )
      return completed({ returnDueAt, claimDueAt: endOfOfficeDay(claimDay).toISOString() })
    })
}
