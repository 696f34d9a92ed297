/**
 * A benefit is asked for at the front desk, by whoever it is for. One for a child, or with a category, needs more than the
 * request tells: people take it down (`POST /v1/benefit-applications`). Next: bpmn/benefit-assignment.bpmn begins.
 */
import type { BenefitKind } from '../../domain/benefit-kinds.ts'
import { DomainError } from '../../domain/errors.ts'
import { openBenefit } from '../../domain/open-benefit.ts'
import type { OpenServiceCase } from '../service/case-openers.ts'

/** By the code of the start list (migrations/services.csv). */
const benefitsOfServices: Readonly<Record<string, BenefitKind>> = {
  'DOST2-BEN-012': 'old-age',
  'DOST2-BEN-013': 'disability',
  'DOST2-BEN-014': 'loss-of-breadwinner',
}

export const openBenefitAsked: OpenServiceCase = async (records, { request, service, by }) => {
  const benefit = benefitsOfServices[service.code]
  const applicant = (await records.parties.of(request.id)).find(({ role }) => role === 'applicant')
  if (benefit === undefined || applicant?.phone === undefined) {
    throw new DomainError('BENEFIT_NEEDS_MORE', 'The request does not tell for whom the benefit is')
  }
  const { fin, givenName, familyName, birthDate, phone, email, address } = applicant
  const { language, district, applicationDate } = request
  return openBenefit(
    records,
    {
      benefit,
      origin: 'desk',
      eventDate: applicationDate,
      applicant: {
        fin,
        givenName,
        familyName,
        birthDate,
        phone,
        ...(email === undefined ? {} : { email }),
        ...(address === undefined ? {} : { address }),
      },
      language,
      district,
      registeredOn: applicationDate,
      relatedCaseId: request.id,
    },
    by,
  )
}
