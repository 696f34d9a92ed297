/** The pages of payment runs: figures in both languages, what each group may do there, forms that hold and release. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dictionaries } from '../../api/pages/locales/dictionaries.ts'
import { causes } from '../../domain/payment-run-causes.ts'
import { paymentRunStates } from '../../domain/payment-run.ts'
import { holdReasons, holdScopes } from '../../domain/payment-hold.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { cancelReasons, exceptionResolutions } from '../../bpmn/contract/payment.ts'
import { openPayOffice, textOf, type PayOffice } from './pay-office.ts'

let office: PayOffice
let before: string
let run: string
let number: string
let familyNumber: string
beforeAll(async () => {
  office = await openPayOffice({
    processPositions: async () =>
      ['1', '2'].map((processInstanceKey) => ({
        processId: 'payment-file',
        processInstanceKey,
        version: 1,
        activeElementIds: processInstanceKey === '1' ? ['ClearRefusedFile'] : [],
        doneElementIds: ['WriteFile'],
      })),
    diagram: async (processId) => (processId === 'payment-file' ? '<definitions/>' : undefined),
  })
  const months = await office.twoMonths()
  ;({ before, run } = months)
  number = await office.numberOf(run)
  familyNumber = await office.caseNumberOf(months.stays)
  await office.runs((port) => port.freeze(run))
  await office.runs((port) => port.check(run))
})
afterAll(() => office.close())

const open = async (group: StaffGroup, url: string) => office.read(group, url)
const post = async (group: StaffGroup, url: string, form: Record<string, string>) => {
  const { cookie, 'x-csrf-token': csrf } = await office.logIn(group)
  return office.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, ...form }).toString(),
  })
}
test('every code of a run has words in both languages', () => {
  const codes = {
    'run-state': paymentRunStates,
    'file-state': ['planned', 'released', 'written', 'sent', 'refused', 'cancelled'],
    purpose: ['monthly', 'supplementary'],
    cause: causes,
    hold: [...holdReasons, 'same-account', 'same-household'],
    'hold-scope': [...holdScopes, 'order'],
    did: ['prepared', 'approved', 'signed'],
    cancel: cancelReasons,
    resolution: exceptionResolutions,
  }
  const missing = Object.entries(codes).flatMap(([kind, values]) =>
    values.map((value) => `${kind}.${value}`).filter((key) => !(key in dictionaries.az)),
  )
  expect(missing).toEqual([])
})

describe.each([
  ['az', 'Ödəniş siyahıları', 'Fərqin səbəbləri', '+175,00 AZN'],
  ['en', 'Payment runs', 'Why it differs', '+175.00 AZN'],
] as const)('in %s', (lang, title, why, difference) => {
  test('the list and a run', async () => {
    const list = await open('dsmf-payment-maker', `/payment-runs?lang=${lang}`)
    expect(list.statusCode).toBe(200)
    expect(list.body).toContain(title)
    expect(list.body).toContain(`href="/payment-runs/${number}"`)
    const page = await open('dsmf-payment-maker', `/payment-runs/${run}?lang=${lang}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(why)
    expect(textOf(page.body)).toContain(difference)
    for (const { body } of [list, page]) {
      expect(body).not.toMatch(/undefined|\[object|NaN/)
      expect(body).not.toMatch(/Məmmədova|AZ\d\d[A-Z]{4}/)
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=/)
    }
  })
})

test('says what changed since last month, each cause with its share, and month against month', async () => {
  const text = textOf((await open('dsmf-head', `/payment-runs/${number}?lang=en`)).body)
  expect(text).toMatch(/Last month 1 500\.00 AZN 3 .*Difference \+175\.00 AZN .*This month 1 675\.00 AZN 3/)
  expect(text).toMatch(/New \+425\.00 AZN · 1 .*Ended −300\.00 AZN · 1 .*Amount changed \+50\.00 AZN · 1/)
  expect(text).toMatch(/01\.2027 1 500\.00 AZN · 3 02\.2027 1 675\.00 AZN · 3/)
  expect(text).toMatch(/mardakan 1 250\.00 AZN · 2 .*buzovna 425\.00 AZN · 1/)
})

test('the first month of a kind has no month before it, a run only opened has no figures', async () => {
  const first = textOf((await open('auditor', `/payment-runs/${before}?lang=en`)).body)
  expect(first).toContain(dictionaries.en['run.noLastMonth'])
  expect(first).not.toContain(dictionaries.en['run.months'])
  const empty = await office.open('2030-06')
  const page = await open('auditor', `/payment-runs/${empty}?lang=en`)
  for (const key of [
    'run.notChecked',
    'run.noOrders',
    'run.files.none',
    'run.exceptions.none',
    'holds.none',
  ] as const) {
    expect(page.body).toContain(dictionaries.en[key])
  }
})

test('the page follows a run that works, and leaves one that has ended', async () => {
  const working = await open('dsmf-payment-maker', `/payment-runs/${number}`)
  expect(working.body).toContain('<noscript><meta http-equiv="refresh"')
  const url = /data-url="([^"]+progress)"/.exec(working.body)?.[1] ?? ''
  const rows = (await office.ledgerOf(run)).length
  const part = await open('dsmf-payment-maker', url)
  expect(part.statusCode).toBe(200)
  expect(part.body).toMatch(/^\s*<section[^>]*id="progress" data-state="checked"/)
  // Looking on is part of the opening that is in the ledger.
  expect(await office.ledgerOf(run)).toHaveLength(rows)
  const ended = await open('dsmf-payment-maker', `/payment-runs/${before}`)
  expect(ended.body).not.toContain('http-equiv')
  expect(ended.body).not.toContain('/assets/progress.js')
  expect((await open('dsmf-payment-maker', '/assets/progress.js')).statusCode).toBe(200)
})

test('the diagrams of many files are one, open to those who answer for the run', async () => {
  const page = await open('dsmf-payment-maker', `/payment-runs/${number}`)
  expect(page.body.match(/role="tabpanel"/g)).toHaveLength(1)
  expect(page.body).toContain('data-active="ClearRefusedFile"')
  const url = /data-url="([^"]+diagram[^"]+)"/.exec(page.body)?.[1] ?? ''
  expect((await open('dsmf-payment-maker', url)).headers['content-type']).toContain('application/xml')
  expect((await open('dost-operator', url)).statusCode).toBe(403)
})

test('who may go there is shown the way, from the home page and from the case', async () => {
  for (const [group, shown] of [
    ['dsmf-payment-checker', true],
    ['analyst', true],
    ['dost-operator', false],
  ] as const) {
    const home = await open(group, '/')
    expect(home.body.includes('href="/payment-runs"'), group).toBe(shown)
  }
  const answer = await open('dsmf-payment-maker', `/cases/${number}`)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/payment-runs/${number}`])
  const stranger = await open('dost-operator', `/payment-runs/${number}`)
  expect(stranger.statusCode).toBe(403)
  const missing = await open('auditor', '/payment-runs/PAY-2027-999999')
  expect(missing.statusCode).toBe(404)
})

describe('the list of orders is offered', () => {
  test.each([
    ['dsmf-payment-maker', 'run.downloads.personal'],
    ['auditor', 'run.downloads.bare'],
    ['analyst', undefined],
  ] as const)('%s', async (group, words) => {
    const page = await open(group, `/payment-runs/${number}?lang=en`)
    expect(page.body.includes(`/v1/payment-runs/${run}/orders.xlsx`)).toBe(words !== undefined)
    if (words !== undefined) expect(page.body).toContain(dictionaries.en[words])
  })
})

describe('holds', () => {
  const form = (changes: Record<string, string> = {}) => ({
    key: crypto.randomUUID(),
    back: number,
    scope: 'entitlement',
    caseNumber: familyNumber.toLowerCase(),
    kind: 'targeted-social-assistance',
    fromPeriod: '2027-02',
    toPeriod: '',
    reason: 'court-order',
    note: '<b>Letter 12</b>',
    ...changes,
  })

  test('one is set on the page and released by somebody else', async () => {
    const sent = form()
    const answer = await post('dsmf-payment-maker', '/payment-holds', sent)
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `/payment-runs/${number}?said=held#holds`,
    ])
    // The same form once more, e.g. by a double click, is the same hold.
    await post('dsmf-payment-maker', '/payment-holds', sent)
    expect(await office.rows('select from payment_hold')).toHaveLength(1)

    const mine = await open('dsmf-payment-maker', `/payment-runs/${number}?said=held&lang=en`)
    expect(mine.body).toContain(dictionaries.en['holds.saved'])
    expect(mine.body).toContain('&lt;b&gt;Letter 12&lt;/b&gt;')
    expect(mine.body).not.toMatch(/payment-holds\/[\da-f-]{36}\/release/)
    const theirs = await open('dsmf-payment-checker', `/payment-runs/${number}?lang=en`)
    const url = /payment-holds\/[\da-f-]{36}\/release/.exec(theirs.body)?.[0] ?? ''
    const own = await post('dsmf-payment-maker', `/${url}`, { back: number })
    expect(own.statusCode).toBe(409)
    const released = await post('dsmf-payment-checker', `/${url}`, { back: number })
    expect([released.statusCode, released.headers.location]).toEqual([
      303,
      `/payment-runs/${number}?said=released#holds`,
    ])
  })

  test.each([
    ['holds.noEntitlement', { caseNumber: 'UDSY-2099-000001' }],
    ['holds.invalid', { caseNumber: 'nonsense' }],
    ['holds.invalid', { reason: '' }],
    ['holds.noKind', { scope: 'kind', kind: 'no-such-aid' }],
    ['holds.toBeforeFrom', { toPeriod: '2026-01' }],
  ] as const)('what is wrong is said, and what was entered stays: %s %j', async (words, changes) => {
    const answer = await post('dsmf-head', '/payment-holds?lang=en', form(changes))
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain(dictionaries.en[words])
    expect(answer.body).toContain('value="&lt;b&gt;Letter 12&lt;/b&gt;"')
    // Neither the other language nor a renewal asks for an address that takes forms only.
    expect(answer.body).toContain('href="/payment-runs?lang=az"')
    expect(answer.body).not.toContain('http-equiv')
  })

  test('all payments are held from the list, without a run', async () => {
    const answer = await post(
      'dsmf-head',
      '/payment-holds',
      form({ scope: 'everything', back: '', fromPeriod: '2029-01' }),
    )
    expect(answer.headers.location).toBe('/payment-runs?said=held#holds')
    const list = await open('analyst', '/payment-runs?lang=en')
    expect(textOf(list.body)).toMatch(/All payments 01\.2029 – until released/)
    expect(list.body).not.toContain('action="/payment-holds"')
  })

  test('without the token of the session nothing is held', async () => {
    const answer = await post('dsmf-head', '/payment-holds', { ...form(), _csrf: 'another' })
    expect(answer.statusCode).toBe(403)
  })
})
