/**
 * HTTP calls whose body or answer is too large for memory. Bounded by silence, not by the whole time: a big file may
 * take its time as long as it moves. Failures mean the same as in call.ts.
 */
import { RetryableError } from '../../domain/errors.ts'
import { AnswerTooLarge, causeCode, isPassing, readBounded, type HttpAnswer } from './call.ts'

interface StreamCall {
  /** Name of the other side in error messages. */
  readonly target: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** So long nothing may move. */
  readonly silenceMs: number
}

/** Ends a call when nothing has moved for so long. */
function createWatch(silenceMs: number) {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  return {
    signal: controller.signal,
    /** Something moved, and something else shall. */
    expect: () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        controller.abort()
      }, silenceMs)
    },
    /** Nobody has to move: the other side waits for us. */
    rest: () => {
      clearTimeout(timer)
    },
  }
}
type Watch = ReturnType<typeof createWatch>

const failure = (error: unknown, { target, silenceMs }: StreamCall, { signal }: Watch): Error => {
  if (error instanceof RetryableError || error instanceof AnswerTooLarge) return error
  return signal.aborted
    ? new RetryableError(`${target} did not move for ${silenceMs} ms`, { cause: error })
    : new RetryableError(`${target} is out of reach (${causeCode(error)})`, { cause: error })
}

/**
 * Sends a body piece by piece, no faster than the other side takes it.
 * @throws RetryableError; what the body throws: then the other side never saw its end
 */
export async function sendStream(
  call: StreamCall & { readonly body: AsyncIterable<Uint8Array>; readonly maxAnswerBytes: number },
): Promise<HttpAnswer> {
  const watch = createWatch(call.silenceMs)
  const own: { error?: Error } = {}
  async function* watched(): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const piece of call.body) {
        watch.expect()
        yield piece
      }
    } catch (error) {
      own.error = error instanceof Error ? error : new Error(String(error))
      throw error
    }
  }
  try {
    watch.expect()
    const response = await fetch(call.url, {
      method: 'POST',
      headers: { ...call.headers },
      body: watched(),
      duplex: 'half',
      redirect: 'error',
      signal: watch.signal,
    })
    watch.expect()
    const text = await readBounded(response, call.maxAnswerBytes, call.target)
    if (isPassing(response.status)) throw new RetryableError(`${call.target} answered ${response.status}`)
    return { status: response.status, text }
  } catch (error) {
    if (own.error !== undefined) throw own.error
    throw failure(error, call, watch)
  } finally {
    watch.rest()
  }
}

/**
 * Opens an answer that is read piece by piece; whoever stops reading ends the connection.
 * @throws RetryableError, also while it is read
 */
export async function receiveStream(
  call: StreamCall & { readonly maxAnswerBytes: number },
): Promise<{ readonly status: number; readonly body: AsyncIterable<Uint8Array> }> {
  const watch = createWatch(call.silenceMs)
  try {
    watch.expect()
    const response = await fetch(call.url, {
      headers: { ...call.headers },
      redirect: 'error',
      signal: watch.signal,
    })
    watch.rest()
    if (isPassing(response.status)) {
      await response.body?.cancel()
      throw new RetryableError(`${call.target} answered ${response.status}`)
    }
    return { status: response.status, body: pieces(response, call, watch) }
  } catch (error) {
    watch.rest()
    throw failure(error, call, watch)
  }
}

async function* pieces(
  response: Response,
  call: StreamCall & { readonly maxAnswerBytes: number },
  watch: Watch,
): AsyncGenerator<Uint8Array, void> {
  if (response.body === null) return
  let bytes = 0
  try {
    watch.expect()
    for await (const piece of response.body as AsyncIterable<Uint8Array>) {
      watch.rest()
      bytes += piece.byteLength
      if (bytes > call.maxAnswerBytes) {
        throw new AnswerTooLarge(`${call.target} answered more than ${call.maxAnswerBytes} bytes`)
      }
      yield piece
      watch.expect()
    }
  } catch (error) {
    throw failure(error, call, watch)
  } finally {
    watch.rest()
  }
}
