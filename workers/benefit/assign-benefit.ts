/**
 * Job `assign-benefit` — the entitlement with its amounts from month to month; the one it takes the place of ends
 * (docs/domain.md 3.1 and 3.2). A rate that has begun since the decision counts. Next: the applicant is told, and the
 * first payment with its back pay is ordered.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ageSpan, type BenefitRate } from '../../domain/benefit-amount.ts'
import { monthOf } from '../../domain/days.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { amendAndAskBack } from '../recovery/ask-back.ts'
import { raiseToRate } from './raise-to-rate.ts'

const actor = 'worker:assign-benefit'

export function assignBenefit({ caseUrl }: Pick<WorkerDependencies, 'caseUrl'>): Worker<'assign-benefit'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { benefit, decision } = await records.benefits.get(caseId)
      const [first, ...later] = decision?.steps ?? []
      const { outcome, validFrom, validTo, replaces } = decision ?? {}
      if (outcome !== 'assign' || validFrom === undefined || validTo === undefined || first === undefined) {
        throw new OperatorError(
          'There is no decision that assigns this benefit',
          'Compare the position of the instance with the decision on the case page; move it in Operate.',
        )
      }
      const { monthlyAmountQepik } = first
      const { id } = await records.entitlements.add({
        caseId,
        kind: benefit,
        validFrom,
        validTo,
        monthlyAmountQepik,
      })
      for (const step of later) await records.entitlements.amend(id, { ...step, caseId })
      const replaced =
        replaces === undefined
          ? undefined
          : await amendAndAskBack(
              records,
              replaces,
              { fromPeriod: monthOf(validFrom), monthlyAmountQepik: 0, caseId },
              { actor, cause: 'reconciliation', now: job.now, caseUrl },
            )
      records.ledger.append(
        ledgerEntry('assign-benefit', job, {
          caseId,
          action: 'entitlement.assigned',
          after: {
            entitlementId: id,
            kind: benefit,
            validFrom,
            validTo,
            steps: decision?.steps ?? [],
            ...(replaces === undefined ? {} : { replaces, ...replaced }),
          },
        }),
      )
      const decidedOn = new Set(decision?.rates.map(keyOf))
      const since = (await records.benefits.ratesOf(benefit)).filter(
        (rate) =>
          rate.validFrom <= records.today &&
          ageSpan(rate.variant).variants.includes(decision?.variant ?? '') &&
          !decidedOn.has(keyOf(rate)),
      )
      for (const rate of since) {
        await raiseToRate(records, rate, {
          by: actor,
          caseId,
          entry: (what) => ledgerEntry('assign-benefit', job, what),
        })
      }
      return completed({
        entitlementId: id,
        monthlyAmountQepik,
        replacedBenefits: replaces === undefined ? 0 : 1,
      })
    })
}

const keyOf = ({ variant, validFrom, amountQepik }: BenefitRate): string =>
  `${variant} ${validFrom} ${amountQepik}`
