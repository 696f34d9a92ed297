/**
 * Job `record-refusal-judgement` — whether the person's reason for refusing a suitable job was founded. As many unfounded
 * ones as the limit within two years take them off the register (docs/domain.md 2.3). Next: the person is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { refusalsCountFrom } from '../../domain/job-referral.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordRefusalJudgement(): Worker<'record-refusal-judgement'> {
  return async ({ caseId, referralId, refusalJudgement }, job) =>
    job.record(async (records) => {
      const { fin } = await records.jobSeekers.get(caseId)
      const until = dateInBaku(job.now)
      const parameters = await records.parametersOn(until)
      await records.jobReferrals.judge(referralId, refusalJudgement)
      const [counted] = await records.jobReferrals.unfoundedRefusals([fin], {
        from: refusalsCountFrom(until, parameters.value('job-refusal-window-months')),
        until,
      })
      const unfounded = counted?.count ?? 0
      const takenOff = refusalJudgement === 'unfounded' && unfounded >= parameters.value('refused-jobs-limit')
      records.ledger.append(
        ledgerEntry('record-refusal-judgement', job, {
          caseId,
          action: 'job-refusal.judged',
          after: { refusalJudgement, unfoundedInWindow: unfounded, takenOff },
        }),
      )
      return completed({ takenOff })
    })
}
