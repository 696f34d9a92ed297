/** The front desk in a real browser: starts a request for a service in Tasklist, by its start form. */
import { randomBytes } from 'node:crypto'
import { hash } from 'bcryptjs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../bpmn/tools/browser.ts'
import { addStaffToTasklist } from '../../stack/staff.ts'
import { logInToTasklist, writeInto } from '../support/browser.ts'
import { findRootInstance } from '../support/engine-view.ts'
import { environment } from '../support/environment.ts'
import { eventually } from '../support/eventually.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

const PASSWORD = randomBytes(12).toString('base64url')

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  await addStaffToTasklist(environment.openSearchUrl, new Map([[office.operator, await hash(PASSWORD, 10)]]))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

test('the front desk starts a request in Tasklist: a case with its number is there, and a task to complete it', async () => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } })
  try {
    await logInToTasklist(page, office.operator, PASSWORD)
    await page.getByRole('link', { name: 'Processes' }).click()
    // Tasklist greets everybody who comes to this page with a new browser.
    await page.getByRole('button', { name: /^continue$/i }).click()
    const tile = page.locator('[data-testid="process-tile"]', { hasText: 'Service request' }).first()
    await tile.getByRole('button', { name: /start process/i }).click()
    const form = page.getByRole('dialog')
    await writeInto(form.getByLabel(/Code of the service/), '01-09-07-00')
    await form
      .locator('.fjs-form-field-select', { hasText: /Language of the notices/ })
      .locator('.fjs-input-group')
      .click()
    await page.locator('.fjs-dropdownlist-item', { hasText: 'Azerbaijani' }).click()
    await form.getByRole('button', { name: /start process/i }).click()

    const file = await eventually(
      'the case of the request',
      async () => {
        const [found] = await world.rows<{ id: string; state: string; service_code: string | null }>(
          `select id, state, service_code from case_file join service_request on case_id = id`,
        )
        return found
      },
      { within: 60_000 },
    )
    expect(file).toMatchObject({ state: 'awaiting-applicant', service_code: '01-09-07-00' })
    const roots = async () => [await findRootInstance(file.id)].filter((key) => key !== undefined)
    const request = world.follow('the request of the front desk', roots)
    await request.finish('CompleteRequest', office.operator, { deskResult: 'visitor-left' })
    await request.completes('VisitorLeft')
  } catch (error) {
    await page.screenshot({
      path: process.env['BROWSER_TEST_SCREENSHOT'] ?? '.stack/browser-test.png',
      fullPage: true,
    })
    throw error
  }
})
