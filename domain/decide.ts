/**
 * The decision itself, made by rule and by nobody (docs/domain.md 0). The tables say which reasons and
 * grounds hold; here is what follows from them, and the amount.
 */
import type { EntitlementReason, Facts, RefusalGround } from './facts.ts'
import { divideRoundingHalfUp } from './money.ts'

/**
 * Monthly amount: criterion × members − average monthly income, never below zero (docs/domain.md 1.4).
 * Rounded once, at the end.
 */
export function monthlyAmountQepik(
  facts: Pick<Facts, 'needCriterionQepik' | 'memberCount' | 'incomeTotalQepik'>,
): number {
  const need = BigInt(facts.needCriterionQepik) * BigInt(facts.memberCount)
  const gapOfTwelveMonths = 12n * need - BigInt(facts.incomeTotalQepik)
  return gapOfTwelveMonths <= 0n ? 0 : Number(divideRoundingHalfUp(gapOfTwelveMonths, 12n))
}

/**
 * Assign when a reason explains the low income, every able-bodied member who does not work is explained,
 * and no ground refuses. What the tables of grounds do not hold is added, so that a refusal always says why.
 */
export function decide(
  facts: Facts,
  reasons: readonly EntitlementReason[],
  grounds: readonly RefusalGround[],
): {
  readonly outcome: 'assign' | 'refuse'
  readonly monthlyAmountQepik: number
  readonly grounds: readonly RefusalGround[]
} {
  const amount = monthlyAmountQepik(facts)
  const all = [...grounds]
  const add = (ground: string, hits: boolean, figure: number, threshold: number) => {
    if (hits && !all.some((known) => known.ground === ground)) {
      all.push({ ground, figure, threshold, unit: 'count' })
    }
  }
  const members = reasons.reduce((total, reason) => total + reason.members, 0)
  const unexplained = facts.unexplainedNonWorkingMembers
  add('no-reason-beyond-control', members === 0, members, 1)
  add('no-reason-beyond-control', unexplained > 0, unexplained, 0)
  add('blocked-for-false-data', facts.blockedForFalseData, 1, 1)
  // A gap of less than half a qəpik a month passes the table of grounds and leaves nothing to pay.
  add('nothing-to-pay', all.length === 0 && amount === 0, amount, 1)

  const outcome = all.length === 0 ? 'assign' : 'refuse'
  return { outcome, monthlyAmountQepik: outcome === 'assign' ? amount : 0, grounds: all }
}
