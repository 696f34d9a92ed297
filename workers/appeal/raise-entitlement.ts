/**
 * Job `raise-entitlement` — the higher amount counts from the first month on, up to the month from which a change was
 * decided meanwhile, and is paid by the monthly runs; the difference for months ordered before comes with the next
 * payment (docs/domain.md 1.8). Next: the family is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { Records } from '../../domain/records.ts'
import { raiseToCriterion } from '../assistance/raise-to-criterion.ts'
import { amendEntitlement } from '../entitlement/amend-entitlement.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function raiseEntitlement(): Worker<'raise-entitlement'> {
  return async ({ caseId, monthlyAmountQepik }, job) =>
    job.record(async (records) => {
      const { contestedCaseId, applicationCaseId } = await records.redecisions.get(caseId)
      const decision = await records.decisions.find(caseId)
      // Raised before, the entitlement still is that of the case which assigned it.
      const entitlement =
        (await records.entitlements.findByCase(contestedCaseId)) ??
        (await records.entitlements.findByCase(applicationCaseId))
      if (decision?.monthlyAmountQepik !== monthlyAmountQepik || entitlement === undefined) {
        throw new OperatorError(
          'The amount to raise to is not the one that was decided, or nothing is assigned',
          'Compare the variable `monthlyAmountQepik` with the decision on the case page, put it right, retry.',
        )
      }
      const fromPeriod = monthOf(entitlement.validFrom)
      const termId = await records.assistanceTerms.ofApplication(applicationCaseId)
      const toPeriod = await lastMonthBeforeAChange(records, entitlement.id, termId)
      const { underpaidQepik: backPayQepik } = await amendEntitlement(
        records,
        entitlement.id,
        { fromPeriod, toPeriod, monthlyAmountQepik, caseId },
        'worker:raise-entitlement',
      )
      await records.redecisions.setEffect(caseId, 'raise', backPayQepik)
      // From a January on that has raised it meanwhile, with that year's criterion.
      if (termId !== undefined) {
        const term = await records.assistanceTerms.get(termId)
        await raiseToCriterion(records, term, job.now, 'worker:raise-entitlement')
      }
      await records.cases.setState(caseId, 'assigned')
      records.ledger.append(
        ledgerEntry('raise-entitlement', job, {
          caseId,
          action: 'entitlement.raised',
          before: { entitlementId: entitlement.id, monthlyAmountQepik: entitlement.monthlyAmountQepik },
          after: { monthlyAmountQepik, fromPeriod, toPeriod: toPeriod ?? null, backPayQepik },
        }),
      )
      return completed({})
    })
}

/**
 * A change in the term was decided from what was declared and found then, an end included: its own decision is appealed
 * on, and the months from it on keep what it says.
 */
async function lastMonthBeforeAChange(
  records: Records,
  entitlementId: string,
  termId: string | undefined,
): Promise<string | undefined> {
  const changes: string[] = []
  for (const { caseId, fromPeriod, monthlyAmountQepik } of await records.entitlements.amendments(
    entitlementId,
  )) {
    const byCriterion = caseId === termId && monthlyAmountQepik > 0
    if (!byCriterion && (await records.redecisions.find(caseId)) === undefined) changes.push(fromPeriod)
  }
  const [first] = changes.toSorted()
  return first === undefined ? undefined : addToMonth(first, -1)
}
