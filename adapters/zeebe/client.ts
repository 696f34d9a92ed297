/**
 * zeebe-node behind the `Gateway` interface. From zeebe-node 8.3.2 come the protocol, the channel, TLS and
 * OAuth; the calls go straight to its generated client, because of what its own layers do:
 * - `job.complete()` swallows the error, and `job.fail` without `retries` makes an incident: not used;
 * - no call has a time limit, so a dead connection keeps it for ever: every call here has one;
 * - a stream is declared ended a second after the long-poll time while it goes on: not used;
 * - an answer that its interceptor takes for a 503, or that comes while closing, settles nothing: a timer does;
 * - the retry around operations repeats without telling: `retry: false`, retries are in engine.ts;
 * - it reads ZEEBE_* variables itself: everything is passed explicitly; its log is silenced twice, because
 *   ZEEBE_NODE_LOG_LEVEL wins over the option;
 * - Node ends the whole process when an HTTP/2 stream is cancelled, or its session closed, while its data are
 *   being read (nodejs/node#38964): both wait for the next turn of the event loop;
 * - OAuth tokens are written to the home folder: `cacheOnDisk: false`.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ZBClient, type ZBClientOptions } from 'zeebe-node'
import type { Config } from '../config.ts'
import {
  EngineError,
  statusNames,
  type ActivatedJob,
  type CallName,
  type Calls,
  type Gateway,
  type JobFeed,
} from './gateway.ts'

type ClientSettings = Pick<
  Config,
  | 'ZEEBE_ADDRESS'
  | 'ZEEBE_SECURE'
  | 'ZEEBE_CLIENT_ID'
  | 'ZEEBE_CLIENT_SECRET'
  | 'ZEEBE_AUTHORIZATION_SERVER_URL'
  | 'ZEEBE_TOKEN_AUDIENCE'
>

/** What of zeebe-node's inside is used: its types declare the field and hide the rest. */
interface Inside {
  readonly grpc: {
    readonly client: Readonly<Record<string, (...args: unknown[]) => ServerStream>>
    getAuthToken(): Promise<unknown>
  }
}
interface ServerStream {
  on(event: 'data', listener: (data: never) => void): void
  on(event: 'error', listener: (error: unknown) => void): void
  on(event: 'end', listener: () => void): void
  pause(): void
  resume(): void
  cancel(): void
}

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined }
const DEFAULT_LIMIT_MS = 15_000
const POLL_LIMIT_MS = 10_000

/** Connects lazily: the first call opens the channel, and a gateway that is down fails the call, not the start. */
export function createGateway(settings: ClientSettings): Gateway {
  let client = connect(settings)
  let closed = false

  const inside = () => (client as unknown as Inside).grpc

  /** Starts a call on the generated client. */
  async function start(name: string, request: object, ...rest: unknown[]): Promise<ServerStream> {
    if (closed) throw new EngineError(name, 'CANCELLED', 'the connection is closed')
    const { client: generated } = inside()
    const metadata = await inside().getAuthToken()
    const method = generated[name]
    if (method === undefined)
      throw new EngineError(name, 'UNIMPLEMENTED', 'not in the protocol of zeebe-node')
    return method.call(generated, request, metadata, ...rest)
  }

  function call<C extends CallName>(name: C, request: Calls[C]['request'], limitMs = DEFAULT_LIMIT_MS) {
    return within<Calls[C]['response']>(name, limitMs, (resolve, reject) => {
      const answer = (error: unknown, response: Calls[C]['response']) => {
        if (error) reject(error)
        else resolve(response)
      }
      start(name, request, { deadline: Date.now() + limitMs }, answer).catch(reject)
    })
  }

  function activateJobs(request: Parameters<Gateway['activateJobs']>[0]) {
    const limitMs = POLL_LIMIT_MS
    return within<readonly ActivatedJob[]>('activateJobs', limitMs, (resolve, reject) => {
      const jobs: ActivatedJob[] = []
      // A negative request timeout: answer at once, with nothing when there is nothing.
      start('activateJobs', { ...request, requestTimeout: -1 }, { deadline: Date.now() + limitMs }).then(
        (stream) => {
          stream.on('data', (page: { readonly jobs: readonly ActivatedJob[] }) => jobs.push(...page.jobs))
          stream.on('error', reject)
          stream.on('end', () => {
            resolve(jobs)
          })
        },
        reject,
      )
    })
  }

  function streamJobs(request: object, on: Parameters<Gateway['streamJobs']>[1]): JobFeed {
    let stream: ServerStream | undefined
    let over = false
    let paused = false
    const end = (error: EngineError | undefined) => {
      if (over) return
      over = true
      on.ended(error)
    }
    start('streamActivatedJobs', request).then(
      (opened) => {
        stream = opened
        // Listened to until the very end: an error without a listener would end the process.
        opened.on('error', (error) => {
          end(toEngineError('streamActivatedJobs', error))
        })
        opened.on('end', () => {
          end(undefined)
        })
        if (over) {
          cancelNextTurn(opened)
          return
        }
        opened.on('data', (job: ActivatedJob) => {
          if (!over) on.job(job)
        })
        if (paused) opened.pause()
      },
      (error: unknown) => {
        end(toEngineError('streamActivatedJobs', error))
      },
    )
    return {
      pause: () => {
        paused = true
        stream?.pause()
      },
      resume: () => {
        paused = false
        stream?.resume()
      },
      cancel: () => {
        over = true
        if (stream !== undefined) cancelNextTurn(stream)
      },
    }
  }

  async function rebuild(): Promise<void> {
    if (closed) return
    await nextTurn()
    await client.close()
    // gRPC shares connections between clients of one address and lets go of one only a turn after its last
    // user; without the wait the new client would get the dead connection back.
    await nextTurn()
    await nextTurn()
    client = connect(settings)
  }

  return {
    call,
    activateJobs,
    streamJobs,
    rebuild,
    close: async () => {
      if (closed) return
      closed = true
      // Cancelled streams are let go first.
      await nextTurn()
      await nextTurn()
      await client.close()
    },
  }
}

function cancelNextTurn(stream: ServerStream): void {
  setImmediate(() => {
    stream.cancel()
  })
}

function connect(settings: ClientSettings): ZBClient {
  const { ZEEBE_CLIENT_ID: clientId, ZEEBE_CLIENT_SECRET: clientSecret } = settings
  const { ZEEBE_AUTHORIZATION_SERVER_URL: url, ZEEBE_TOKEN_AUDIENCE: audience } = settings
  const options: ZBClientOptions = {
    loglevel: 'NONE',
    stdout: silent,
    retry: false,
    eagerConnection: false,
    useTLS: settings.ZEEBE_SECURE,
  }
  if (clientId !== undefined && clientSecret !== undefined && url !== undefined && audience !== undefined) {
    options.oAuth = { url, audience, clientId, clientSecret, cacheOnDisk: false }
  }
  return new ZBClient(settings.ZEEBE_ADDRESS, options)
}

/** Settles within the limit whatever the client does. */
function within<T>(
  name: string,
  limitMs: number,
  work: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // A second later than the call's own deadline, which gives the better message.
    const timer = setTimeout(() => {
      reject(new EngineError(name, 'DEADLINE_EXCEEDED', `no answer within ${limitMs} ms`))
    }, limitMs + 1_000)
    work(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (error) => {
        clearTimeout(timer)
        reject(toEngineError(name, error))
      },
    )
  })
}

function toEngineError(name: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const { code, details, message } = error as { code?: unknown; details?: unknown; message?: unknown }
  // Without a code the call never left: the channel was shut, or the token server did not answer.
  const status = typeof code === 'number' ? (statusNames[code] ?? 'UNKNOWN') : 'UNAVAILABLE'
  const text = typeof details === 'string' && details !== '' ? details : String(message)
  return new EngineError(name, status, text, { cause: error })
}
