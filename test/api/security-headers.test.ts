/** What browsers are told with every answer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('every answer carries the security headers, refusals and pages too', async () => {
  const answers = await Promise.all(
    ['/v1/cases', '/nowhere', '/login', '/health/live'].map((url) => office.app.inject({ url })),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 404, 200, 200])
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  }
})
