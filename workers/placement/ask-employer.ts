/**
 * Job `ask-employer` — tells the employer that somebody is referred, by SMS and, when known, by e-mail: number, address
 * and code with which they answer within 5 working days (docs/domain.md 2.3). Who it is they read there, not in the
 * message. A referral that was called off meanwhile is asked about no more.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { isCalledOff } from '../../domain/job-referral.ts'
import { employerNotice } from '../../domain/notices/employer.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { sendToEmployer } from './message-to-employer.ts'

export function askEmployer({
  notifications,
  followCode,
  referralUrl,
}: Pick<WorkerDependencies, 'notifications' | 'followCode' | 'referralUrl'>): Worker<'ask-employer'> {
  return async ({ caseId, referralId }, job) => {
    const { referral, vacancy } = await job.read(async (records) => {
      const referral = await records.jobReferrals.get(referralId)
      return { referral, vacancy: await records.vacancies.get(referral.vacancyId) }
    })
    const { number: referralNumber, answerDueAt } = referral
    const text = employerNotice({
      referralNumber,
      vacancyNumber: vacancy.number,
      title: vacancy.title,
      answerUntil: dateInBaku(new Date(answerDueAt)),
      url: referralUrl(referralNumber),
      code: followCode(referralNumber),
    })
    const sent = isCalledOff(referral)
      ? undefined
      : await sendToEmployer(notifications, job.stepKey, vacancy, text)

    return job.record(async (records) => {
      await sent?.record(records, { caseId, notice: 'employer-asked' })
      records.ledger.append(
        ledgerEntry('ask-employer', job, {
          caseId,
          action: sent === undefined ? 'employer.not-asked' : 'employer.asked',
          after: { referralNumber, channels: sent?.channels ?? [] },
        }),
      )
      return completed({ answerDueAt })
    })
  }
}
