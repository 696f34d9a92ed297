/** What can happen at a visit: the wrong inspector, an empty house, a closed door, a wrong meter, a second look. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterAll(() => world.close())

test('a visit finished by somebody else does not count and comes back', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  await filed.visit(office.checker)

  // The same task is there again, and says why.
  await filed.visit(office.inspector)
  await filed.reaches('paying')
  const history = await filed.ledger()
  expect(history.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['completion.refused', 'completion.accepted']),
  )
  await filed.completes('VisitHousehold', 2)
})

test('nobody is at home once: a second visit finds the family', async () => {
  const filed = await world.apply(world.household('nobody-home'))
  await filed.visit(office.inspector, { round: 1 })
  await filed.completes('NotifyNobodyHome')
  await filed.visit(office.inspector, { round: 2 })
  await filed.reaches('paying')
  expect((await filed.notices()).map(({ notice }) => notice)).toContain('nobody-home')
})

test('nobody is at home twice: the data cannot be confirmed and the application is refused', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  const empty = { visitResult: 'nobody-home', visitedAt: world.clock.now().toISOString() }
  await filed.finish('VisitHousehold', office.inspector, empty)
  await filed.completes('NotifyNobodyHome')
  await filed.finish('VisitHousehold', office.inspector, {
    ...empty,
    visitedAt: world.clock.now().toISOString(),
  })
  await filed.reaches('refused')

  const { decision } = await filed.records()
  expect(decision?.grounds.map(({ ground }) => ground)).toContain('declaration-mismatch')
  await filed.completes('NobodyHome')
})

test('the inspector is not let in: the application is refused', async () => {
  const filed = await world.apply(world.household('access-refused'))
  await filed.visit(office.inspector)
  await filed.reaches('refused')
  await filed.completes('AccessRefused')
})

test('a form without the meter number comes back with what is missing', async () => {
  const family = world.household('clean-assign')
  const filed = await world.apply(family)
  const { electricityMeter: _missing, ...form } = filed.visitForm(1)
  await filed.finish('VisitHousehold', office.inspector, form)

  const again = await filed.task('VisitHousehold', { after: 1 })
  const problem = await filed.variable(again.processInstanceKey, 'formProblem')
  expect(problem).toMatch(/meter/i)
  await filed.visit(office.inspector)
  await filed.reaches('paying')
})

test('a wrong meter number is corrected on site and the registers are asked again', async () => {
  const filed = await world.apply(world.household('wrong-meter'))
  await filed.visit(office.inspector)
  await filed.reaches('paying')
  await filed.completes('CompareDeclaration', 2)
})

test('a visit that is overdue is escalated and given out again', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  const first = await filed.task('VisitHousehold')
  await world.clock.advanceTo(first.dueDate)
  await filed.completes('EscalateVisitOverdue')
  const second = await filed.task('VisitHousehold', { after: 1 })
  expect(Date.parse(second.dueDate)).toBeGreaterThan(Date.parse(first.dueDate))
  await filed.visit(office.otherInspector)
  await filed.reaches('paying')
})
