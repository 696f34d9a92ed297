/** Registers that are down, slow or answer nonsense: the case waits, somebody is told, nothing is lost. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterEach(() => world.registers.reset())
afterAll(() => world.close())

test('a register that is down and comes back delays the case, no more', async () => {
  await world.registers.disturb({ register: 'vehicles', mode: 'down' })
  const filed = await world.apply(world.household('clean-assign'))
  await filed.visit(office.inspector)
  await filed.jobFails('query-register')

  await world.registers.reset()
  await filed.reaches('paying')
  expect(await filed.incidents()).toEqual([])
})

test('an answer of the wrong shape becomes a question for people, and the register is asked again', async () => {
  const filed = await world.apply(world.household('unusable-answer'))
  await filed.visit(office.inspector)
  await filed.finish('ResolveRegisterQuestion', office.inspector, {
    registerResolution: 'register-fault-over',
  })
  await filed.task('ResolveRegisterQuestion', { after: 1 })
  await filed.finish('ResolveRegisterQuestion', office.assignment, {
    registerResolution: 'register-fault-over',
  })
  await filed.reaches('paying')
  expect((await filed.ledger()).map(({ action }) => action)).toContain('register.answered-unusably')
})
