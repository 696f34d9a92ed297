/** The pages on a phone: nothing runs out of its width, and nothing on them fails in the browser. */
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../bpmn/tools/browser.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { decideCase, type Story } from '../api/decided-case.ts'
import { openOffice, type Office } from '../api/office.ts'

/** The narrowest phones that are still in use. */
const WIDTH = 360

let office: Office
let story: Story
let browser: Browser
let base: string
beforeAll(async () => {
  office = await openOffice()
  story = await decideCase(office)
  await office.app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await office.close()
})

async function phone(group?: StaffGroup): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 740 }, isMobile: true })
  if (group !== undefined) {
    const [name = '', value = ''] = (await office.logIn(group)).cookie.split('=')
    await context.addCookies([{ name, value, url: base }])
  }
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  return { page, faults }
}

/** What sticks out on the right, by tag and class; a part that scrolls by itself may be wider. */
const sticksOut = (page: Page) =>
  page.evaluate<string[]>(`
    document.documentElement.scrollWidth <= ${WIDTH}
      ? []
      : [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > ${WIDTH + 1})
          .map((element) => element.tagName.toLowerCase() + '.' + element.className)`)

const pages: readonly (readonly [path: string, group: StaffGroup | undefined])[] = [
  ['/', undefined],
  ['/login', undefined],
  ['/services', undefined],
  ['/follow?number=UDSY-2026-000001', undefined],
  ['/cases', 'dost-operator'],
  ['/cases/CASE', 'dost-inspector-khazar'],
  ['/cases/CASE', 'dsmf-assignment'],
  ['/cases/CASE', 'auditor'],
  ['/payment-runs', 'dsmf-payment-maker'],
  ['/workload', 'head-of-unit'],
  ['/vacancies', 'employment-adviser'],
  ['/programmes', undefined],
]

test.each(
  pages.flatMap(([path, group]) =>
    (path === '/cases/CASE' ? (['az', 'en'] as const) : (['az'] as const)).map(
      (lang) => [path, group ?? 'everybody', lang] as const,
    ),
  ),
)('%s for %s in %s', async (path, group, lang) => {
  const { page, faults } = await phone(group === 'everybody' ? undefined : group)
  const address = path.replace('CASE', story.caseNumber)
  const answer = await page.goto(`${base}${address}${address.includes('?') ? '&' : '?'}lang=${lang}`)
  expect(answer?.status()).toBe(200)
  expect(await page.locator('html').getAttribute('lang')).toBe(lang)
  expect(await sticksOut(page)).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})

test('what is wider than a phone would be noticed', async () => {
  const { page } = await phone()
  await page.goto(base)
  // Set by script: the page's own policy lets no style attribute in.
  await page.evaluate(`{
    const wide = document.createElement('pre')
    wide.className = 'wide'
    wide.textContent = 'wide'
    wide.style.width = '500px'
    document.querySelector('main').append(wide)
  }`)
  expect(await sticksOut(page)).toEqual(['pre.wide'])
  await page.context().close()
})

test('the applicant follows the case with number and code, and sees nothing of the household', async () => {
  const { page } = await phone()
  await page.goto(`${base}/follow?number=${story.caseNumber}&lang=en`)
  await page.locator('input[name=code]').fill(office.code(story.caseNumber))
  await page.locator('main form button').first().click()
  await page.waitForLoadState()
  expect(await sticksOut(page)).toEqual([])
  const text = await page.locator('main').innerText()
  expect(text).toContain(story.caseNumber)
  const { applicant, declaration } = story.family
  const secrets = [
    applicant.fin,
    applicant.phone,
    declaration.iban,
    ...declaration.members.flatMap(({ fin, givenName, familyName }) => [fin, givenName, familyName]),
    declaration.address.street,
  ]
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  await page.context().close()
})
