/**
 * Job `compare-acts` — after a sample re-inspection: do both acts say the same? The newest act counts
 * either way; a difference is written down for the quality of inspections.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { differingFields } from '../../domain/compare-acts.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { InspectionAct } from '../../domain/visit.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function compareActsOfCase({ log }: Pick<WorkerDependencies, 'log'>): Worker<'compare-acts'> {
  return async ({ caseId }, job) => {
    const acts = await job.read((records) => records.inspections.acts(caseId))
    const visit = newest(acts, 'visit')
    const reinspection = newest(acts, 'reinspection')
    if (visit === undefined || reinspection === undefined) {
      throw new OperatorError(
        'There are no two acts to compare',
        'Both the visit and the re-inspection must be recorded before: look at the steps before, then retry.',
      )
    }
    const differing = differingFields(visit, reinspection)
    if (differing.length > 0) {
      log.warn({ caseId, visit: visit.id, reinspection: reinspection.id, differing }, 'Acts disagree')
    }
    return job.record(async (records) => {
      records.ledger.append(
        ledgerEntry('compare-acts', job, {
          caseId,
          action: 'acts.compared',
          after: { visit: visit.id, reinspection: reinspection.id, differing },
        }),
      )
      return completed({ actsAgree: differing.length === 0 })
    })
  }
}

const newest = (acts: readonly InspectionAct[], kind: InspectionAct['kind']): InspectionAct | undefined =>
  acts
    .filter((act) => act.kind === kind)
    .toSorted((one, other) => one.signedAt.localeCompare(other.signedAt))
    .at(-1)
