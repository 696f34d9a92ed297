/**
 * Job `close-placement` — the entry of the register ends: the person works, is taken off it for the time of the law
 * (docs/domain.md 2.3), or has left. Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import type { CaseState } from '../../domain/case.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { offRegisterUntil } from '../../domain/job-referral.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function closePlacement(): Worker<'close-placement'> {
  return async ({ caseId, placementEnd }, job) =>
    job.record(async (records) => {
      const on = dateInBaku(job.now)
      const months = (await records.parametersOn(on)).value('off-register-months')
      if (placementEnd === 'placed') await records.jobSeekers.end(caseId, { state: 'placed', on })
      if (placementEnd === 'off-register') {
        await records.jobSeekers.end(caseId, {
          state: 'off-register',
          on,
          offRegisterUntil: offRegisterUntil(on, months),
        })
      }
      const { state, offRegisterUntil: until, leavingReason } = await records.jobSeekers.get(caseId)
      await records.cases.setState(caseId, endsAs(placementEnd, leavingReason))
      records.ledger.append(
        ledgerEntry('close-placement', job, {
          caseId,
          action: 'job-seeker.closed',
          after: { state, offRegisterUntil: until ?? null, leavingReason: leavingReason ?? null },
        }),
      )
      return completed({})
    })
}

function endsAs(end: 'placed' | 'off-register' | 'left', leavingReason: string | undefined): CaseState {
  if (end === 'placed') return 'granted'
  if (end === 'off-register') return 'refused'
  return leavingReason === 'own-request' ? 'withdrawn' : 'closed'
}
