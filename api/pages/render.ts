/** Pages are templates filled on the server; everything put into them is escaped unless a template says otherwise, and none does. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Eta } from 'eta'
import { allows, findAccess } from '../auth/access.ts'
import type { ApiSettings } from '../ports.ts'
import { chooseLanguage, createTexts, rememberLanguage } from './texts.ts'

const eta = new Eta({
  views: new URL('./templates', import.meta.url).pathname,
  cache: true,
  autoEscape: true,
})

/** The same page in the other language. */
function inLanguage(url: string, language: string): string {
  const address = new URL(url, 'http://page')
  address.searchParams.set('lang', language)
  return `${address.pathname}${address.search}`
}

export interface Page {
  readonly template:
    | 'home'
    | 'login'
    | 'follow'
    | 'referral'
    | 'cases'
    | 'case'
    | 'services'
    | 'workload'
    | 'programmes'
    | 'vacancies'
    | 'programme'
    | 'payment-runs'
    | 'payment-run'
    | 'payment-run/progress'
    | 'payment-exception'
    | 'error'
  /** Key of the title, or the title itself. */
  readonly title: string
  readonly status?: number
  readonly data?: object
}

export function renderPage(
  request: FastifyRequest,
  reply: FastifyReply,
  settings: ApiSettings,
  page: Page,
): FastifyReply {
  const language = chooseLanguage(request)
  rememberLanguage(reply, language, settings.publicUrl.startsWith('https:'))
  const { principal } = request
  // A page that answers a form is not there to be asked for again: its language links go to the page before.
  const here =
    request.method === 'GET'
      ? request.url
      : request.url
          .replace(/^(\/cases\/[^/?]+|\/payment-runs\/[^/?]+|\/follow|\/referral)\/[^?]*/, '$1')
          .replace(/^\/payment-holds[^?]*/, '/payment-runs')
  const html = eta.render(page.template, {
    ...createTexts(language),
    title: page.title,
    settings,
    staff: principal?.kind === 'staff' ? principal : undefined,
    // Links lead only where the reader may go.
    mayGet: (url: string): boolean => {
      const access = findAccess('GET', url)
      return access !== undefined && principal !== undefined && allows(access, principal)
    },
    languageLinks: { az: inLanguage(here, 'az'), en: inLanguage(here, 'en') },
    ...page.data,
  })
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .serializer((body: unknown) => String(body))
    .send(html)
}
