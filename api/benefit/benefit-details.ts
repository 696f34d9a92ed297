/** What the page and the API tell of a claim to a benefit, and of what ends one. Facts of a person are for those who see the household. */
import { backPay } from '../../domain/benefit-amount.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import type { ReadKindDetails } from '../case/kind-details.ts'

export const benefitDetails: ReadKindDetails = async (records, { id, applicationDate }, visible) => {
  const claim = await records.benefits.get(id)
  const { decision } = claim
  const entitlement = await records.entitlements.findByCase(id)
  const raised = await records.benefits.findRaise(id, records.today)
  const seesPeople = visible.includes('household')
  const now = monthOf(applicationDate)
  return {
    benefit: claim.benefit,
    origin: claim.origin,
    eventDate: claim.eventDate,
    variant: decision?.variant ?? claim.variant ?? null,
    documentsAskedAt: claim.documentsAskedAt ?? null,
    documentsDueAt: claim.documentsDueAt ?? null,
    documents: seesPeople ? await records.benefits.documents(id) : [],
    outcome: decision?.outcome ?? null,
    reasons: decision?.reasons ?? [],
    handling: decision?.handling ?? [],
    decidedAt: claim.decidedAt ?? null,
    validFrom: decision?.validFrom ?? null,
    validTo: decision?.validTo ?? null,
    steps: decision?.steps ?? [],
    rates: decision?.rates ?? [],
    raisedFrom: raised?.fromPeriod ?? null,
    raisedToQepik: raised?.monthlyAmountQepik ?? null,
    backPayQepik:
      decision?.validFrom === undefined
        ? null
        : backPay(decision.steps, monthOf(decision.validFrom), addToMonth(now, -1)),
    paid: entitlement !== undefined,
    facts: seesPeople ? (decision?.facts ?? null) : null,
  }
}

export const benefitChangeDetails: ReadKindDetails = async (records, { id }) => {
  const { claimCaseId, kind, happenedOn, certain, outcome } = await records.benefits.getChange(id)
  const { benefit } = await records.benefits.get(claimCaseId)
  const { number } = await records.cases.get(claimCaseId)
  return { claimCaseNumber: number, benefit, kind, happenedOn, certain, outcome: outcome ?? null }
}
