/** The description of the API as other programs rely on it: a change shows here, and is then meant or mended. */
import Fastify from 'fastify'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessTable } from '../../api/auth/access.ts'
import { describeApi } from '../../api/openapi.ts'
import { openOffice, type Office } from './office.ts'

const snapshot = new URL('./openapi.json', import.meta.url)

let office: Office
let described: {
  paths: Record<string, Record<string, { responses: Record<string, unknown>; tags: string[] }>>
  tags: { name: string; description: string }[]
}
beforeAll(async () => {
  office = await openOffice()
  const answer = await office.app.inject({ url: '/openapi.json' })
  expect(answer.statusCode).toBe(200)
  described = answer.json()
})
afterAll(() => office.close())

test('the committed description is that of the API (write it anew with UPDATE_OPENAPI=yes)', () => {
  if (process.env['UPDATE_OPENAPI'] === 'yes') {
    writeFileSync(snapshot, `${JSON.stringify(described, null, 2)}\n`)
  }
  expect(described).toEqual(JSON.parse(readFileSync(snapshot, 'utf8')))
})

test('every route of the API is described, with the answers for a caller at fault', () => {
  const routes = Object.keys(accessTable).filter((route) => route.includes(' /v1/'))
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    const operation = described.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    expect(Object.keys(operation?.responses ?? {}), route).toContain('429')
  }
})

test('every tag of a route is described once, with a sentence, and none besides', () => {
  const used = Object.values(described.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ tags }) => tags),
  )
  expect(described.tags.map(({ name }) => name).toSorted()).toEqual([...new Set(used)].toSorted())
  for (const { name, description } of described.tags) expect(description, name).toMatch(/^[A-Z].+\.$/)
})

test('a route with a tag that nobody described is refused when the program starts', async () => {
  const app = Fastify()
  await describeApi(app, { publicUrl: 'http://127.0.0.1' })
  const answer = async () => ({})
  app.get('/v1/known', { schema: { tags: ['Cases'] } }, answer)
  expect(() => app.get('/v1/new', { schema: { tags: ['Magic'] } }, answer)).toThrow(
    '/v1/new has the tag Magic: describe it in api/openapi.ts',
  )
  await app.close()
})

test('pages are no part of it', () => {
  expect(Object.keys(described.paths).filter((path) => !/^\/(v1|health|metrics)/.test(path))).toEqual([])
})

test('it can be read in a browser', async () => {
  const page = await office.app.inject({ url: '/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
})
