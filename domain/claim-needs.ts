/** What a claim to a benefit has to tell beside who claims, whichever way it comes (docs/domain.md 3.2). */
import { benefitRow, type BenefitKind } from './benefit-kinds.ts'

/** For another person than the one who claims. */
const forAnother: readonly BenefitKind[] = [
  'disabled-child',
  'conscript-child',
  'guardian-of-orphan',
  'low-income-infant',
  'many-children',
  'adopted-child',
  'foster-child',
  'birth-grant',
  'funeral-grant',
]

export type ClaimNeed = 'beneficiary' | 'variant' | 'sex'

/** What is missing, or cannot be: an amount of a kind that is none of its own. */
export function claimLacks(
  benefit: BenefitKind,
  told: {
    readonly beneficiary?: object | undefined
    readonly variant?: string | undefined
    readonly sex?: string | undefined
  },
): readonly ClaimNeed[] {
  const { variants } = benefitRow(benefit)
  const fits = told.variant === undefined ? variants.length === 0 : variants.includes(told.variant)
  return [
    ...(forAnother.includes(benefit) && told.beneficiary === undefined ? (['beneficiary'] as const) : []),
    ...(fits ? [] : (['variant'] as const)),
    ...(benefit === 'old-age' && told.sex === undefined ? (['sex'] as const) : []),
  ]
}
