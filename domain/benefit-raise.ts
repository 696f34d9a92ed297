/**
 * A rate that begins raises benefits paid before, from its month on (docs/domain.md 3.2; that it does is the parameter
 * `raise-benefits-at-new-rate`, an assumption). It never lowers one. Applied by workers/benefit/apply-new-rates.ts.
 */
import type { BenefitRate } from './benefit-amount.ts'

/** A benefit after a rate has reached it. */
export interface RaisedBenefit {
  /** The claim by which it was assigned. */
  readonly caseId: string
  readonly entitlementId: string
  /** First month with the new amount, `YYYY-MM`. */
  readonly fromPeriod: string
  readonly beforeQepik: number
  readonly monthlyAmountQepik: number
  /** What months ordered before lacked; it comes with the next payment. */
  readonly underpaidQepik: number
}

/** Part of the port `Benefits`. */
export interface BenefitRaises {
  /** Rates that have begun on that day and were not applied yet, oldest first. */
  ratesToApply(today: string): Promise<readonly BenefitRate[]>
  /** Once for a rate. */
  markApplied(rate: BenefitRate, raisedCount: number): Promise<void>
  /**
   * Months of that rate that would pay less, of every benefit of its kind and variant, or of one claim; each once. No run
   * of the kind is frozen meanwhile.
   */
  raiseTo(
    rate: BenefitRate,
    scope: {
      readonly today: string
      /** First month that back pay still reaches. */
      readonly earliest: string
      readonly by: string
      readonly caseId?: string
    },
  ): Promise<readonly RaisedBenefit[]>
  /** Claims whose people have still to be told of an amount that counts by then; each is handed out once. */
  takeRaisesToTell(today: string, limit: number): Promise<readonly string[]>
  /** The newest that counts by then. */
  findRaise(caseId: string, today: string): Promise<RaisedBenefit | undefined>
}
