/** Families without a right: each refusal ground, found by the whole process and told with figure and threshold. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterAll(() => world.close())

test.each([
  ['mismatch', 'declaration-mismatch'],
  ['income-too-high', 'income-at-or-above-criterion'],
  ['large-purchases', 'large-purchases'],
  ['vehicle', 'vehicle'],
  ['refused-jobs', 'refused-suitable-jobs'],
  ['high-utilities', 'utilities-at-or-above-share'],
  ['two-flats', 'same-purpose-properties'],
  ['no-reason', 'no-reason-beyond-control'],
] as const)('%s: the application is refused on %s', async (scenario, ground) => {
  const filed = await world.apply(world.household(scenario))
  await filed.visit(office.inspector)
  await filed.reaches('refused')
  await filed.completes('NotifyRefused')

  const { decision, entitlement, orders } = await filed.records()
  expect(decision).toMatchObject({ outcome: 'refuse', monthlyAmountQepik: 0 })
  const found = decision?.grounds.find((hit) => hit.ground === ground)
  expect(found, JSON.stringify(decision?.grounds)).toBeDefined()
  if (found !== undefined && ground !== 'no-reason-beyond-control') {
    expect(found.figure).toBeGreaterThanOrEqual(found.threshold)
  }
  expect(entitlement).toBeUndefined()
  expect(orders).toEqual([])
  expect((await filed.notices()).map(({ notice }) => notice)).toContain('refused')
  await filed.completes('Refused')
})
