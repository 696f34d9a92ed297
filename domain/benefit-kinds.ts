/**
 * Benefits and stipends that DSMF assigns, one row for each of docs/domain.md 3.2: whom each is for, until when it runs
 * and what proves it where no register does. Amounts are in the table `benefit_rate`, conditions in
 * bpmn/decisions/benefit-type.dmn.
 */
import type { RegisterName } from './registers.ts'

export const benefitDocumentKinds = [
  'birth-certificate',
  'death-certificate',
  'guardianship-decision',
  'service-certificate',
  'court-extract',
  'foster-contract',
  'award-certificate',
  'category-certificate',
  'study-certificate',
] as const
export type BenefitDocumentKind = (typeof benefitDocumentKinds)[number]

export interface BenefitKindRow {
  /** Paid once, in the month of the decision. */
  readonly oneOff: boolean
  /** Age of whom it is for that ends it, as a parameter in years; `lifelong` ends with a death or change. */
  readonly ends: 'lifelong' | 'adult-age' | 'benefit-infant-age' | 'student-age'
  /** Asked for, unless it was opened from an event of a register (docs/domain.md 3.1, proactive). */
  readonly documents: readonly BenefitDocumentKind[]
  readonly registers: readonly RegisterName[]
  /** Said by whoever claims, where nothing else tells which amount of the kind is meant. */
  readonly variants: readonly string[]
}

const monthly = (
  ends: BenefitKindRow['ends'],
  documents: readonly BenefitDocumentKind[],
  registers: readonly RegisterName[],
  variants: readonly string[] = [],
): BenefitKindRow => ({
  oneOff: false,
  ends,
  documents,
  registers: ['population', ...registers],
  variants,
})
const once = (...documents: readonly BenefitDocumentKind[]): BenefitKindRow => ({
  oneOff: true,
  ends: 'lifelong',
  documents,
  registers: ['population'],
  variants: [],
})

export const stipendVariants = [
  'patriotic-war-hero',
  'national-hero',
  'martyr-family',
  'war-disability',
  'carer',
  'general-disability',
  'blind',
] as const
export const utilityVariants = ['category-1', 'category-2', 'category-3', 'category-4'] as const

export const benefitKinds = {
  disability: monthly('lifelong', [], ['disability']),
  'disabled-child': monthly('adult-age', [], ['disability']),
  /** To 18, in full-time study to 23. */
  'loss-of-breadwinner': monthly('student-age', ['death-certificate'], ['education']),
  'conscript-child': monthly('adult-age', ['birth-certificate', 'service-certificate'], []),
  'guardian-of-orphan': monthly('adult-age', ['guardianship-decision'], []),
  'low-income-infant': monthly('benefit-infant-age', ['birth-certificate'], []),
  'many-children': monthly('adult-age', ['birth-certificate'], []),
  'adopted-child': monthly('adult-age', ['court-extract'], ['disability']),
  'foster-child': monthly('adult-age', ['foster-contract'], ['disability']),
  'birth-grant': once('birth-certificate'),
  'funeral-grant': once('death-certificate'),
  'old-age': monthly('lifelong', [], ['employment']),
  'president-stipend': monthly('lifelong', ['award-certificate'], ['disability'], stipendVariants),
  'utility-benefit': monthly('lifelong', ['category-certificate'], [], utilityVariants),
} as const satisfies Readonly<Record<string, BenefitKindRow>>

export type BenefitKind = keyof typeof benefitKinds
export const benefitKindNames = Object.keys(benefitKinds) as readonly BenefitKind[]
export const isBenefitKind = (kind: string): kind is BenefitKind => Object.hasOwn(benefitKinds, kind)
export const benefitRow = (kind: BenefitKind): BenefitKindRow => benefitKinds[kind]

/** Events of registers that open a case, and for which benefit; of a disability the age decides. */
export const openingEvents = [
  'birth',
  'disability-decision',
  'breadwinner-death',
  'adoption',
  'foster-placement',
  'conscription',
] as const
/** Events that end what is paid. A death is known for certain; the others are looked at by a person. */
export const endingEvents = ['death', 'study-ended', 'placement-ended', 'condition-ended'] as const
export type EndingEvent = (typeof endingEvents)[number]
export const benefitEvents = [...openingEvents, ...endingEvents] as const
export type BenefitEventKind = (typeof benefitEvents)[number]

export const isEndingEvent = (kind: BenefitEventKind): kind is EndingEvent =>
  endingEvents.some((name) => name === kind)
