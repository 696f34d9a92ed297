/**
 * A request for a service, handed in whole: the case with its applicant, what is asked for, the ledger entries and the
 * message that starts bpmn/service-request.bpmn, in one transaction. The front desk's own way begins in Tasklist.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Party } from '../../domain/parties.ts'
import type { NewServiceRequest, ServiceApplicant } from '../../domain/service-request.ts'
import { districtOf } from '../../domain/territory.ts'
import { InvalidFields, type FieldProblem } from '../problem.ts'
import { createOpenOnce, type EnteredBy } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { benefitTold, benefitWishFaults, partiesOfRequest } from './benefit-wish.ts'

const OLDEST_YEARS = 130

export function applicantFaults({ birthDate }: ServiceApplicant, today: string): FieldProblem[] {
  const earliest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`
  if (birthDate > today) return [{ field: '/applicant/birthDate', problem: 'is in the future' }]
  return birthDate < earliest
    ? [{ field: '/applicant/birthDate', problem: `is more than ${OLDEST_YEARS} years ago` }]
    : []
}

export const applicantParty = (applicant: ServiceApplicant): Party => ({ role: 'applicant', ...applicant })

export function createServiceRequestIntake({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })

  /** Throws `InvalidFields` for a service that is not offered or an impossible birth date, and what `openOnce` throws. */
  return async function acceptServiceRequest(asked: NewServiceRequest, by: EnteredBy): Promise<AcceptedCase> {
    const { serviceCode, applicant, language, wish, benefit } = asked
    const today = dateInBaku(clock.now())
    const faults = applicantFaults(applicant, today)
    if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)

    return openOnce({ ...by, body: asked }, async (records) => {
      const service = await records.services.find(serviceCode)
      if (service === undefined) {
        throw new InvalidFields('INVALID_REQUEST', [
          { field: '/serviceCode', problem: 'is not the code of a service: see GET /v1/services' },
        ])
      }
      const unfit = benefitWishFaults(service, applicant, benefit, today)
      if (unfit.length > 0) throw new InvalidFields('INVALID_REQUEST', unfit)
      const file = await openCase(
        records,
        {
          kind: 'service-request',
          parties: partiesOfRequest(applicant, benefit),
          district: districtOf(applicant.address ?? {}),
          language,
          registeredOn: today,
        },
        {
          actor: by.actor,
          reason: `service ${serviceCode}`,
          caseUrl: (id) => `${settings.publicUrl}/cases/${id}`,
        },
      )
      await records.serviceRequests.add({
        caseId: file.id,
        serviceCode,
        channel: 'other-system',
        wish,
        benefit: benefitTold(benefit),
      })
      return file
    })
  }
}
export type AcceptServiceRequest = ReturnType<typeof createServiceRequestIntake>
