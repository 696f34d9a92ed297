/** Tasklist in a real browser, as a member of staff sees it. */
import { setTimeout } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { environment } from './environment.ts'
import { eventually } from './eventually.ts'

/** Logs in to Tasklist and waits for the list of tasks. */
export async function logInToTasklist(page: Page, user: string, password: string): Promise<void> {
  await page.goto(`${environment.tasklistUrl}/tasklist`)
  await page.getByLabel('Username').fill(user)
  await page.getByLabel('Password').first().fill(password)
  await page.getByRole('button', { name: /log ?in/i }).click()
  await page.getByRole('button', { name: 'Log in' }).waitFor({ state: 'detached' })
}

/** How long form-js lets a typed text rest before it takes it over (300 ms), and a little more. */
const FORM_TAKES_OVER_MS = 400

/**
 * Writes into a field of a form and leaves it, as a person does. A form-js form draws all its fields anew when it takes
 * over the field just left; a text put at that very moment into the next one, as only a machine does, is drawn away.
 * @throws when the form does not keep the text
 */
export async function writeInto(field: Locator, text: string): Promise<void> {
  await eventually(
    `the form to keep ${text}`,
    async () => {
      await field.fill(text)
      await field.blur()
      await setTimeout(FORM_TAKES_OVER_MS)
      return (await field.inputValue()) === text ? text : undefined
    },
    { within: 15_000 },
  )
}
