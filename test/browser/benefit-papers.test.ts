/** DSMF hands in a paper for a claim on its page, in a real browser; a file of another kind is refused there. */
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../bpmn/tools/browser.ts'
import { openOffice, type Office } from '../api/office.ts'

let office: Office
let browser: Browser
let base: string
beforeAll(async () => {
  office = await openOffice()
  await office.app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await office.close()
})

const person = (fin: string, birthDate: string) => ({
  fin,
  givenName: 'Tunar',
  familyName: 'Əliyev',
  birthDate,
})

test('a paper chosen on the page of a claim is kept with the claim, and one that is none is refused', async () => {
  const claimed = await office.app.inject({
    method: 'POST',
    url: '/v1/benefit-applications',
    headers: { authorization: `Bearer ${await office.token()}` },
    payload: {
      benefit: 'conscript-child',
      applicant: { ...person('94FMDDD', '1990-04-04'), phone: '+994501234567' },
      beneficiary: person('7BR0001', '2020-02-02'),
      eventDate: '2026-10-01',
      language: 'az',
    },
  })
  const { caseNumber } = claimed.json<{ caseNumber: string }>()
  const context = await browser.newContext()
  const [name = '', value = ''] = (await office.logIn('dsmf-assignment')).cookie.split('=')
  await context.addCookies([{ name, value, url: base }])
  const page = await context.newPage()
  await page.goto(`${base}/cases/${caseNumber}?lang=en`)

  const upload = async (text: string) => {
    await page.locator('form[data-upload] select').selectOption('birth-certificate')
    await page
      .locator('form[data-upload] input[type=file]')
      .setInputFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text) })
    await page.locator('form[data-upload] button').click()
  }
  await upload('this is no PDF at all')
  await page.getByText('The paper was not taken').waitFor()
  await upload('%PDF-1.4 a certificate of birth')
  await page.getByText(/application\/pdf, [0-9a-f]{16}/).waitFor()
  const kept = await office.database.db.rows<{ kind: string }>('select kind from benefit_document')
  expect(kept).toEqual([{ kind: 'birth-certificate' }])
  await context.close()
})
