/**
 * Job `settle-referral` — an answer came, or the term for it is over: what stands in the record by now counts, so that an
 * answer in the last moment is not lost. An employer whose answer is awaited no more is told. Next: hired, the search goes
 * on, or the person's refusal is judged.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { OperatorError } from '../../domain/errors.ts'
import { referralOutcomes } from '../../domain/job-referral.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { calledOff, tellCalledOff } from './call-off.ts'

export function settleReferral({
  notifications,
}: Pick<WorkerDependencies, 'notifications'>): Worker<'settle-referral'> {
  return async ({ caseId, referralId }, job) => {
    const ended = await job.read(async (records) =>
      calledOff(records, await records.jobReferrals.get(referralId)),
    )
    const recordTold = await tellCalledOff(notifications, job, ended)

    return job.record(async (records) => {
      const { state, number, employerReason } = await records.jobReferrals.settle(referralId)
      const referralOutcome = referralOutcomes.find((outcome) => outcome === state)
      if (referralOutcome === undefined) {
        throw new OperatorError(
          `The referral ${number} is ${state}`,
          'The person has left the register: the process ends with the message that says so. Retry the incident when it does not.',
        )
      }
      const today = dateInBaku(job.now)
      const parameters = await records.parametersOn(today)
      const judgementDay = addWorkingDays(
        today,
        parameters.value('job-refusal-judgement-working-days'),
        await records.calendarMoves(),
      )
      const judgementDueAt = endOfOfficeDay(judgementDay).toISOString()
      if (referralOutcome === 'seeker-refused') {
        await records.cases.setState(caseId, 'deciding')
        await records.cases.setDecisionDueAt(caseId, judgementDueAt)
      }
      const employerTold = await recordTold(records)
      records.ledger.append(
        ledgerEntry('settle-referral', job, {
          caseId,
          action: 'referral.settled',
          after: {
            referralNumber: number,
            referralOutcome,
            employerReason: employerReason ?? null,
            employerTold,
          },
        }),
      )
      return completed({ referralOutcome, judgementDueAt })
    })
  }
}
