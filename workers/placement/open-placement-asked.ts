/**
 * Somebody asks at the front desk to be registered as a job-seeker; the profile is entered later, on the case page. A
 * person too young, on the register already or off it is told so by people. Next: bpmn/job-placement.bpmn begins.
 */
import { registerJobSeeker } from '../../domain/register-job-seeker.ts'
import type { OpenServiceCase } from '../service/case-openers.ts'

export const openPlacementAsked: OpenServiceCase = async (records, { request, by }) => {
  const people = await records.parties.of(request.id)
  const applicant = people.find(({ role }) => role === 'applicant')
  const { language: _, ...person } = await records.parties.applicantOf(request.id)
  return registerJobSeeker(
    records,
    {
      applicant: applicant ?? { role: 'applicant', ...person },
      profile: undefined,
      language: request.language,
      district: request.district,
      registeredOn: request.applicationDate,
      relatedCaseId: request.id,
    },
    by,
  )
}
