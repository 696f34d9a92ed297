/**
 * Who may see the figures of a process (`/metrics`) and what is wrong with its parts: whoever has METRICS_TOKEN, and
 * without such a token only programs of this machine. Whether a process is ready is for everybody.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Watcher {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}
export type MayWatch = (request: Watcher) => boolean

const LOOPBACK = /^(::ffff:)?127\.|^::1$/

export function createWatcherCheck(token: string | undefined): MayWatch {
  if (token === undefined) {
    return ({ headers, socket }) =>
      LOOPBACK.test(socket.remoteAddress ?? '') &&
      // A proxy on this machine asks for somebody else.
      headers['x-forwarded-for'] === undefined &&
      headers.forwarded === undefined
  }
  const expected = Buffer.from(`Bearer ${token}`)
  return ({ headers }) => {
    const given = Buffer.from(headers.authorization ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}
