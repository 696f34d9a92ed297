/** Fifteen working days pass: the head of unit is warned before, told after, and has to look at the case. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  // Long enough for visits, so that only the term of the decision runs out here.
  world = await openWorld({ parameters: { 'reinspection-percent': 0, 'visit-working-days': 60 } })
})
afterAll(() => world.close())

test('a case that nobody works on is escalated before its term runs out, and after', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  await filed.task('VisitHousehold')
  const { decisionDueAt } = await filed.file()
  if (decisionDueAt === undefined) throw new Error('The case has no due date')

  await world.clock.advanceTo(new Date(Date.parse(decisionDueAt) - 60 * 60 * 1000))
  await filed.completes('EscalateDueSoon')
  await world.clock.advanceTo(decisionDueAt)
  await filed.completes('EscalateOverdue')

  await filed.finish('ReviewOverdueCase', office.inspector, { overdueCause: 'visit-late' })
  await filed.task('ReviewOverdueCase', { after: 1 })
  await filed.finish('ReviewOverdueCase', office.head, { overdueCause: 'visit-late' })
  await filed.completes('OverdueReviewed')

  // Being late stops nothing: the visit is made and the case goes on.
  await filed.visit(office.inspector)
  await filed.reaches('paying')
  const escalations = (await filed.ledger()).filter(({ action }) => action.includes('escalated'))
  expect(escalations.length).toBeGreaterThanOrEqual(2)
})
