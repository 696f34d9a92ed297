/**
 * What staff write on the case page of a request for a service, because a form of the engine may not hold it: who asks
 * for what (front desk), and the answer (responsible group). The tasks are finished in Tasklist afterwards.
 */
import { dateInBaku, type Clock } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Transact } from '../../domain/records.ts'
import type { BenefitWish, ServiceApplicant } from '../../domain/service-request.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { findCase } from '../case/open-case.ts'
import { mayOpen } from '../case/visibility.ts'
import { InvalidFields } from '../problem.ts'
import { applicantFaults } from './accept-service-request.ts'
import { benefitTold, benefitWishFaults, partiesOfRequest } from './benefit-wish.ts'

export function createServiceDesk({
  transact,
  clock,
}: {
  readonly transact: Transact
  readonly clock: Clock
}) {
  return {
    /**
     * Takes down person and service, again as often as needed until the task is finished. Throws `DomainError`
     * `SERVICE_REQUEST_CLOSED` after that, `SERVICE_UNKNOWN`, or `APPLICANT_IMPOSSIBLE` for a birth date that cannot be;
     * `InvalidFields` when the service is a benefit that needs more.
     */
    complete: (
      caseRef: string,
      entered: {
        readonly applicant: ServiceApplicant
        readonly serviceCode: string
        readonly wish: string | undefined
        readonly benefit?: BenefitWish | undefined
      },
      principal: Principal,
    ): Promise<void> =>
      transact(async (records) => {
        const { applicant, serviceCode, wish, benefit } = entered
        const today = dateInBaku(clock.now())
        const file = await findCase(records, caseRef)
        if (file.kind !== 'service-request' || file.state !== 'awaiting-applicant') {
          throw new DomainError('SERVICE_REQUEST_CLOSED', 'The request is complete already')
        }
        if (applicantFaults(applicant, today).length > 0) {
          throw new DomainError('APPLICANT_IMPOSSIBLE', 'The birth date cannot be')
        }
        const service = await records.services.find(serviceCode)
        if (service === undefined)
          throw new DomainError('SERVICE_UNKNOWN', 'The catalogue has no such service')
        const unfit = benefitWishFaults(service, applicant, benefit, today)
        if (unfit.length > 0) throw new InvalidFields('INVALID_REQUEST', unfit)
        await records.parties.replace(file.id, partiesOfRequest(applicant, benefit))
        await records.serviceRequests.complete(file.id, {
          serviceCode: service.code,
          wish,
          benefit: benefitTold(benefit),
        })
        records.ledger.append({
          caseId: file.id,
          actor: actorOf(principal),
          action: 'service.request-entered',
          after: { serviceCode: service.code },
        })
      }),

    /**
     * Keeps the answer until the task is finished. Throws `DomainError` `NOT_ALLOWED` for staff of another group,
     * `SERVICE_REQUEST_CLOSED` for a request that has been answered.
     */
    answer: async (caseRef: string, answer: string, principal: Principal): Promise<void> =>
      transact(async (records) => {
        const file = await findCase(records, caseRef)
        if (file.kind !== 'service-request' || file.state !== 'in-progress') {
          throw new DomainError('SERVICE_REQUEST_CLOSED', 'The request waits for no answer')
        }
        const { staffGroup } = await records.serviceRequests.get(file.id)
        const isTheirs =
          principal.kind === 'staff' && staffGroup !== undefined && principal.groups.includes(staffGroup)
        if (!isTheirs || !mayOpen(principal, file)) {
          throw new DomainError('NOT_ALLOWED', 'Another group answers this request')
        }
        await records.serviceRequests.draftAnswer(file.id, answer)
        records.ledger.append({
          caseId: file.id,
          actor: actorOf(principal),
          action: 'service.answer-written',
          after: { letters: answer.length },
        })
      }),
  }
}
export type ServiceDesk = ReturnType<typeof createServiceDesk>
