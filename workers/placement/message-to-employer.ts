/**
 * A message to the employer of a vacancy, by SMS and, when known, by e-mail. Sent before it is recorded, under the key of
 * the step: a crash in between sends nothing twice.
 */
import type { EmployerText } from '../../domain/notices/employer.ts'
import type { NotificationGateway } from '../../domain/payment.ts'
import type { Records } from '../../domain/records.ts'
import type { Vacancy } from '../../domain/vacancy.ts'

export interface SentToEmployer {
  readonly channels: readonly string[]
  /** Keeps what was sent, in the transaction of the step. */
  record(records: Pick<Records, 'notifications'>, about: { caseId: string; notice: string }): Promise<void>
}

export async function sendToEmployer(
  notifications: NotificationGateway,
  stepKey: string,
  { employerPhone, employerEmail }: Pick<Vacancy, 'employerPhone' | 'employerEmail'>,
  { subject, sms, email }: EmployerText,
): Promise<SentToEmployer> {
  const messages = [
    { channel: 'sms', to: employerPhone, text: sms },
    ...(employerEmail === undefined
      ? []
      : [{ channel: 'email', to: employerEmail, text: email, subject } as const]),
  ] as const
  for (const message of messages) {
    await notifications.send({ ...message, key: `${stepKey}:${message.channel}` })
  }
  return {
    channels: messages.map(({ channel }) => channel),
    record: async (records, about) => {
      for (const { channel, text } of messages) {
        await records.notifications.add({
          key: `${stepKey}:${channel}`,
          ...about,
          channel,
          language: 'az',
          text,
        })
      }
    },
  }
}
