/**
 * Job `open-panel-seat` — one of the three seats of the panel is to be filled: until when its marks are due.
 * docs/domain.md 2.4 step 7. Next: a member of the panel marks the plan.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInWorkingDays, joins } from './term.ts'

export function openPanelSeat(): Worker<'open-panel-seat'> {
  return async ({ caseId, panelSeat }, job) =>
    job.record(async (records) => {
      const marksDueAt = await dueInWorkingDays(records, job.now, 'self-employment-panel-working-days')
      await joins(records, caseId, job)
      records.ledger.append(
        ledgerEntry('open-panel-seat', job, {
          caseId,
          action: 'panel.seat-opened',
          after: { panelSeat, marksDueAt },
        }),
      )
      return completed({ marksDueAt })
    })
}
