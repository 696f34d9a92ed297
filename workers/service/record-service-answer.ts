/**
 * Job `record-service-answer` — closes the request with its outcome and the answer that was written on the case page;
 * without an answer the task comes back. Next: the applicant is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import type { CaseState } from '../../domain/case.ts'
import type { ServiceOutcome } from '../../domain/service-request.ts'
import { ledgerEntry } from '../ledger-entry.ts'

const endsAs: Readonly<Record<ServiceOutcome, CaseState>> = {
  done: 'granted',
  refused: 'refused',
  forwarded: 'closed',
  advised: 'closed',
}

export function recordServiceAnswer(): Worker<'record-service-answer'> {
  return async ({ caseId, serviceOutcome }, job) =>
    job.record(async (records) => {
      const { decisionDueAt } = await records.cases.get(caseId)
      const { answer } = await records.serviceRequests.get(caseId)
      if (answer === undefined) {
        records.ledger.append(
          ledgerEntry('record-service-answer', job, { caseId, action: 'service.answer-missing' }),
        )
        return {
          kind: 'refused',
          code: 'ANSWER_MISSING',
          message: 'No answer is written on the case page',
          variables: {
            formProblem:
              'İşin səhifəsində müraciət edənə cavab yazın / Write the answer to the applicant on the case page',
          },
        }
      }
      await records.serviceRequests.close(caseId, serviceOutcome)
      await records.cases.setState(caseId, endsAs[serviceOutcome])
      records.ledger.append(
        ledgerEntry('record-service-answer', job, {
          caseId,
          action: 'service.answered',
          after: {
            serviceOutcome,
            inTime: decisionDueAt === undefined || job.now.toISOString() <= decisionDueAt,
          },
        }),
      )
      return completed({})
    })
}
