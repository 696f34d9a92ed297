/**
 * Job `select-participant` — the points of the selection table are added up and compared with the parameter; each point
 * stays explained. docs/domain.md 2.4 steps 3 and 4. Next: the process that called asks whether the person is selected.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { pointsTotal } from '../../domain/self-employment.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function selectParticipant(): Worker<'select-participant'> {
  return async ({ caseId, selectionPoints }, job) =>
    job.record(async (records) => {
      const { applicationDate } = await records.cases.get(caseId)
      const needed = (await records.parametersOn(applicationDate)).value('self-employment-selection-points')
      const total = pointsTotal(selectionPoints)
      const selected = total >= needed
      await records.selfEmployments.keep(caseId, { points: selectionPoints, selected })
      records.ledger.append(
        ledgerEntry('select-participant', job, {
          caseId,
          action: 'selection.decided',
          reason: selected ? 'selected' : 'not-selected',
          after: { points: selectionPoints, total, needed },
        }),
      )
      return completed({ selected })
    })
}
