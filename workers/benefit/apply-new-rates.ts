/**
 * Job `apply-new-rates` — first step of bpmn/payment-calendar.bpmn, every morning before runs are opened: rates that have
 * begun and reached nobody yet raise the benefits paid by them (docs/domain.md 3.2). A morning that was missed is made up
 * for; a rate that was loaded late counts from its own month. Next: due payment runs are opened.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { raiseToRate } from './raise-to-rate.ts'

export function applyNewRates(): Worker<'apply-new-rates'> {
  return async (_input, job) =>
    job.record(async (records) => {
      let benefitsRaised = 0
      for (const rate of await records.benefits.ratesToApply(records.today)) {
        const raised = await raiseToRate(records, rate, {
          by: 'worker:apply-new-rates',
          entry: (what) => ledgerEntry('apply-new-rates', job, what),
        })
        await records.benefits.markApplied(rate, raised)
        const { kind, variant, validFrom, amountQepik } = rate
        records.ledger.append(
          ledgerEntry('apply-new-rates', job, {
            action: 'benefit-rate.applied',
            after: { kind, variant, validFrom, amountQepik, raised },
          }),
        )
        benefitsRaised += raised
      }
      return completed({ benefitsRaised })
    })
}
