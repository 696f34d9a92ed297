/** Words, money and dates of the pages in the reader's language. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { groundInWords } from '../../domain/ground-words.ts'
import { formatManat } from '../../domain/money.ts'
import { dictionaries, type PageLanguage } from './locales/dictionaries.ts'

const COOKIE = 'dost-lang'
const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60

const isPageLanguage = (text: unknown): text is PageLanguage => text === 'az' || text === 'en'

/** Asked for in the address, chosen before, preferred by the browser, or Azerbaijani. */
export function chooseLanguage(request: FastifyRequest): PageLanguage {
  const asked = (request.query as Readonly<Record<string, unknown>> | undefined)?.['lang']
  if (isPageLanguage(asked)) return asked
  const chosen = request.cookies[COOKIE]
  if (isPageLanguage(chosen)) return chosen
  const preferred = /^\s*([a-z]{2})/i.exec(request.headers['accept-language'] ?? '')?.[1]?.toLowerCase()
  return isPageLanguage(preferred) ? preferred : 'az'
}

export function rememberLanguage(reply: FastifyReply, language: PageLanguage, secure: boolean): void {
  void reply.setCookie(COOKIE, language, {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: 'lax',
    maxAge: ONE_YEAR_SECONDS,
  })
}

const inBaku = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Baku',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** What templates may use to write words; unknown codes are shown as they are, never as an empty place. */
export function createTexts(language: PageLanguage) {
  const words: Readonly<Record<string, string>> = dictionaries[language]
  return {
    language,
    t: (key: string): string => words[key] ?? key,
    /** A code of some kind, e.g. `code('state', 'paid')`. */
    code: (kind: string, value: string): string => words[`${kind}.${value}`] ?? value,
    ground: (ground: string): string => groundInWords(ground, language),
    manat: (qepik: number): string => {
      const [whole = '0', rest = '00'] = formatManat(qepik).split('.')
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')
      return `${grouped}${language === 'az' ? ',' : '.'}${rest}\u00a0AZN`
    },
    /** `12 500` with narrow spaces between thousands. */
    count: (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0'),
    /** `2027-02` → `02.2027`. */
    month: (period: string): string => period.split('-').reverse().join('.'),
    day: (day: string): string => day.slice(0, 10).split('-').reverse().join('.'),
    instant: (instant: string): string =>
      inBaku.format(new Date(instant)).replaceAll('/', '.').replace(',', ''),
  }
}
export type Texts = ReturnType<typeof createTexts>
