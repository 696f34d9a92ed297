/**
 * Job `escalate-case` — a term is near or over; the header `level` says which. Written down and counted, so
 * that the head of unit and the alert on the metric see it; the case itself goes on.
 */
import { completed, jobs } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function escalateCase({
  log,
  metrics,
}: Pick<WorkerDependencies, 'log' | 'metrics'>): Worker<'escalate-case'> {
  return async ({ caseId }, job) => {
    const level = jobs['escalate-case'].headers.level.find((name) => name === job.headers['level'])
    if (level === undefined) {
      throw new OperatorError(
        `There is no level of escalation ${job.headers['level'] ?? '(none)'}`,
        'Set the task header `level` in the diagram to one that bpmn/contract.ts lists, deploy, migrate the instance.',
      )
    }
    const recorded = await job.record(async (records) => {
      const file = caseId === null ? undefined : await records.cases.get(caseId)
      records.ledger.append(
        ledgerEntry('escalate-case', job, {
          ...(caseId === null ? {} : { caseId }),
          action: 'case.escalated',
          reason: level,
          after: { state: file?.state ?? null, decisionDueAt: file?.decisionDueAt ?? null },
        }),
      )
      return completed({})
    })
    metrics.escalated(level)
    log.warn({ caseId, level, processInstanceKey: job.processInstanceKey }, 'A term is near or over')
    return recorded
  }
}
