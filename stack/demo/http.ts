/** HTTP as the demo needs it: a time limit on every call, and errors that say what was asked and what was answered. */

const LIMIT_MS = 20_000
const LONGEST_WAIT_MS = 10_000

/** Somebody answered, but not with what was wanted. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
  readonly status: number
  readonly body: string

  constructor(what: string, status: number, body: string) {
    super(`${what} answers ${status}: ${body.slice(0, 300)}`)
    this.status = status
    this.body = body
  }
}

/**
 * One request; a 429 is waited out once, as its `Retry-After` says.
 * @throws AnswerError for an answer other than 2xx or 3xx
 * @throws Error naming the address when nobody answers
 */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const what = `${init.method ?? 'GET'} ${url}`
  const response = await send(what, url, init)
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? '1')
    await response.body?.cancel()
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds * 1_000, LONGEST_WAIT_MS)))
    return checked(what, await send(what, url, init))
  }
  return checked(what, response)
}

async function send(what: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS) })
  } catch (error) {
    throw new Error(`${what}: nobody answers. Is the stack up? npm run stack -- status`, { cause: error })
  }
}

async function checked(what: string, response: Response): Promise<Response> {
  if (response.status < 400) return response
  throw new AnswerError(what, response.status, await response.text())
}

/** `name=value` of every cookie that the answer sets, to be sent back. */
export function cookiesOf(response: Response): Map<string, string> {
  return new Map(
    response.headers.getSetCookie().map((line) => {
      const pair = line.split(';')[0] ?? ''
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

export const cookieHeader = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
