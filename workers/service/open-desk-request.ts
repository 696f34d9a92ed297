/**
 * Job `open-desk-request` — first step of bpmn/service-request.bpmn when somebody stands at the desk: a case with its
 * number, so far without a person. The start form knows none, because a form's answers are variables of the process.
 * Next: the front desk writes on the case page who asks for what.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { openCase } from '../../domain/open-case.ts'
import { districtOf } from '../../domain/territory.ts'
import type { WorkerDependencies } from '../dependencies.ts'

export function openDeskRequest({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'open-desk-request'> {
  return async ({ serviceCode, requestLanguage, settlement }, job) =>
    job.record(async (records) => {
      const file = await openCase(
        records,
        {
          kind: 'service-request',
          parties: [],
          district: districtOf(settlement === null ? {} : { settlement }),
          language: requestLanguage,
          registeredOn: dateInBaku(job.now),
        },
        { actor: 'worker:open-desk-request', reason: 'asked at the front desk', caseUrl, runsAlready: true },
      )
      const service =
        serviceCode === null ? undefined : await records.services.find(serviceCode.trim().toUpperCase())
      await records.serviceRequests.add({
        caseId: file.id,
        serviceCode: service?.code,
        channel: 'front-desk',
        wish: undefined,
      })
      await records.cases.setState(file.id, 'awaiting-applicant')
      await records.cases.addProcessInstance(
        file.id,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      return completed({ caseId: file.id, caseNumber: file.number, caseUrl: caseUrl(file.id) })
    })
}
