/** Legal parameters as of a day: the seed agrees with the fact sheet, and a missing value says what to do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { systemClock } from '../../../domain/clock.ts'
import { OperatorError } from '../../../domain/errors.ts'
import { parameterNames, type ParameterName } from '../../../domain/parameters.ts'
import type { Transact } from '../../../domain/records.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, systemClock)
})
afterAll(() => database.drop())

const on = (day: string) => transact((records) => records.parametersOn(day))

test.each<[ParameterName, string, number]>([
  ['need-criterion', '2020-12-31', 160_00],
  ['need-criterion', '2023-01-01', 246_00],
  ['need-criterion', '2026-11-23', 300_00],
  ['living-minimum', '2022-06-30', 210_00],
  ['assistance-months', '2020-06-01', 24],
  ['assistance-months', '2020-06-02', 12],
  ['utility-limit-percent', '2020-10-31', 10],
  ['utility-limit-percent', '2026-01-01', 15],
  ['pension-age-women-months', '2026-06-30', 774],
  ['pension-age-women-months', '2026-07-01', 780],
  ['exclude-liberated-territories-benefit', '2027-12-31', 1],
  ['exclude-liberated-territories-benefit', '2028-01-01', 0],
])('%s on %s is %d', async (name, day, value) => {
  expect((await on(day)).value(name)).toBe(value)
})

describe('every name', () => {
  test.each(parameterNames)('%s has a value today', async (name) => {
    expect((await on('2026-11-23')).value(name)).toBeGreaterThanOrEqual(0)
  })
})

test('a year without a value is for an operator', async () => {
  const parameters = await on('2018-05-01')
  expect(() => parameters.value('living-minimum')).toThrow(OperatorError)
  expect(() => parameters.value('living-minimum')).toThrow('living-minimum has no value for 2018-05-01')
})

test('what was asked for is known afterwards', async () => {
  const parameters = await on('2025-03-01')
  parameters.value('need-criterion')
  parameters.value('visit-attempts')
  expect(parameters.used()).toEqual({ 'need-criterion': 285_00, 'visit-attempts': 2 })
})

test('no day is moved until the government moves one', async () => {
  expect(await transact((records) => records.calendarMoves())).toEqual([])
})
