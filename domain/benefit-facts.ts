/**
 * The facts of a claim: what the registers say before what is declared, counted without a person in it
 * (docs/domain.md 3.1 and 3.2). Next: the tables bpmn/decisions/benefit-type.dmn and benefit-handling.dmn.
 */
import type { BenefitClaim, BenefitDocument, BenefitFacts, OpenBenefit } from './benefit.ts'
import { firstPaidMonth, hasUncertainRate, type BenefitRate } from './benefit-amount.ts'
import { benefitRow, type BenefitDocumentKind } from './benefit-kinds.ts'
import { ageInMonths, monthOf, monthsFrom } from './days.ts'
import type { Parameters } from './parameters.ts'
import type { Party } from './parties.ts'
import type { RegisterAnswers } from './registers.ts'

export interface BenefitEvidence {
  readonly claim: BenefitClaim
  readonly applicationDate: string
  readonly applicant: Pick<Party, 'fin' | 'birthDate' | 'iban'>
  readonly beneficiary: Pick<Party, 'fin' | 'birthDate'>
  readonly answers: Partial<RegisterAnswers>
  /** Every register asked has answered with something usable. */
  readonly registersAnswered: boolean
  readonly onAssistance: boolean
  readonly open: readonly OpenBenefit[]
  readonly documents: readonly BenefitDocument[]
  readonly rates: readonly BenefitRate[]
}

/** A claim that a register told of by itself needs no paper (docs/domain.md 3.1). */
export const isProactive = ({ origin }: Pick<BenefitClaim, 'origin'>): boolean =>
  origin === 'event' || origin === 'assistance'

/** Kinds that rest on a disability which the register has to know. */
const needsDisability = ({ benefit, variant }: BenefitClaim): boolean =>
  benefit === 'disability' ||
  benefit === 'disabled-child' ||
  variant === 'war-disability' ||
  variant === 'general-disability'

/** Papers still to be handed in: those of the kind, and that of a school where no register knows the student. */
export function missingDocuments(
  evidence: Pick<BenefitEvidence, 'claim' | 'documents' | 'beneficiary' | 'applicationDate'> & {
    readonly inStudy: boolean
    readonly adultMonths: number
  },
): readonly BenefitDocumentKind[] {
  const { claim, documents, beneficiary, applicationDate, inStudy, adultMonths } = evidence
  if (isProactive(claim)) return []
  const adult = ageInMonths(beneficiary.birthDate, applicationDate) >= adultMonths
  const needed: readonly BenefitDocumentKind[] = [
    ...benefitRow(claim.benefit).documents,
    ...(claim.benefit === 'loss-of-breadwinner' && adult && !inStudy ? (['study-certificate'] as const) : []),
  ]
  return needed.filter((kind) => documents.every((document) => document.kind !== kind))
}

/** @param parameters those of the day of application */
export function benefitFacts(evidence: BenefitEvidence, parameters: Parameters): BenefitFacts {
  const { claim, applicationDate, applicant, beneficiary, answers, open, rates } = evidence
  const studies =
    answers.education?.students.some(({ fin, study }) => fin === beneficiary.fin && study === 'full-time') ===
    true
  const adultMonths = parameters.value('adult-age') * 12
  const missing = missingDocuments({ ...evidence, inStudy: studies, adultMonths })
  const registered = answers.disability?.disabilities.find(
    ({ fin, validTo }) => fin === beneficiary.fin && (validTo ?? applicationDate) >= applicationDate,
  )
  const month = monthOf(applicationDate)
  const from = firstPaidMonth(claim.eventDate, applicationDate, parameters.value('benefit-back-pay-months'))
  const childrenCount = claim.childrenCount ?? 0
  return {
    benefit: claim.benefit,
    variant: claim.variant ?? '',
    applicationDate,
    eventDate: claim.eventDate,
    proactive: isProactive(claim),
    eventMonthsAgo: Math.max(0, monthsFrom(monthOf(claim.eventDate), month)),
    subjectAgeMonths: Math.max(0, ageInMonths(beneficiary.birthDate, applicationDate)),
    monthsPastPensionAge:
      ageInMonths(applicant.birthDate, applicationDate) - pensionAgeMonths(claim, parameters),
    disabilityPercent: registered?.percent ?? claim.disabilityPercent ?? 0,
    childrenCount,
    onAssistance: evidence.onAssistance,
    inStudy: studies || evidence.documents.some(({ kind }) => kind === 'study-certificate'),
    working:
      answers.employment?.statuses.some(
        ({ fin, status }) => fin === applicant.fin && (status === 'employed' || status === 'self-employed'),
      ) === true,
    registersClear:
      evidence.registersAnswered &&
      personAgrees(evidence) &&
      (registered !== undefined || isProactive(claim) || !needsDisability(claim)),
    documentsMissing: missing.length,
    documentsReceived: evidence.documents.length,
    accountMissing: applicant.iban === undefined,
    sameBenefitOpen: open.some(({ kind }) => kind === claim.benefit),
    overlaps: open.filter(({ kind }) => kind !== claim.benefit).length,
    uncertainRate: hasUncertainRate(rates, from, month),
  }
}

/** The age of the benefit for age; five years earlier for whoever raised five children (docs/domain.md 3.2). */
function pensionAgeMonths({ sex, childrenCount = 0 }: BenefitClaim, parameters: Parameters): number {
  const age = parameters.value(sex === 'female' ? 'pension-age-women-months' : 'pension-age-men-months')
  return childrenCount >= parameters.value('benefit-early-age-children')
    ? age - parameters.value('benefit-early-age-months')
    : age
}

/** The population register knows the person with that birth date; a register that tells by itself may know first. */
function personAgrees({ claim, beneficiary, answers }: BenefitEvidence): boolean {
  const known = answers.population?.members.find(({ fin }) => fin === beneficiary.fin)
  return known === undefined ? isProactive(claim) : known.birthDate === beneficiary.birthDate
}
