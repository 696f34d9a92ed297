/**
 * Job `look-up-service` — what the catalogue says of the service asked for: who handles it, by when, and whether a
 * process does it (docs/domain.md 4). A process that this version does not have yet leaves it to the group.
 * Next: the applicant is told, then the case of the process, or the group.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import { serviceTerm } from '../../domain/service-request.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function lookUpService({
  caseOpeners,
}: Pick<WorkerDependencies, 'caseOpeners'>): Worker<'look-up-service'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { applicationDate } = await records.cases.get(caseId)
      const { serviceCode = '' } = await records.serviceRequests.get(caseId)
      const service = await records.services.find(serviceCode)
      if (service === undefined) {
        throw new OperatorError(
          `The catalogue has no service ${serviceCode}`,
          'Load a list that has it (npm run load-services), then retry the incident.',
        )
      }
      const parameters = await records.parametersOn(applicationDate)
      const { dueAt, escalateAt } = serviceTerm(applicationDate, service, {
        generalWorkingDays: parameters.value('service-term-working-days'),
        escalateBeforeWorkingDays: parameters.value('service-escalation-working-days'),
        moves: await records.calendarMoves(),
      })
      const serviceRoute = caseOpeners.has(service.process ?? '') ? 'process' : 'handling'

      await records.serviceRequests.assignTo(caseId, service.staffGroup)
      await records.cases.setDecisionDueAt(caseId, dueAt)
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('look-up-service', job, {
          caseId,
          action: 'service.looked-up',
          after: { serviceCode, serviceRoute, handlingGroup: service.staffGroup, dueAt, escalateAt },
        }),
      )
      return completed({
        serviceRoute,
        handlingGroup: service.staffGroup,
        serviceName: `${service.nameAz} / ${service.nameEn} (${service.code})`,
        dueAt,
        escalateAt,
      })
    })
}
