/**
 * Step notify-applicant: hands SMS and e-mail to the gateway. The key of the notice travels as
 * `Idempotency-Key`, so that a repeated job does not tell the family twice.
 */
import { OperatorError } from '../../domain/errors.ts'
import type { NotificationGateway } from '../../domain/payment.ts'
import { call } from '../http/call.ts'
import { createResilience, standardResilience, type ResilienceOptions } from '../http/resilience.ts'

export interface HttpNotificationsOptions {
  readonly url: string
  readonly timeoutMs?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly resilience?: Partial<ResilienceOptions>
}

/** `send` throws RetryableError when the gateway is slow or down, OperatorError when it refuses the message. */
export function createHttpNotifications({
  url,
  timeoutMs = 5_000,
  headers,
  resilience,
}: HttpNotificationsOptions): NotificationGateway {
  const steadily = createResilience('notification gateway', { ...standardResilience, ...resilience })
  return {
    async send({ key, ...message }) {
      const { status } = await steadily(() =>
        call({
          target: 'notification gateway',
          url: `${url.replace(/\/$/, '')}/messages`,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(message),
          timeoutMs,
          maxAnswerBytes: 100_000,
        }),
      )
      if (status >= 200 && status < 300) return
      throw new OperatorError(
        `The notification gateway refused a message (${message.channel}) with status ${status}`,
        "Check the gateway's address and access, and the applicant's contact on the case page, then retry.",
      )
    },
  }
}
