/**
 * Job `close-placement` — the entry of the register ends: the person works, is taken off it for the time of the law
 * (docs/domain.md 2.3), or has left. An employer who was to answer about somebody who has left is told. Next: the person is
 * told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import type { CaseState } from '../../domain/case.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { offRegisterUntil } from '../../domain/job-referral.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { calledOff, tellCalledOff } from './call-off.ts'

export function closePlacement({
  notifications,
}: Pick<WorkerDependencies, 'notifications'>): Worker<'close-placement'> {
  return async ({ caseId, placementEnd }, job) => {
    const ended = await job.read(async (records) =>
      calledOff(
        records,
        (await records.jobReferrals.of(caseId)).find(({ state }) => state === 'withdrawn'),
      ),
    )
    const recordTold = await tellCalledOff(notifications, job, ended)

    return job.record(async (records) => {
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
      const employerTold = await recordTold(records)
      records.ledger.append(
        ledgerEntry('close-placement', job, {
          caseId,
          action: 'job-seeker.closed',
          after: {
            state,
            offRegisterUntil: until ?? null,
            leavingReason: leavingReason ?? null,
            employerTold,
          },
        }),
      )
      return completed({})
    })
  }
}

function endsAs(end: 'placed' | 'off-register' | 'left', leavingReason: string | undefined): CaseState {
  if (end === 'placed') return 'granted'
  if (end === 'off-register') return 'refused'
  return leavingReason === 'own-request' ? 'withdrawn' : 'closed'
}
