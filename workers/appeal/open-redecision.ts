/**
 * Job `open-redecision` — the contested decision is made again as a case of its own, for the same people; the demand of
 * a recovery is already changed, and its process told. Next:
 * bpmn/redecision.bpmn begins with the facts as the appeal corrected them.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { openCase } from '../../domain/open-case.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function openRedecision({ caseUrl }: Pick<WorkerDependencies, 'caseUrl'>): Worker<'open-redecision'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { contestedCaseId } = await records.appeals.get(caseId)
      const contested = await records.cases.get(contestedCaseId)
      if (contested.kind === 'overpayment-recovery') {
        // Its own process goes on with what is owed now.
        records.ledger.append(
          ledgerEntry('open-redecision', job, {
            caseId,
            action: 'appeal.redecision-ordered',
            after: { openedCaseNumber: null, contestedCaseNumber: contested.number },
          }),
        )
        return completed({})
      }
      const earlier = await records.redecisions.find(contestedCaseId)
      const opened = await openCase(
        records,
        {
          kind: 'redecision',
          parties: await records.parties.of(caseId),
          district: contested.district,
          language: contested.language,
          registeredOn: dateInBaku(job.now),
          relatedCaseId: contestedCaseId,
        },
        { actor: 'worker:open-redecision', reason: 'appeal upheld', caseUrl },
      )
      await records.redecisions.add({
        caseId: opened.id,
        appealCaseId: caseId,
        contestedCaseId,
        applicationCaseId: earlier?.applicationCaseId ?? contestedCaseId,
      })
      records.ledger.append(
        ledgerEntry('open-redecision', job, {
          caseId,
          action: 'appeal.redecision-ordered',
          after: { openedCaseNumber: opened.number, contestedCaseNumber: contested.number },
        }),
      )
      return completed({})
    })
}
