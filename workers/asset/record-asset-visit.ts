/**
 * Job `record-asset-visit` — what was seen is checked and kept, and becomes the facts that the table reads. A form that
 * cannot be used goes back to the task with what is wrong. docs/domain.md 2.4 step 9. Next: asset-findings (DMN).
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { earliestVisitDay } from '../../domain/asset-monitoring.ts'
import { assetFacts } from '../../domain/asset-visit.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { OperatorError } from '../../domain/errors.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { checkAssetVisitForm } from './check-asset-visit-form.ts'

const taskOf = { regular: 'VisitAsset', 're-visit': 'RevisitAsset' } as const

export function recordAssetVisit(): Worker<'record-asset-visit'> {
  return async ({ caseId, visitKind, assetVisit }, job) =>
    job.record(async (records) => {
      const { serialNumber } = await records.assetMonitoring.get(caseId)
      const visit = (await records.assetMonitoring.visits(caseId)).at(-1)
      const visitedBy = await records.tasks.lastCountedAssignee(caseId, taskOf[visitKind])
      if (visit === undefined || visitedBy === undefined) {
        throw new OperatorError(
          `Nobody is known to have completed ${taskOf[visitKind]}`,
          'The completion must be verified before the visit is recorded: look at the step before this one, then retry.',
        )
      }
      const { round, kind } = visit
      const today = dateInBaku(job.now)
      const checked = checkAssetVisitForm(assetVisit, { earliest: earliestVisitDay(visit), today })
      if ('problems' in checked) {
        records.ledger.append(
          ledgerEntry('record-asset-visit', job, {
            caseId,
            action: 'asset-visit.form-returned',
            reason: 'ASSET_VISIT_INVALID',
            after: { round, problems: checked.problems.length },
          }),
        )
        return {
          kind: 'refused',
          code: 'ASSET_VISIT_INVALID',
          message: `The form of the visit has ${checked.problems.length} problem(s)`,
          variables: { formProblem: checked.problems.join('\n') },
        }
      }
      const { form } = checked
      const facts = assetFacts(form, { serialNumber, warned: kind === 're-visit' })
      await records.assetMonitoring.recordVisit(caseId, round, { visitedBy, form })
      records.ledger.append(
        ledgerEntry('record-asset-visit', job, {
          caseId,
          action: 'asset-visit.recorded',
          after: { round, kind, visitedOn: form.visitedOn, visitedBy, assetFacts: facts },
        }),
      )
      return completed({ assetFacts: facts })
    })
}
