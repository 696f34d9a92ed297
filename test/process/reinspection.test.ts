/** A sampled visit is made again by somebody else, and the two acts are compared. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 100 } })
})
afterAll(() => world.close())

test('whoever made the visit cannot re-inspect it', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  // Works in both groups, so only the rule about the same person keeps her from the second visit.
  await filed.visit(office.otherInspector)
  await filed.finish('ReinspectHousehold', office.otherInspector, filed.visitForm(1))
  await filed.task('ReinspectHousehold', { after: 1 })
  const { electricityMeter: _missing, ...incomplete } = filed.visitForm(1)
  await filed.finish('ReinspectHousehold', office.quality, incomplete)
  await filed.task('ReinspectHousehold', { after: 2 })
  await filed.finish('ReinspectHousehold', office.quality, filed.visitForm(1))
  await filed.completes('CompareActs')
  await filed.reaches('paying')
  const { acts } = await filed.records()
  expect(acts.map(({ kind, inspector }) => `${kind} by ${inspector}`)).toEqual([
    `visit by ${office.otherInspector}`,
    `reinspection by ${office.quality}`,
  ])
})
