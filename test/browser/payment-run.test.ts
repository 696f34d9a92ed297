/** The month in a real browser: the maker reviews the totals in Tasklist, the checker approves, the run goes on. */
import { randomBytes } from 'node:crypto'
import { hash } from 'bcryptjs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../bpmn/tools/browser.ts'
import { addStaffToTasklist } from '../../stack/staff.ts'
import { logInToTasklist } from '../support/browser.ts'
import { environment } from '../support/environment.ts'
import { office } from '../support/office.ts'
import { entitle, fund, nextMonth, openRun } from '../support/payday.ts'
import { openWorld, type World } from '../support/world.ts'

const PASSWORD = randomBytes(12).toString('base64url')

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  const passwordHash = await hash(PASSWORD, 10)
  const people = [office.maker, office.checker].map((name) => [name, passwordHash] as const)
  await addStaffToTasklist(environment.openSearchUrl, new Map(people))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Somebody logs in, takes that task of the run and does it. */
async function does(
  user: string,
  task: string,
  number: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1400 } })
  const page = await context.newPage()
  try {
    await logInToTasklist(page, user, PASSWORD)
    await page.getByText(task).first().click()
    await page.getByRole('button', { name: /assign to me/i }).click()
    await page.getByText('Assigned to me').waitFor()
    await page.getByText(number).first().waitFor()
    page.setDefaultTimeout(8_000)
    await work(page)
    await page.getByRole('button', { name: /complete task/i }).click()
    await page
      .getByText(/task completed/i)
      .first()
      .waitFor()
  } catch (error) {
    await page.screenshot({
      path: process.env['BROWSER_TEST_SCREENSHOT'] ?? '.stack/browser-test.png',
      fullPage: true,
    })
    throw error
  } finally {
    await context.close()
  }
}

test('the maker reviews the run and the checker approves it in Tasklist', async () => {
  const period = await nextMonth(world)
  await fund(world, period)
  const family = await entitle(world, { from: period, monthlyQepik: 640_50 })
  await entitle(world, {
    from: period,
    monthlyQepik: 1_300_00,
    iban: family.household.application.declaration.iban,
  })
  const run = await openRun(world, period)
  await run.task('ReviewPaymentRun')

  await does(office.maker, 'Review payment run', run.number, async (page) => {
    // What she answers for is there to read: totals, differences, what is held and why, and the way to the list.
    await page.getByText('640.50 AZN').first().waitFor()
    await page.getByRole('cell', { name: /New/ }).first().waitFor()
    await page.getByRole('cell', { name: '1 300.00' }).first().waitFor()
    const link = page.getByRole('link', { name: /Page of the run/ })
    expect(await link.getAttribute('href')).toContain(`/payment-runs/${run.caseId}`)
    await page.locator('label', { hasText: 'I submit it for approval' }).click()
  })
  await run.task('ApprovePaymentRun')
  await does(office.checker, 'Approve payment run', run.number, async (page) => {
    await page.getByText('640.50 AZN').first().waitFor()
    await page.locator('label', { hasText: 'I approve' }).click()
  })
  await run.reaches('approved')
  expect(await run.counts()).toEqual({ approved: 1, held: 1 })
})
