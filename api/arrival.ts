/**
 * How a request may arrive: whole within one term, so that a slow sender holds no connection for nothing; or, on a route
 * that takes large bodies, piece by piece as long as it moves and does not grow too large. Nothing here buffers.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { DomainError } from '../domain/errors.ts'

const terms = new WeakMap<FastifyRequest, NodeJS.Timeout>()

/**
 * Ends requests that are not whole after `termMs` with 408, as Node's own `requestTimeout` does; that one counts for all
 * routes of a server alike, and a statement of a month takes longer.
 */
export function limitArrival(app: FastifyInstance, termMs: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    const length = raw.headers['content-length']
    if (raw.headers['transfer-encoding'] === undefined && (length === undefined || length === '0')) {
      done()
      return
    }
    const term = setTimeout(() => {
      const late = Object.assign(new Error('The request took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
      app.server.emit('clientError', late, raw.socket)
    }, termMs).unref()
    const arrived = () => {
      clearTimeout(term)
    }
    raw.once('end', arrived).once('close', arrived)
    terms.set(request, term)
    done()
  })
}

export interface ArrivalLimits {
  readonly maxBytes: number
  /** So long nothing may come. */
  readonly silenceMs: number
}

/**
 * The body as it comes, no faster than it is used; from now on only silence ends it, not its whole time.
 * Leaves the connection alone when whoever reads stops, so that they can still be answered.
 * @throws DomainError `BODY_TOO_LARGE`, `BODY_TOO_SLOW`, `BODY_CUT_OFF` when the connection ends before the body,
 *   `INVALID_REQUEST` when there is none
 */
export function arrivingBody(
  request: FastifyRequest,
  limits: ArrivalLimits,
): AsyncGenerator<Uint8Array, void> {
  clearTimeout(terms.get(request))
  if (Number(request.headers['content-length']) > limits.maxBytes) throw tooLarge(limits)
  return boundedPieces(request.raw, limits)
}

/** See `arrivingBody`. */
export async function* boundedPieces(
  body: Readable,
  limits: ArrivalLimits,
): AsyncGenerator<Uint8Array, void> {
  const pieces: AsyncIterator<Buffer, unknown> = body.iterator({ destroyOnReturn: false })
  let bytes = 0
  for (;;) {
    const next = await inTime(pieces.next(), limits).catch((error: unknown) => {
      throw isCut(error) ? cutOff(error) : error
    })
    if (next.done === true) break
    bytes += next.value.byteLength
    if (bytes > limits.maxBytes) throw tooLarge(limits)
    yield next.value
  }
  if (bytes === 0) throw new DomainError('INVALID_REQUEST', 'The body is empty')
}

async function inTime<T>(coming: Promise<T>, { silenceMs }: ArrivalLimits): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DomainError('BODY_TOO_SLOW', `Nothing came for ${silenceMs / 1000} s: send the body again`))
    }, silenceMs)
  })
  try {
    return await Promise.race([coming, silence])
  } finally {
    clearTimeout(timer)
  }
}

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')

const cutOff = (cause: unknown): DomainError =>
  new DomainError('BODY_CUT_OFF', 'The connection ended before the body did: send it again, whole', { cause })

const tooLarge = ({ maxBytes }: ArrivalLimits): DomainError =>
  new DomainError('BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes`)
