/**
 * Job `close-benefit-change` — the benefit ends from the month after what happened (docs/domain.md 3.1: stops on death), or
 * goes on. What was paid for later months is booked as a claim and asked back. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { amendAndAskBack } from '../recovery/ask-back.ts'

export function closeBenefitChange({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'close-benefit-change'> {
  return async ({ caseId, changeEnd }, job) =>
    job.record(async (records) => {
      const { entitlementId, kind, happenedOn } = await records.benefits.getChange(caseId)
      const fromPeriod = addToMonth(monthOf(happenedOn), 1)
      const difference =
        changeEnd === 'ended'
          ? await amendAndAskBack(
              records,
              entitlementId,
              { fromPeriod, monthlyAmountQepik: 0, caseId },
              { actor: 'worker:close-benefit-change', cause: 'reconciliation', now: job.now, caseUrl },
            )
          : undefined
      await records.benefits.closeChange(caseId, changeEnd)
      await records.cases.setState(caseId, 'closed')
      records.ledger.append(
        ledgerEntry('close-benefit-change', job, {
          caseId,
          action: changeEnd === 'ended' ? 'benefit.ended' : 'benefit.kept',
          after: { entitlementId, kind, ...(difference === undefined ? {} : { fromPeriod, ...difference }) },
        }),
      )
      return completed({})
    })
}
