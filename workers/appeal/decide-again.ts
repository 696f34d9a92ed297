/**
 * Job `decide-again` — the same decision as at first (domain/decide.ts) over corrected facts, kept as a decision of its
 * own, and compared with the contested one. Next: aid is assigned, its amount raised, or the earlier decision kept.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { sha256OfJson } from '../../domain/canonical-json.ts'
import { decide } from '../../domain/decide.ts'
import { OperatorError } from '../../domain/errors.ts'
import { effectOf } from '../../domain/redecision.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { correctedFactsOf } from './corrected-facts.ts'

export function decideAgain(): Worker<'decide-again'> {
  return async ({ caseId, facts, entitlementReasons, refusalGrounds }, job) =>
    job.record(async (records) => {
      const { redecision, contested, facts: ours } = await correctedFactsOf(records, caseId)
      // The database is the record: variables of the engine can be edited by whoever operates it.
      if (sha256OfJson(ours) !== sha256OfJson(facts)) {
        throw new OperatorError(
          'The facts in the process are not those of the case',
          'Variables changed after the facts were corrected: modify the instance back to CorrectFacts.',
        )
      }
      const { outcome, monthlyAmountQepik, grounds } = decide(facts, entitlementReasons, refusalGrounds)
      const redecisionEffect = effectOf(contested, { outcome, monthlyAmountQepik })
      await records.decisions.add({
        caseId,
        outcome,
        monthlyAmountQepik,
        facts,
        reasons: entitlementReasons,
        grounds,
        // The law is that of the day of application, as it was used then.
        parameters: contested.parameters,
        decidedAt: job.now.toISOString(),
      })
      await records.redecisions.setEffect(caseId, redecisionEffect)
      if (redecisionEffect === 'keep') {
        await records.cases.setState(caseId, outcome === 'refuse' ? 'refused' : 'closed')
      }
      records.ledger.append(
        ledgerEntry('decide-again', job, {
          caseId,
          action: 'redecision.made',
          reason: redecisionEffect,
          before: { outcome: contested.outcome, monthlyAmountQepik: contested.monthlyAmountQepik },
          after: {
            outcome,
            monthlyAmountQepik,
            reasons: entitlementReasons.map(({ reason }) => reason),
            grounds,
            appealCaseId: redecision.appealCaseId,
          },
        }),
      )
      return completed({ redecisionEffect, monthlyAmountQepik })
    })
}
