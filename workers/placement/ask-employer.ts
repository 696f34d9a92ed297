/**
 * Job `ask-employer` — tells the employer that somebody is referred, by SMS and, when known, by e-mail: number, address
 * and code with which they answer within 5 working days (docs/domain.md 2.3). Who it is they read there, not in the
 * message. Sent before it is recorded, under the key of the step: a crash in between sends nothing twice.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { employerNotice } from '../../domain/notices/employer.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

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
    const text = employerNotice({
      referralNumber: referral.number,
      vacancyNumber: vacancy.number,
      title: vacancy.title,
      answerUntil: dateInBaku(new Date(referral.answerDueAt)),
      url: referralUrl(referral.number),
      code: followCode(referral.number),
    })
    const messages = [
      { channel: 'sms', to: vacancy.employerPhone, text: text.sms },
      ...(vacancy.employerEmail === undefined
        ? []
        : [
            { channel: 'email', to: vacancy.employerEmail, text: text.email, subject: text.subject } as const,
          ]),
    ] as const
    for (const message of messages) {
      await notifications.send({ ...message, key: `${job.stepKey}:${message.channel}` })
    }

    return job.record(async (records) => {
      for (const { channel, text } of messages) {
        await records.notifications.add({
          key: `${job.stepKey}:${channel}`,
          caseId,
          notice: 'employer-asked',
          channel,
          language: 'az',
          text,
        })
      }
      records.ledger.append(
        ledgerEntry('ask-employer', job, {
          caseId,
          action: 'employer.asked',
          after: { referralNumber: referral.number, channels: messages.map(({ channel }) => channel) },
        }),
      )
      return completed({ answerDueAt: referral.answerDueAt })
    })
  }
}
