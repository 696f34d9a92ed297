/** The pages: both languages, hostile names shown as text, the diagram served, and nothing of the page's own in a script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dictionaries } from '../../api/pages/locales/dictionaries.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { asOwner } from '../support/database.ts'
import { decideCase, type Story } from './decided-case.ts'
import { aFamily, otherIban } from './families.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let story: Story
beforeAll(async () => {
  office = await openOffice()
  story = await decideCase(office)
})
afterAll(() => office.close())

const open = async (group: StaffGroup, url: string) =>
  office.app.inject({ url, headers: { cookie: (await office.logIn(group)).cookie } })
const post = async (group: StaffGroup, url: string, form: Record<string, string>) => {
  const { cookie, 'x-csrf-token': csrf } = await office.logIn(group)
  return office.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, ...form }).toString(),
  })
}

describe.each([
  ['az', 'Qərar', 'Əməkdaş girişi'],
  ['en', 'Decision', 'Staff login'],
] as const)('in %s', (lang, decision, login) => {
  test.each(['/', '/login', '/follow'])('%s', async (url) => {
    const page = await office.app.inject({ url: `${url}?lang=${lang}` })
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain(`<html lang="${lang}">`)
    expect(page.body).toContain(login)
    expect(page.body).not.toMatch(/undefined|\[object/)
  })

  test('the list and the case', async () => {
    const list = await open('dost-operator', `/cases?lang=${lang}`)
    expect(list.body).toContain(story.caseNumber)
    const page = await open('dost-operator', `/cases/${story.caseNumber}?lang=${lang}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(decision)
    expect(page.body).toContain('Aynur')
    expect(page.body).not.toMatch(/undefined|\[object/)
  })
})

test('Azerbaijani is spoken unless the browser asks for English', async () => {
  const speak = async (language: string | undefined) =>
    (
      await office.app.inject({
        url: '/',
        headers: language === undefined ? {} : { 'accept-language': language },
      })
    ).body
  expect(await speak(undefined)).toContain('lang="az"')
  expect(await speak('ru-RU,en;q=0.5')).toContain('<html lang="az">')
  expect(await speak('en-GB,az;q=0.5')).toContain('<html lang="en">')
})

test('hostile text is shown, not run', async () => {
  const address = {
    settlement: 'Qala' as const,
    street: '<script>alert(1)</script>',
    building: '"><img src=x onerror=alert(1)>',
  }
  const { caseNumber } = await decideCase(
    office,
    aFamily({ address: { ...address, building: '"><img src=x>' } }),
  )
  const page = await open('dost-operator', `/cases/${caseNumber}`)
  expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page.body).not.toContain('<script>alert')
  expect(page.body).not.toContain('<img')
  const search = await open(
    'dost-operator',
    `/cases?number=${encodeURIComponent('"><script>alert(1)</script>')}`,
  )
  expect(search.body).not.toContain('<script>alert')
})

test('the policy lets no script of the page itself run', async () => {
  const page = await open('dost-operator', `/cases/${story.caseNumber}`)
  expect(page.headers['content-security-policy']).toMatch(
    /default-src 'none';script-src 'self';style-src 'self'/,
  )
  expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(page.body).not.toMatch(/\son\w+=/)
  expect(page.headers['cache-control']).toBe('no-store')
})

describe('the case page', () => {
  test('marks where the case is', async () => {
    const page = await open('auditor', `/cases/${story.caseNumber}`)
    expect(page.body).toContain('data-active="DecideApplication"')
    expect(page.body).toContain('data-done="RegisterApplication"')
    const url = /data-url="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const diagram = await open('auditor', url)
    expect(diagram.headers['content-type']).toContain('application/xml')
  })

  test('shows no diagram that is not there', async () => {
    const missing = await open('auditor', `/cases/${story.caseNumber}/diagram/no-such-process`)
    expect(missing.statusCode).toBe(404)
    const outside = await open('auditor', `/cases/${story.caseNumber}/diagram/..%2f..%2fpackage.json`)
    expect(outside.statusCode).toBe(400)
  })

  test('does without the history of the engine', async () => {
    const alone = await openOffice({
      processPositions: async () => {
        throw new Error('OpenSearch is down')
      },
    })
    try {
      const { caseNumber } = await decideCase(alone)
      const { cookie } = await alone.logIn('auditor')
      const page = await alone.app.inject({ url: `/cases/${caseNumber}?lang=en`, headers: { cookie } })
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain(dictionaries.en['case.diagram.unknown'])
      expect(page.body).toContain('700.00')
    } finally {
      await alone.close()
    }
  })

  test.each([
    [
      'az',
      'Baxışda iştirak edənlər',
      'Həyat yoldaşı, Şahid qonşu',
      'Nə alınıb: Stove, Dəyəri: 350, Tarix: 05.09.2026',
    ],
    [
      'en',
      'Who was present',
      'Spouse, Neighbour as witness',
      'What was bought: Stove, Value: 350, Date: 05.09.2026',
    ],
  ])('says in %s what the act says, in the words of the form', async (lang, label, present, purchase) => {
    const page = await open('dost-operator', `/cases/${story.caseNumber}?lang=${lang}`)
    expect(page.body).toContain(`<dt>${label}</dt><dd>${present}</dd>`)
    expect(page.body).toContain(`<dd>${purchase}</dd>`)
    expect(page.body).toContain('Two rooms &lt;b&gt;cold&lt;/b&gt;')
  })

  test('shows personal data to an auditor who says why', async () => {
    const before = await open('auditor', `/cases/${story.caseNumber}`)
    expect(before.body).not.toContain('Aynur')
    expect(before.body).not.toContain('AZ21NABZ')
    const after = await post('auditor', `/cases/${story.caseNumber}/open`, {
      reason: 'Yearly check, sample 12',
    })
    expect(after.body).toContain('Aynur')
    const short = await post('auditor', `/cases/${story.caseNumber}/open`, { reason: 'because' })
    expect(short.statusCode).toBe(400)
    expect(short.headers['content-type']).toContain('text/html')
  })

  test('shows the payment maker payee and account, and takes another account', async () => {
    const { caseNumber, caseId } = await decideCase(office)
    const page = await open('dsmf-payment-maker', `/cases/${caseNumber}`)
    expect(page.body).toContain(`action="/cases/${caseId}/account"`)
    expect(page.body).not.toContain('Yesenin')
    const wrong = await post('dsmf-payment-maker', `/cases/${caseId}/account`, { iban: 'AZ00' })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('IBAN')
    // As people copy it: in groups, with small letters.
    const typed = (otherIban.match(/.{1,4}/g) ?? []).join(' ').toLowerCase()
    const right = await post('dsmf-payment-maker', `/cases/${caseId}/account`, { iban: typed })
    expect(right.statusCode).toBe(200)
    const [row] = await asOwner<{ iban: string }>(
      office.database,
      'select iban from payment_account where case_id = $1',
      [caseId],
    )
    expect(row?.iban).toBe(otherIban)
  })
})

test('a number typed in full leads to the case', async () => {
  const answer = await open('dost-quality', `/cases?number=${story.caseNumber.toLowerCase()}`)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/cases/${story.caseNumber}`])
})

test('who is not logged in is sent to the login and comes back', async () => {
  const answer = await office.app.inject({ url: `/cases/${story.caseNumber}` })
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe(`/login?next=${encodeURIComponent(`/cases/${story.caseNumber}`)}`)
})

describe('the applicant', () => {
  const ask = (number: string, code: string) =>
    office.app.inject({
      method: 'POST',
      url: '/follow',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
      payload: new URLSearchParams({ number, code }).toString(),
    })

  test('sees state and next step, and no name', async () => {
    const page = await ask(` ${story.caseNumber.toLowerCase()} `, office.code(story.caseNumber))
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(dictionaries.en['next.bank'])
    expect(page.body).not.toContain('Aynur')
  })

  test.each(['', 'x', "'; drop table case_file; --", 'UDSY-2026-999999'])(
    'is told nothing for %j',
    async (number) => {
      const page = await ask(number, 'WRONGONE')
      expect(page.statusCode).toBe(404)
      expect(page.body).toContain(dictionaries.en['follow.notFound'])
    },
  )
})

test('an error on a page is a page, with the number to quote', async () => {
  const page = await open('auditor', '/cases/UDSY-2026-999999')
  expect(page.statusCode).toBe(404)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain(String(page.headers['x-request-id']))
})

test.each([
  '/assets/pages.css',
  '/assets/diagram.js',
  '/assets/bpmn-js/bpmn-navigated-viewer.production.min.js',
])('the file %s is there', async (url) => {
  expect((await office.app.inject({ url })).statusCode).toBe(200)
})

test.each(['/assets/../package.json', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/api/main.ts'])(
  'no file outside is: %s',
  async (url) => {
    expect((await office.app.inject({ url })).statusCode).not.toBe(200)
  },
)
