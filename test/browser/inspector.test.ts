/** An inspector in a real browser: logs in to Tasklist, takes the visit, fills in the form, and the case goes on. */
import { randomBytes } from 'node:crypto'
import { hash } from 'bcryptjs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../bpmn/tools/browser.ts'
import { addStaffToTasklist } from '../../stack/staff.ts'
import { visitOf } from '../../stack/simulated/registers/households.ts'
import { environment } from '../support/environment.ts'
import { logInToTasklist, writeInto } from '../support/browser.ts'
import type { FiledCase } from '../support/filed-case.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

const PASSWORD = randomBytes(12).toString('base64url')

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
  await addStaffToTasklist(environment.openSearchUrl, new Map([[office.inspector, await hash(PASSWORD, 10)]]))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Opens a list of the form and takes one of its options. */
const choose = async (page: Page, label: RegExp, option: string) => {
  await page.locator('.fjs-form-field-select', { hasText: label }).locator('.fjs-input-group').click()
  await page.locator('.fjs-dropdownlist-item', { hasText: option }).click()
}

async function fillInVisit(page: Page, filed: FiledCase): Promise<void> {
  const { electricity } = filed.household.application.declaration.meters
  const { peopleLivingHere } = visitOf(filed.household, 1, world.clock.now())
  const [year, month, day] = world.clock.now().toISOString().slice(0, 10).split('-')
  await page.locator('label', { hasText: 'Inspected' }).click()
  const date = page.getByLabel(/Date of the visit/)
  await date.fill(`${month ?? ''}/${day ?? ''}/${year ?? ''}`)
  await date.press('Enter')
  const time = page.getByLabel(/Saat \/ Time/)
  await time.fill('00:15')
  await time.press('Enter')
  await page.locator('label', { hasText: 'Representative' }).first().click()
  await writeInto(page.getByLabel(/People living here/), String(peopleLivingHere))
  await choose(page, /Type of dwelling/, 'House')
  await choose(page, /State of repair/, 'Average')
  await writeInto(page.getByLabel(/Rooms/), '2')
  await writeInto(page.getByLabel(/Electricity: subscriber number/), electricity.subscriberNumber)
  await writeInto(page.getByLabel(/Electricity: meter number/), electricity.meterNumber)
}

test('the inspector takes the visit in Tasklist, fills in the form, and the case goes on', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  await filed.task('VisitHousehold')

  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } })
  try {
    await logInToTasklist(page, office.inspector, PASSWORD)
    await page.getByText('Visit household').first().click()
    await page.getByRole('button', { name: /assign to me/i }).click()
    await page.getByText('Assigned to me').waitFor()
    await page.getByText(filed.caseNumber).first().waitFor()
    page.setDefaultTimeout(8_000)
    await fillInVisit(page, filed)
    await page.getByRole('button', { name: /complete task/i }).click()
    await filed.reaches('paying')
  } catch (error) {
    await page.screenshot({
      path: process.env['BROWSER_TEST_SCREENSHOT'] ?? '.stack/browser-test.png',
      fullPage: true,
    })
    throw error
  }
  const { acts, decision } = await filed.records()
  expect(acts).toMatchObject([{ kind: 'visit', result: 'inspected', inspector: office.inspector }])
  expect(decision?.outcome).toBe('assign')
})
