/** A request for a service that is an application for a benefit: what it has to tell, and how it is kept. */
import type { Party } from '../../domain/parties.ts'
import type { Service } from '../../domain/service.ts'
import type { BenefitTold, BenefitWish, ServiceApplicant } from '../../domain/service-request.ts'
import { claimFaults } from '../benefit/check-claim.ts'
import type { FieldError } from '../problem.ts'

/** Fields as they stand in the request, below `/benefit`; those of the person as they are. */
export function benefitWishFaults(
  { benefit, benefitVariant }: Service,
  applicant: ServiceApplicant,
  wish: BenefitWish | undefined,
  today: string,
): readonly FieldError[] {
  if (benefit === undefined) {
    return wish === undefined
      ? []
      : [{ field: '/benefit', problem: 'is asked only for services that are a benefit' }]
  }
  if (benefitVariant !== undefined && wish?.variant !== undefined) {
    return [{ field: '/benefit/variant', problem: 'is said by the service' }]
  }
  const { beneficiary, eventDate = today, variant = benefitVariant, sex } = wish ?? {}
  return claimFaults({ benefit, applicant, beneficiary, eventDate, variant, sex }, today)
    .filter(({ field }) => !field.startsWith('/applicant'))
    .map(({ field, problem }) => ({ field: `/benefit${field}`, problem }))
}

export function partiesOfRequest(
  applicant: ServiceApplicant,
  wish: BenefitWish | undefined,
): readonly Party[] {
  const { beneficiary, iban } = wish ?? {}
  return [
    { role: 'applicant', ...applicant, ...(iban === undefined ? {} : { iban }) },
    ...(beneficiary === undefined ? [] : [{ role: 'beneficiary', ...beneficiary } as const]),
  ]
}

/** Without the people, who are those of the case. */
export function benefitTold(wish: BenefitWish | undefined): BenefitTold | undefined {
  if (wish === undefined) return undefined
  const { beneficiary: _beneficiary, iban: _iban, ...told } = wish
  return told
}
