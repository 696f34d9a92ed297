/**
 * Job `notify-applicant` — tells the applicant what the header `notice` names, by SMS and, when an address
 * is known, by e-mail. Sent before it is recorded: the gateway knows the key of a repeated call, so that a
 * crash in between sends nothing twice. docs/domain.md 1.7 steps 5 and 11.
 */
import { completed, notices } from '../../bpmn/contract.ts'
import type { Notice, Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import { noticeText } from '../../domain/notices.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { noticeFacts } from './notice-facts.ts'

export function notifyApplicant({
  notifications,
  followCode,
  followUrl,
}: Pick<WorkerDependencies, 'notifications' | 'followCode' | 'followUrl'>): Worker<'notify-applicant'> {
  return async ({ caseId }, job) => {
    const notice = noticeOf(job.headers['notice'])
    const { applicant, file, facts } = await job.read(async (records) => {
      const [file, applicant] = await Promise.all([
        records.cases.get(caseId),
        records.parties.applicantOf(caseId),
      ])
      return { applicant, file, facts: await noticeFacts[notice](records, file) }
    })
    const { language, number: caseNumber } = file
    const follow = { caseNumber, followCode: followCode(caseNumber), followUrl: followUrl(caseNumber) }
    const text = noticeText(notice, language, follow, facts)
    const messages = [
      { channel: 'sms', to: applicant.phone, text: text.sms },
      ...(applicant.email === undefined
        ? []
        : [{ channel: 'email', to: applicant.email, text: text.email, subject: text.subject } as const]),
    ] as const
    for (const message of messages) {
      await notifications.send({ ...message, key: `${job.stepKey}:${message.channel}` })
    }

    return job.record(async (records) => {
      for (const { channel, text } of messages) {
        await records.notifications.add({
          key: `${job.stepKey}:${channel}`,
          caseId,
          notice,
          channel,
          language,
          text,
        })
      }
      records.ledger.append(
        ledgerEntry('notify-applicant', job, {
          caseId,
          action: 'applicant.notified',
          after: { notice, channels: messages.map(({ channel }) => channel), language },
        }),
      )
      return completed({})
    })
  }
}

function noticeOf(header: string | undefined): Notice {
  const notice = notices.find((name) => name === header)
  if (notice !== undefined) return notice
  throw new OperatorError(
    `There is no notice ${header ?? '(none)'}`,
    'Set the task header `notice` in the diagram to one that bpmn/contract.ts lists, deploy, migrate the instance.',
  )
}
