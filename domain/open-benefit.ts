/**
 * Opens a claim to a benefit in the caller's transaction: by application, at the front desk, from an event of a register,
 * or because targeted social assistance was assigned. Next: bpmn/benefit-assignment.bpmn begins.
 */
import type { BenefitApplicant, BenefitClaim } from './benefit.ts'
import type { BenefitKind } from './benefit-kinds.ts'
import type { CaseFile } from './case.ts'
import { DomainError } from './errors.ts'
import type { Language } from './identifiers.ts'
import { openCase, type OpenedBy } from './open-case.ts'
import type { Party, Person } from './parties.ts'
import type { Records } from './records.ts'
import type { District } from './territory.ts'

export interface NewClaim extends Pick<BenefitClaim, 'benefit' | 'eventDate' | 'origin'> {
  readonly applicant: BenefitApplicant
  /** Whoever claims, when left out. */
  readonly beneficiary?: Person | undefined
  readonly variant?: string | undefined
  readonly eventKey?: string | undefined
  readonly sex?: BenefitClaim['sex']
  readonly childrenCount?: number | undefined
  readonly disabilityPercent?: number | undefined
  readonly disabledUntil?: string | undefined
  readonly language: Language
  readonly district: District
  /** `YYYY-MM-DD` in Baku. */
  readonly registeredOn: string
  readonly relatedCaseId?: string | undefined
}

/** Throws `DomainError` `CASE_ALREADY_OPEN` while the same is claimed for the same person. */
export async function openBenefit(records: Records, claim: NewClaim, by: OpenedBy): Promise<CaseFile> {
  const { benefit, applicant, beneficiary } = claim
  const { fin, givenName, familyName, birthDate } = beneficiary ?? applicant
  const known = await records.benefits.openClaim(benefit, fin)
  if (known !== undefined) {
    throw new DomainError('CASE_ALREADY_OPEN', 'The same benefit is claimed for that person already', {
      detail: { caseNumber: known.caseNumber },
    })
  }
  const parties: readonly Party[] = [
    { role: 'applicant', ...applicant },
    { role: 'beneficiary', fin, givenName, familyName, birthDate },
  ]
  const { district, language, registeredOn, relatedCaseId } = claim
  const file = await openCase(
    records,
    { kind: 'benefit-assignment', parties, district, language, registeredOn, relatedCaseId },
    by,
  )
  await records.benefits.add({
    caseId: file.id,
    benefit,
    variant: claim.variant,
    eventDate: claim.eventDate,
    origin: claim.origin,
    eventKey: claim.eventKey,
    sex: claim.sex,
    childrenCount: claim.childrenCount,
    disabilityPercent: claim.disabilityPercent,
    disabledUntil: claim.disabledUntil,
  })
  return file
}

/** Benefits that an event of a register gives a right to; of a disability the age decides (docs/domain.md 3.2). */
export function benefitsOfEvent(
  kind: string,
  ageYears: number,
  rules: { readonly adultAge: number; readonly onAssistance: boolean },
): readonly BenefitKind[] {
  switch (kind) {
    case 'birth':
      return rules.onAssistance ? ['birth-grant', 'low-income-infant'] : ['birth-grant']
    case 'disability-decision':
      return [ageYears < rules.adultAge ? 'disabled-child' : 'disability']
    case 'breadwinner-death':
      return ['loss-of-breadwinner']
    case 'adoption':
      return ['adopted-child']
    case 'foster-placement':
      return ['foster-child']
    case 'conscription':
      return ['conscript-child']
    default:
      return []
  }
}

/** Names what opened a case by itself, e.g. the event of a register. */
export const eventKey = (source: string, eventId: string): string => `${source}/${eventId}`
