/**
 * Every field of an application, as the schema has it: left out, of another kind, or beside one that nobody knows, it
 * is refused by its own name. Fields that are added later are tested without a line being written here.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NewApplication } from '../../domain/application.ts'
import { aFamily } from './families.ts'
import { openOffice, type Office } from './office.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
}
interface Place {
  readonly path: readonly string[]
  readonly required: boolean
  readonly isObject: boolean
}

/** Every place of the schema below `path`; of a list its first entry. */
function placesIn({ properties = {}, required = [] }: Schema, path: readonly string[]): Place[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const here = [...path, name]
    const inside = schema.items ?? schema
    const below = schema.items === undefined ? here : [...here, '0']
    return [
      { path: here, required: required.includes(name), isObject: schema.properties !== undefined },
      ...(schema.items?.properties === undefined ? [] : [{ path: below, required: false, isObject: true }]),
      ...placesIn(inside, below),
    ]
  })
}

// TypeBox objects are JSON Schema; only the part read here is named.
const places = placesIn(NewApplication as unknown as Schema, [])
const pointer = (path: readonly string[]) => `/${path.join('/')}`

type Json = Record<string, unknown>
/** A family in which the value at that place is changed; what is optional and missing is made first. */
function familyWith(path: readonly string[], change: (parent: Json, name: string) => void): object {
  const family = structuredClone(aFamily()) as unknown as Json
  const parent = path.slice(0, -1).reduce<Json>((at, name) => {
    at[name] ??= {}
    return at[name] as Json
  }, family)
  change(parent, path.at(-1) ?? '')
  return family
}

let office: Office
let authorization: string
beforeAll(async () => {
  office = await openOffice()
  authorization = `Bearer ${await office.token({ scope: 'applications:write' })}`
})
afterAll(() => office.close())

async function refusedFields(payload: object): Promise<readonly string[]> {
  const answer = await office.app.inject({
    method: 'POST',
    url: '/v1/applications',
    headers: { authorization },
    payload,
  })
  expect(answer.statusCode, answer.body).toBe(400)
  return answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)
}

test('the schema has fields at every depth', () => {
  expect(places.length).toBeGreaterThan(35)
  expect(places.map(({ path }) => pointer(path))).toEqual(
    expect.arrayContaining([
      '/applicant/phone',
      '/declaration/members/0/absence',
      '/declaration/meters/water/meterNumber',
      '/declaration/declaredIncome/0/kind',
    ]),
  )
})

test.each(places.filter(({ required }) => required).map(({ path }) => [pointer(path), path] as const))(
  '%s is missing',
  async (field, path) => {
    const family = familyWith(path, (parent, name) => {
      // Gone in JSON.
      parent[name] = undefined
    })
    expect(await refusedFields(family)).toContain(field)
  },
)

test.each(places.map(({ path, isObject }) => [pointer(path), path, isObject] as const))(
  '%s is of another kind',
  async (field, path, isObject) => {
    // Neither a text, a number nor a list anywhere in an application is `{}`, and no object is a text.
    const family = familyWith(path, (parent, name) => {
      parent[name] = isObject ? 'text' : {}
    })
    expect(await refusedFields(family)).toContain(field)
  },
)

test.each(places.filter(({ isObject }) => isObject).map(({ path }) => [pointer(path), path] as const))(
  '%s has a field that nobody knows',
  async (field, path) => {
    const family = familyWith([...path, 'nickname'], (parent, name) => {
      parent[name] = 'x'
    })
    expect(await refusedFields(family)).toContain(`${field}/nickname`)
  },
)
