/**
 * One HTTP call to an outside system: bounded in time and in the size of its answer, with every way of being
 * out of reach turned into `RetryableError`. Status codes are left to the caller, except those that mean "later".
 */
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { RetryableError } from '../../domain/errors.ts'

export interface HttpCall {
  /** Name of the other side in error messages, e.g. `register income`. */
  readonly target: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** For connecting, waiting and reading together. */
  readonly timeoutMs: number
  readonly maxAnswerBytes: number
}

export interface HttpAnswer {
  readonly status: number
  readonly text: string
}

/** Statuses that say nothing about what was asked, only that it may be asked again. */
export const isPassing = (status: number): boolean =>
  status >= 500 || (status >= 300 && status < 400) || status === 408 || status === 425 || status === 429

/** Connections are kept for the next call; a server that wants fewer or shorter ones says so and is heeded. */
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }

/**
 * Over Node's own client, which costs a third of `fetch`. A redirect is not followed: whoever moved has to say so to
 * people, not to a program with personal data in its hands.
 * @throws RetryableError when the other side is slow, out of reach, overloaded or failing. Messages name target
 * and kind of failure, never the body: that may hold personal data.
 * @throws AnswerTooLarge when it sends more than `maxAnswerBytes`
 */
export async function call(what: HttpCall): Promise<HttpAnswer> {
  const { target } = what
  try {
    const answer = await exchange(what)
    if (isPassing(answer.status)) throw new RetryableError(`${target} answered ${answer.status}`)
    return answer
  } catch (error) {
    if (error instanceof RetryableError || error instanceof AnswerTooLarge) throw error
    throw new RetryableError(`${target} is out of reach (${causeCode(error)})`, { cause: error })
  }
}

/** The other side sent more than was agreed: asking again would bring the same. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

function exchange(what: HttpCall): Promise<HttpAnswer> {
  const { target, method, headers, body, timeoutMs, maxAnswerBytes } = what
  const url = new URL(what.url)
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const outgoing = (secure ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...headers, ...length },
      agent: secure ? agents.https : agents.http,
    })
    const giveUp = (error: Error) => {
      clearTimeout(timer)
      reject(error)
      outgoing.destroy()
    }
    const timer = setTimeout(() => {
      giveUp(new RetryableError(`${target} did not answer within ${timeoutMs} ms`))
    }, timeoutMs)
    // Listened to until the very end: what comes after the call was given up changes nothing.
    outgoing.on('error', (error) => {
      // The other side closed a connection it had kept for us while we were taking it: nobody read the question.
      if (outgoing.reusedSocket && causeCode(error) === 'ECONNRESET') {
        clearTimeout(timer)
        resolve(exchange(what))
      } else giveUp(error)
    })
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength
        if (bytes <= maxAnswerBytes) chunks.push(chunk)
        else giveUp(new AnswerTooLarge(`${target} answered more than ${maxAnswerBytes} bytes`))
      })
      response.on('error', giveUp)
      response.on('end', () => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
      })
    })
    outgoing.end(body)
  })
}

export async function readBounded(response: Response, maxBytes: number, target: string): Promise<string> {
  if (response.body === null) return ''
  const chunks: AsyncIterable<Uint8Array> = response.body
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    // Leaving the loop cancels the stream and with it the connection.
    if (bytes > maxBytes) throw new AnswerTooLarge(`${target} answered more than ${maxBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** `ECONNREFUSED` and the like, which Node puts below the error of `fetch`. */
export function causeCode(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (inner instanceof Error)
    return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name
  return 'unknown'
}
