/**
 * Job `assign-entitlement` — 12 months from the 1st of the month of application (docs/domain.md 0).
 * Its months are a case of their own, and a child under one has a right to a benefit. Next: the applicant is told, and
 * the first month is paid.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { entitlementTerm } from '../../domain/entitlement-term.ts'
import { OperatorError } from '../../domain/errors.ts'
import { openTermOf } from '../assistance/open-term.ts'
import { openInfantBenefits } from '../benefit/open-infant-benefits.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function assignEntitlement({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'assign-entitlement'> {
  return async ({ caseId, monthlyAmountQepik }, job) =>
    job.record(async (records) => {
      const decision = await records.decisions.find(caseId)
      if (decision?.outcome !== 'assign' || decision.monthlyAmountQepik !== monthlyAmountQepik) {
        throw new OperatorError(
          'The amount to assign is not the one that was decided',
          'Compare the variable `monthlyAmountQepik` with the decision on the case page, put it right, retry.',
        )
      }
      // Decided again, the case still is that of the day of application.
      const { applicationDate } = decision.facts
      const parameters = await records.parametersOn(applicationDate)
      const entitlement = await records.entitlements.add({
        caseId,
        kind: 'targeted-social-assistance',
        ...entitlementTerm(applicationDate, parameters.value('assistance-months')),
        monthlyAmountQepik,
      })
      await records.cases.setState(caseId, 'assigned')
      const { id, validFrom, validTo } = entitlement
      records.ledger.append(
        ledgerEntry('assign-entitlement', job, {
          caseId,
          action: 'entitlement.assigned',
          after: { entitlementId: id, validFrom, validTo, monthlyAmountQepik },
        }),
      )
      const by = { actor: 'worker:assign-entitlement', caseUrl }
      await openTermOf(records, entitlement, dateInBaku(job.now), by)
      await openInfantBenefits(records, entitlement, dateInBaku(job.now), by)
      return completed({ entitlementId: id })
    })
}
