/**
 * Somebody asks at the front desk for support under the programme: the request becomes its application, for the same
 * person. Next: bpmn/self-employment.bpmn begins.
 */
import { OperatorError } from '../../domain/errors.ts'
import { openSelfEmployment } from '../../domain/open-self-employment.ts'
import type { OpenServiceCase } from '../service/case-openers.ts'

export const openSelfEmploymentAsked: OpenServiceCase = async (records, { request, by }) => {
  const { wish } = await records.serviceRequests.get(request.id)
  const applicant = (await records.parties.of(request.id)).find(({ role }) => role === 'applicant')
  if (applicant === undefined) {
    throw new OperatorError(
      `Nobody is known who asked for the case ${request.id}`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  return openSelfEmployment(
    records,
    {
      applicant,
      language: request.language,
      idea: wish,
      registeredOn: request.applicationDate,
      relatedCaseId: request.id,
    },
    by,
  )
}
