/**
 * Job `compare-declaration` — declaration against registers and visit. Subscriber and meter numbers that the
 * inspector found to be different are taken over, and the registers are asked again with them (docs/domain.md
 * 1.7: corrected on the spot, never a refusal). Next: the gateway "Corrected on site?".
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { compareDeclaration as mismatchesOf, metersFoundOnSite } from '../../domain/compare.ts'
import { decisiveAct } from '../../domain/evidence.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { evidenceOfCase } from './evidence-of-case.ts'

export function compareDeclaration(): Worker<'compare-declaration'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { evidence, parameters } = await evidenceOfCase(records, caseId)
      const act = decisiveAct(evidence.acts)
      const found = metersFoundOnSite(evidence.application.declaration.meters, act)
      // Once taken over, declaration and act agree, so that the loop ends by itself.
      const correctedOnSite = found !== undefined && (await records.applications.correctMeters(caseId, found))
      if (correctedOnSite) {
        records.ledger.append(
          ledgerEntry('compare-declaration', job, {
            caseId,
            action: 'meters.corrected',
            reason: 'found on site',
            after: { actId: act?.id ?? null },
          }),
        )
      }
      const mismatches = mismatchesOf(evidence, parameters)
      records.ledger.append(
        ledgerEntry('compare-declaration', job, {
          caseId,
          action: 'declaration.compared',
          after: { correctedOnSite, mismatches },
        }),
      )
      return completed({ correctedOnSite, mismatchCount: mismatches.length })
    })
}
