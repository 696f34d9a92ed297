/**
 * The bank over HTTP: steps send-payment-file and the collecting of its messages, both as streams. The message id of a
 * file is its `Idempotency-Key`: sent again after a lost answer, the bank answers as the first time and pays nothing twice.
 */
import { Ajv } from 'ajv'
import { Type, type Static } from 'typebox'
import { DomainError, OperatorError, RetryableError } from '../../domain/errors.ts'
import type { Bank } from '../../domain/payment.ts'
import { receiveStream, sendStream } from '../http/call-stream.ts'
import { call, type HttpAnswer } from '../http/call.ts'
import { createResilience, standardResilience, type ResilienceOptions } from '../http/resilience.ts'

export interface HttpBankOptions {
  readonly url: string
  readonly timeoutMs?: number
  /** Of one message; a statement of a month of a million payments has some 600 MB. */
  readonly maxMessageBytes?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly resilience?: Partial<ResilienceOptions>
}

const WaitingMessages = Type.Object({
  messages: Type.Array(Type.Object({ id: Type.String({ minLength: 1 }) })),
})
const Refusal = Type.Object({ reason: Type.String() })
const ajv = new Ajv()
const isWaitingMessages = ajv.compile<Static<typeof WaitingMessages>>(WaitingMessages)
const isRefusal = ajv.compile<Static<typeof Refusal>>(Refusal)

/** Answers other than messages are short. */
const MAX_ANSWER_BYTES = 1_000_000

export function createHttpBank({
  url,
  timeoutMs = 30_000,
  maxMessageBytes = 4_000_000_000,
  headers,
  resilience,
}: HttpBankOptions): Bank {
  const base = url.replace(/\/$/, '')
  const steadily = createResilience('bank', { ...standardResilience, ...resilience })
  const ask = (method: 'GET' | 'POST', path: string) =>
    steadily(() =>
      call({
        target: 'bank',
        url: `${base}${path}`,
        method,
        headers: { ...headers, accept: 'application/json' },
        timeoutMs,
        maxAnswerBytes: MAX_ANSWER_BYTES,
      }),
    )

  return {
    async send({ messageId, sha256, signature, open }) {
      const answer = await steadily(() =>
        sendStream({
          target: 'bank',
          url: `${base}/files`,
          headers: {
            ...headers,
            'content-type': 'application/xml',
            'idempotency-key': messageId,
            'x-content-sha256': sha256,
            'x-signature': signature,
          },
          body: open(),
          silenceMs: timeoutMs,
          maxAnswerBytes: MAX_ANSWER_BYTES,
        }),
      )
      if (isGood(answer)) return
      throw [400, 409, 413, 415, 422].includes(answer.status)
        ? new DomainError('BANK_REFUSED_FILE', `The bank refused file ${messageId}: ${reasonOf(answer)}`)
        : noAccess(answer)
    },

    async waiting() {
      const answer = await ask('GET', '/messages')
      if (!isGood(answer)) throw noAccess(answer)
      const body = parseJson(answer.text)
      if (!isWaitingMessages(body))
        throw new RetryableError('The bank answered with something that is no list of messages')
      return body.messages.map(({ id }) => id)
    },

    async fetch(id) {
      const answer = await steadily(() =>
        receiveStream({
          target: 'bank',
          url: `${base}/messages/${encodeURIComponent(id)}`,
          headers: { ...headers, accept: 'application/xml' },
          silenceMs: timeoutMs,
          maxAnswerBytes: maxMessageBytes,
        }),
      )
      if (!isGood(answer)) throw noAccess(answer)
      return answer.body
    },

    async acknowledge(id) {
      const answer = await ask('POST', `/messages/${encodeURIComponent(id)}/ack`)
      // Gone already means that an earlier acknowledgement arrived and its answer did not.
      if (!isGood(answer) && answer.status !== 404) throw noAccess(answer)
    },
  }
}

const isGood = ({ status }: Pick<HttpAnswer, 'status'>): boolean => status >= 200 && status < 300

/** The bank's own sentence, cut: it goes to an operator. */
function reasonOf({ status, text }: HttpAnswer): string {
  const body = parseJson(text)
  return isRefusal(body) ? body.reason.slice(0, 300) : `status ${status}`
}

/** `undefined` for what is not JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const noAccess = ({ status }: Pick<HttpAnswer, 'status'>): OperatorError =>
  new OperatorError(
    `The bank answered with status ${status}`,
    "Check the bank's address and our access, then retry.",
  )
