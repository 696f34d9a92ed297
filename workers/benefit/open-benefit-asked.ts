/**
 * A benefit is asked for at the front desk: which one, the row of the catalogue says; whom it is for and what else it needs,
 * the request. Where that is not whole, people see to it (`POST /v1/benefit-applications`). Next: bpmn/benefit-assignment.bpmn
 * begins.
 */
import { claimLacks } from '../../domain/claim-needs.ts'
import { DomainError } from '../../domain/errors.ts'
import { openBenefit } from '../../domain/open-benefit.ts'
import type { OpenServiceCase } from '../service/case-openers.ts'

export const openBenefitAsked: OpenServiceCase = async (records, { request, service, by }) => {
  const { benefit, benefitVariant } = service
  const parties = await records.parties.of(request.id)
  const applicant = parties.find(({ role }) => role === 'applicant')
  const beneficiary = parties.find(({ role }) => role === 'beneficiary')
  const { benefit: told = {} } = await records.serviceRequests.get(request.id)
  const variant = benefitVariant ?? told.variant
  if (
    benefit === undefined ||
    applicant?.phone === undefined ||
    claimLacks(benefit, { beneficiary, variant, sex: told.sex }).length > 0
  ) {
    throw new DomainError('BENEFIT_NEEDS_MORE', 'The request does not tell all that the benefit needs')
  }
  const { fin, givenName, familyName, birthDate, phone, email, address, iban } = applicant
  const { language, district, applicationDate } = request
  return openBenefit(
    records,
    {
      ...told,
      benefit,
      variant,
      origin: 'desk',
      eventDate: told.eventDate ?? applicationDate,
      applicant: {
        fin,
        givenName,
        familyName,
        birthDate,
        phone,
        ...(email === undefined ? {} : { email }),
        ...(address === undefined ? {} : { address }),
        ...(iban === undefined ? {} : { iban }),
      },
      beneficiary,
      language,
      district,
      registeredOn: applicationDate,
      relatedCaseId: request.id,
    },
    by,
  )
}
