/**
 * Job `open-service-case` — the request becomes a case of the process that does this service, for the same people.
 * When that cannot be, people see to it. Next: the applicant is told the number of the new case.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { codeOf, OperatorError } from '../../domain/errors.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function openServiceCase({
  caseOpeners,
  caseUrl,
}: Pick<WorkerDependencies, 'caseOpeners' | 'caseUrl'>): Worker<'open-service-case'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const request = await records.cases.get(caseId)
      const { serviceCode = '' } = await records.serviceRequests.get(caseId)
      const service = await records.services.find(serviceCode)
      const open = caseOpeners.get(service?.process ?? '')
      if (service === undefined || open === undefined) {
        throw new OperatorError(
          `No process does the service ${serviceCode} any more`,
          'Move the instance to the handling task in Operate, or load the catalogue with the process it goes to.',
        )
      }
      const note = (action: string, after: Readonly<Record<string, unknown>>, reason?: string) => {
        const entry = { caseId, action, after, ...(reason === undefined ? {} : { reason }) }
        records.ledger.append(ledgerEntry('open-service-case', job, entry))
      }
      const by = { actor: 'worker:open-service-case', reason: `service ${service.code}`, caseUrl }
      try {
        const opened = await open(records, { request, service, by })
        await records.serviceRequests.becomes(caseId, opened.id)
        await records.cases.setState(caseId, 'closed')
        note('service.routed', { openedCaseNumber: opened.number, kind: opened.kind })
        return completed({})
      } catch (error) {
        const code = codeOf(error)
        if (code === undefined) throw error
        note('service.not-routed', { process: service.process }, code)
        return { kind: 'refused', code: 'CASE_NOT_OPENED', message: code }
      }
    })
}
