/**
 * Zeebe's REST v2, for what the protocol of zeebe-node lacks: native user tasks and a job's time limit.
 * Every call has a time limit; with an OAuth client configured it carries a token of its own.
 */
import type { Config } from '../config.ts'
import { EngineError, type EngineStatus } from './gateway.ts'

type RestSettings = Pick<
  Config,
  | 'ZEEBE_REST_URL'
  | 'ZEEBE_CLIENT_ID'
  | 'ZEEBE_CLIENT_SECRET'
  | 'ZEEBE_AUTHORIZATION_SERVER_URL'
  | 'ZEEBE_TOKEN_AUDIENCE'
>

export interface EngineRest {
  /** Sends JSON to a path below `/v2`. @throws EngineError with the status that fits the HTTP one */
  send(method: 'POST' | 'PATCH', path: string, body: object): Promise<void>
  /** Whether the gateway answers at all; a way to ask beside the gRPC connection. */
  answers(): Promise<boolean>
}

const statuses: Readonly<Record<number, EngineStatus>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}
const LIMIT_MS = 15_000

export function createEngineRest(settings: RestSettings): EngineRest {
  const token = createTokenSource(settings)
  const base = settings.ZEEBE_REST_URL.replace(/\/$/, '')
  return {
    send: async (method, path, body) => {
      const name = `${method} /v2${path}`
      const headers = { 'content-type': 'application/json', accept: 'application/json', ...(await token()) }
      const response = await request(name, `${base}/v2${path}`, {
        method,
        headers,
        body: JSON.stringify(body),
      })
      const text = await response.text()
      if (response.ok) return
      throw new EngineError(name, statuses[response.status] ?? 'INTERNAL', `HTTP ${response.status}: ${text}`)
    },
    answers: async () => {
      try {
        const response = await request('topology', `${base}/v2/topology`, { headers: await token() })
        await response.body?.cancel()
        return response.ok
      } catch (error) {
        if (error instanceof EngineError) return false
        throw error
      }
    },
  }
}

async function request(name: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) })
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    const status = timedOut ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE'
    throw new EngineError(name, status, `no answer from ${url}`, { cause: error })
  }
}

/** The authorization header: none without an OAuth client, otherwise a token renewed a minute before it ends. */
function createTokenSource(settings: RestSettings): () => Promise<Record<string, string>> {
  const { ZEEBE_AUTHORIZATION_SERVER_URL: url, ZEEBE_CLIENT_ID: id, ZEEBE_CLIENT_SECRET: secret } = settings
  if (url === undefined || id === undefined || secret === undefined) return async () => ({})
  let current: { readonly header: string; readonly until: number } | undefined
  return async () => {
    if (current === undefined || Date.now() > current.until) {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: secret,
        audience: settings.ZEEBE_TOKEN_AUDIENCE ?? '',
      })
      const response = await request('token', url, { method: 'POST', body })
      if (!response.ok)
        throw new EngineError('token', 'UNAUTHENTICATED', `HTTP ${response.status} from ${url}`)
      const answer = (await response.json()) as { access_token: string; expires_in: number }
      current = {
        header: `Bearer ${answer.access_token}`,
        until: Date.now() + (answer.expires_in - 60) * 1_000,
      }
    }
    return { authorization: current.header }
  }
}
