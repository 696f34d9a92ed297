/**
 * Job `verify-completion` — after every user task that decides: did the right person complete it (design
 * rule 4)? The engine's own record of the completion is asked, not the form. Next: a gateway goes on, or
 * back to the task with `completionProblem` shown in its form.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { checkDecider, tellDeciderProblem } from '../../domain/check-decider.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function verifyCompletion({
  history,
}: Pick<WorkerDependencies, 'history'>): Worker<'verify-completion'> {
  return async ({ caseId, task, allowedGroups, notTheOneWho, reviewsRelatedCase = false }, job) => {
    const { processInstanceKey } = job
    const afterUserTaskKey = await job.read((records) =>
      records.tasks.lastCheckedKey(processInstanceKey, task),
    )
    const completion = await history.taskCompletion({ processInstanceKey, elementId: task, afterUserTaskKey })

    return job.record(async (records) => {
      const { assignee } = completion
      const ofCase = <T>(ask: (caseId: string) => Promise<T>) => (caseId === null ? undefined : ask(caseId))
      const [staff, ownFins, reviewedAssignees, ...earlierAssignees] = await Promise.all([
        assignee === undefined ? undefined : records.staff.find(assignee),
        ofCase((id) => records.parties.finsOf(id)),
        reviewsRelatedCase ? ofCase((id) => records.tasks.handlersOfRelated(id)) : undefined,
        ...notTheOneWho.map((other) => ofCase((id) => records.tasks.lastCountedAssignee(id, other))),
      ])
      const problem = checkDecider({
        assignee,
        staff,
        allowedGroups,
        earlierAssignees: earlierAssignees.filter((name) => name !== undefined),
        // A line of the bank that names nothing of ours is nobody's case.
        ownFins: ownFins ?? [],
        reviewedAssignees: reviewedAssignees ?? [],
      })
      await records.tasks.addChecked(caseId, completion, problem === undefined, problem)
      records.ledger.append({
        ...ledgerEntry('verify-completion', job, {
          ...(caseId === null ? {} : { caseId }),
          action: problem === undefined ? 'completion.accepted' : 'completion.refused',
          after: {
            task,
            userTaskKey: completion.userTaskKey,
            completedBy: assignee ?? null,
            completedAt: completion.completedAt,
          },
        }),
        ...(problem === undefined ? {} : { reason: problem }),
      })
      return completed({
        completionCounts: problem === undefined,
        completionProblem: problem === undefined ? null : tellDeciderProblem(problem),
      })
    })
  }
}
