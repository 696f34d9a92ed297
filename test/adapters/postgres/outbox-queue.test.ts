/** The outbox as relays see it: each message once at a time, failures later again, woken without polling. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createOutboxQueue,
  listenToOutbox,
  type OutboxMessage,
} from '../../../adapters/postgres/outbox-queue.ts'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { Clock } from '../../../domain/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let time: number
const clock: Clock = { now: () => new Date(time) }

beforeEach(async () => {
  database = await createTestDatabase()
  time = Date.parse('2026-11-23T08:00:00Z')
})
afterEach(() => database.drop())

const publish = (count: number) =>
  createTransact(
    database.db,
    clock,
  )(async ({ outbox }) => {
    for (let place = 0; place < count; place += 1) {
      await outbox.publish({
        name: 'application-received',
        correlationKey: `case ${place}`,
        variables: { caseId: `case ${place}` },
        timeToLiveMs: 3_600_000,
      })
    }
  })

test('two relays never have the same message, and all are sent in order', async () => {
  await publish(40)
  const relays = [createOutboxQueue(database.db, clock), createOutboxQueue(database.db, clock)]
  const seen: OutboxMessage[] = []
  const drain = async (relay: (typeof relays)[number]) => {
    let sent: number
    do {
      ;({ sent } = await relay.sendBatch(7, async (message) => {
        seen.push(message)
        await new Promise((resolve) => setImmediate(resolve))
      }))
    } while (sent > 0)
  }
  await Promise.all(relays.map(drain))

  expect(seen).toHaveLength(40)
  expect(new Set(seen.map(({ messageId }) => messageId)).size).toBe(40)
  expect(seen[0]).toMatchObject({
    name: 'application-received',
    variables: { caseId: 'case 0' },
    timeToLiveMs: 3_600_000,
  })
})

test('a message that the engine did not take waits, longer each time, and keeps its id', async () => {
  await publish(1)
  const queue = createOutboxQueue(database.db, clock)
  const ids: string[] = []
  const refuse = async ({ messageId }: OutboxMessage) => {
    ids.push(messageId)
    throw new Error('the gateway is away')
  }
  expect(await queue.sendBatch(10, refuse)).toEqual({ sent: 0, failed: 1 })
  expect(await queue.sendBatch(10, refuse)).toEqual({ sent: 0, failed: 0 })
  time += 1_000
  expect(await queue.sendBatch(10, refuse)).toEqual({ sent: 0, failed: 1 })
  time += 1_000
  expect(await queue.sendBatch(10, refuse)).toEqual({ sent: 0, failed: 0 })
  expect(await queue.lag()).toEqual({ waiting: 1, oldestMs: 2_000 })
  expect(await database.db.rows('select attempts, last_error from outbox')).toEqual([
    { attempts: 2, last_error: 'the gateway is away' },
  ])
  time += 60_000
  const accept = async ({ messageId }: OutboxMessage) => {
    ids.push(messageId)
  }
  expect(await queue.sendBatch(10, accept)).toEqual({ sent: 1, failed: 0 })
  expect(new Set(ids).size).toBe(1)
  expect(await queue.lag()).toEqual({ waiting: 0, oldestMs: 0 })
})

test('a relay is woken when a message is committed, also after its connection broke', async () => {
  const woken = vi.fn()
  const problem = vi.fn()
  const wakes = (times: number) =>
    vi.waitFor(() => {
      expect(woken).toHaveBeenCalledTimes(times)
    }, 10_000)
  const listener = listenToOutbox(database.url, woken, problem, 10)
  try {
    await wakes(1)
    await publish(3)
    await wakes(2)

    await database.db.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query = 'listen outbox'`,
    )
    await wakes(3)
    expect(problem).toHaveBeenCalled()
    await publish(1)
    await wakes(4)
  } finally {
    await listener.close()
  }
})
