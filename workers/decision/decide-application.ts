/**
 * Job `decide-application` — the system decides (docs/domain.md 0): outcome and amount from the facts and
 * from what the tables found, kept with the parameters used. Next: the gateway "What was decided?".
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { decisionOn } from './decision-on.ts'

export function decideApplication(): Worker<'decide-application'> {
  return async ({ caseId, ...found }, job) =>
    job.record(async (records) => {
      const decision = await decisionOn(records, caseId, found, job.now)
      await records.decisions.add(decision)
      const { outcome, monthlyAmountQepik, reasons, grounds } = decision
      // An assigned case moves on with its entitlement, in the next step.
      if (outcome === 'refuse') await records.cases.setState(caseId, 'refused')
      records.ledger.append(
        ledgerEntry('decide-application', job, {
          caseId,
          action: 'decision.made',
          reason: outcome,
          after: {
            outcome,
            monthlyAmountQepik,
            reasons: reasons.map(({ reason }) => reason),
            grounds,
          },
        }),
      )
      return completed({ outcome, monthlyAmountQepik })
    })
}
