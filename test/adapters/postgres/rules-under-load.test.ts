/** Many steps at once ask for the legal parameters: each has a connection of the pool, and there are no others. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../adapters/postgres/database.ts'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { systemClock } from '../../../domain/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let small: Database

beforeAll(async () => {
  database = await createTestDatabase()
  small = openDatabase(database.url, { maxConnections: 2 })
})
afterAll(async () => {
  await small.close()
  await database.drop()
})

test('as many transactions as the pool has connections get their parameters', async () => {
  const transact = createTransact(small, systemClock)
  let begun = 0
  let letGo = (): void => undefined
  const bothBegun = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const step = () =>
    transact(async (records) => {
      begun += 1
      if (begun === 2) letGo()
      await bothBegun
      return (await records.parametersOn('2026-11-16')).value('decision-working-days')
    })
  await expect(Promise.all([step(), step()])).resolves.toEqual([15, 15])
})
