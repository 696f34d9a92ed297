/**
 * What every answer tells a browser: load nothing from elsewhere, show this in no frame of another site, guess no
 * type. The same words each time, so they are put together once. Sources: OWASP Secure Headers Project, REST
 * Security Cheat Sheet.
 */
import type { FastifyInstance } from 'fastify'
import type { ApiSettings } from './ports.ts'

/** No script or style of the page itself: bpmn-js places its shapes by style attributes, nothing more. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
}
const ONE_YEAR_SECONDS = 31_536_000

/** Sets the headers before anything else is done, so that a route may still say otherwise. */
export function sendSecurityHeaders(
  app: FastifyInstance,
  { publicUrl }: Pick<ApiSettings, 'publicUrl'>,
): void {
  const all = publicUrl.startsWith('https:')
    ? { ...headers, 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` }
    : headers
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(all)
    done()
  })
}
