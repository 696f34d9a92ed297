/** Health and figures of the API: readiness is for everybody, figures and reasons are not. */
import { afterEach, expect, test } from 'vitest'
import { createWatcherCheck } from '../../adapters/watchers.ts'
import { openOffice, type Office } from './office.ts'

let office: Office | undefined
afterEach(() => office?.close())

const readiness = async () => ({
  ready: false,
  parts: { database: { ok: false, detail: 'db.internal is away' } },
})
const metrics = {
  observeRequest: () => undefined,
  render: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'http_request_seconds_count 1\n' }),
}
const forwarded = { 'x-forwarded-for': '203.0.113.7' }

test('this machine sees figures and reasons, whoever comes through a proxy does not', async () => {
  office = await openOffice({ readiness, metrics })
  const own = await office.app.inject({ url: '/metrics' })
  expect(own.statusCode).toBe(200)
  expect(own.headers['content-type']).toContain('text/plain')
  expect(own.body).toContain('http_request_seconds')
  const ready = await office.app.inject({ url: '/health/ready' })
  expect([ready.statusCode, ready.body]).toEqual([503, expect.stringContaining('db.internal')])

  const others = await office.app.inject({ url: '/metrics', headers: forwarded })
  expect(others.statusCode).toBe(403)
  expect(others.json()).toMatchObject({ code: 'NOT_ALLOWED' })
  const told = await office.app.inject({ url: '/health/ready', headers: forwarded })
  expect(told.statusCode).toBe(503)
  expect(told.json()).toEqual({ ready: false, parts: { database: { ok: false } } })
})

test('with a token of the settings only its holder sees them', async () => {
  const token = 'a-token-of-the-tests'
  office = await openOffice({ readiness, metrics, mayWatch: createWatcherCheck(token) })
  expect((await office.app.inject({ url: '/metrics' })).statusCode).toBe(403)
  const holder = { ...forwarded, authorization: `Bearer ${token}` }
  expect((await office.app.inject({ url: '/metrics', headers: holder })).statusCode).toBe(200)
})
