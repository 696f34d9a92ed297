/**
 * Job `check-desk-request` — does the case page have a person and a service by now? What lacks goes back to the front
 * desk; a visitor who left ends the case. Next: the service is looked up.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function checkDeskRequest(): Worker<'check-desk-request'> {
  return async ({ caseId, deskResult }, job) =>
    job.record(async (records) => {
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('check-desk-request', job, { caseId, action, after }))
      }
      if (deskResult === 'visitor-left') {
        await records.cases.setState(caseId, 'withdrawn')
        note('service.withdrawn', { deskResult })
        return completed({ visitorStays: false })
      }
      const { serviceCode } = await records.serviceRequests.get(caseId)
      const people = await records.parties.of(caseId)
      const lacks = [
        ...(people.some(({ role }) => role === 'applicant')
          ? []
          : ['müraciət edən şəxs / the person who asks']),
        ...(serviceCode === undefined ? ['xidmət / the service'] : []),
      ]
      if (lacks.length > 0) {
        note('service.request-incomplete', { lacks: lacks.length })
        return {
          kind: 'refused',
          code: 'REQUEST_INCOMPLETE',
          message: 'Person or service lacks',
          variables: { formProblem: `İşin səhifəsində yoxdur / Lacks on the case page: ${lacks.join(', ')}` },
        }
      }
      note('service.request-completed', { serviceCode })
      return completed({ visitorStays: true })
    })
}
