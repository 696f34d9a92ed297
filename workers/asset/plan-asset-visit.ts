/**
 * Job `plan-asset-visit` — which visit is next, from when and until when it can be made (domain/asset-monitoring.ts):
 * on the rhythm, after the term to mend, or given out again because nobody went. docs/domain.md 2.4 step 9.
 * Next: the process waits for the day, then the visit is a task of the monitoring unit.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { planAssetVisit } from '../../domain/asset-monitoring.ts'
import { endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku, instantInBaku } from '../../domain/clock.ts'
import type { Records } from '../../domain/records.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function planNextAssetVisit(): Worker<'plan-asset-visit'> {
  return async ({ caseId, planReason }, job) =>
    job.record(async (records) => {
      const asset = await records.assetMonitoring.get(caseId)
      const made = await records.assetMonitoring.visits(caseId)
      const today = dateInBaku(job.now)
      const last = made.at(-1)
      const isTheSame = planReason === 'again' && last !== undefined
      const visit = isTheSame
        ? last
        : planAssetVisit(asset, made, {
            reason: planReason === 'missed' ? 'missed' : 'next',
            today,
            terms: await visitTerms(records, today),
          })
      const { kind, reason, opensOn, dueOn } = visit
      const visitDueAt = endOfOfficeDay(dueOn).toISOString()
      if (!isTheSame) {
        await records.assetMonitoring.plan(caseId, visit)
        await records.cases.setDecisionDueAt(caseId, visitDueAt)
        records.ledger.append(
          ledgerEntry('plan-asset-visit', job, {
            caseId,
            action: 'asset-visit.planned',
            reason,
            after: { round: visit.round, kind, opensOn, dueOn },
          }),
        )
      }
      return completed({
        visitKind: kind,
        visitOpensAt: instantInBaku(opensOn, '09:00').toISOString(),
        visitDueAt,
      })
    })
}

async function visitTerms(records: Records, today: string) {
  const parameters = await records.parametersOn(today)
  return {
    rhythmMonths: parameters.value('asset-visit-rhythm-months'),
    workingDays: parameters.value('asset-visit-working-days'),
    moves: await records.calendarMoves(),
  }
}
