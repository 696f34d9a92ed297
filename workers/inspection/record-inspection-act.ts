/**
 * Job `record-inspection-act` — the form becomes a signed act (docs/domain.md 1.7 step 9): checked, hashed,
 * signed, kept. A form that cannot be signed goes back to the inspector as VISIT_FORM_INVALID with what is
 * wrong. Next: the gateway "What was found?".
 */
import { randomUUID } from 'node:crypto'
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import { signAct } from '../../domain/signed-act.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { checkVisitForm } from './check-visit-form.ts'

const taskOf = { visit: 'VisitHousehold', reinspection: 'ReinspectHousehold' } as const

export function recordInspectionAct({
  signer,
}: Pick<WorkerDependencies, 'signer'>): Worker<'record-inspection-act'> {
  return async ({ caseId, actKind, visitRound, visit }, job) => {
    const [{ applicationDate }, inspector] = await job.read((records) =>
      Promise.all([records.cases.get(caseId), records.tasks.lastCountedAssignee(caseId, taskOf[actKind])]),
    )
    if (inspector === undefined) {
      throw new OperatorError(
        `Nobody is known to have completed ${taskOf[actKind]}`,
        'The completion must be verified before the act is recorded: look at the step before this one, then retry.',
      )
    }
    const checked = checkVisitForm(visit, job.now, applicationDate)
    const act =
      'problems' in checked
        ? undefined
        : await signAct(
            {
              id: randomUUID(),
              caseId,
              kind: actKind,
              round: visitRound,
              result: checked.form.visitResult,
              form: checked.form,
              inspector,
              signedAt: job.now.toISOString(),
            },
            signer,
          )

    return job.record(async (records) => {
      if (act === undefined) {
        const problems = 'problems' in checked ? checked.problems : []
        records.ledger.append(
          ledgerEntry('record-inspection-act', job, {
            caseId,
            action: 'act.refused',
            reason: 'VISIT_FORM_INVALID',
            after: { actKind, visitRound, problems: problems.length },
          }),
        )
        return {
          kind: 'refused',
          code: 'VISIT_FORM_INVALID',
          message: `The visit form has ${problems.length} problem(s)`,
          variables: { formProblem: problems.join('\n') },
        }
      }
      await records.inspections.addAct(act)
      await records.cases.setState(caseId, 'checking')
      records.ledger.append(
        ledgerEntry('record-inspection-act', job, {
          caseId,
          action: 'act.signed',
          after: {
            actId: act.id,
            actKind,
            visitRound,
            result: act.result,
            inspector,
            sha256: act.sha256,
            keyId: act.keyId,
          },
        }),
      )
      return completed({ inspectionResult: act.result })
    })
  }
}
