/**
 * Somebody asks at the front desk to appeal against a decision: on the case of theirs whose number stands in the wish.
 * A wish without one is handled by people. Next: bpmn/appeal.bpmn begins.
 */
import { DomainError } from '../../domain/errors.ts'
import { lodgeAppeal } from '../../domain/lodge-appeal.ts'
import type { OpenServiceCase } from '../service/case-openers.ts'

const CASE_NUMBER = /\b[A-Z]{2,6}-\d{4}-\d{6,}\b/

export const openAppealAsked: OpenServiceCase = async (records, { request, by }) => {
  const { wish = '' } = await records.serviceRequests.get(request.id)
  const number = CASE_NUMBER.exec(wish.toUpperCase())?.[0]
  const contested = number === undefined ? undefined : await records.cases.findByNumber(number)
  const [{ fin }, fins] = [
    await records.parties.applicantOf(request.id),
    contested === undefined ? [] : await records.parties.finsOf(contested.id),
  ]
  if (contested === undefined || !fins.includes(fin)) {
    throw new DomainError('CASE_NOT_FOUND', 'The request names no case of this person that is appealed')
  }
  return lodgeAppeal(
    records,
    contested,
    { subject: 'decision', appellant: 'applicant', grounds: wish },
    { ...by, registeredOn: request.applicationDate },
  )
}
