/** Messages leave the real outbox: at once, once, and also when the engine was away. The engine here notes what it gets. */
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../../adapters/log.ts'
import { createOutboxQueue, listenToOutbox } from '../../../adapters/postgres/outbox-queue.ts'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { startRelay, type Relay } from '../../../adapters/relay/outbox-relay.ts'
import type { Message } from '../../../adapters/zeebe/engine.ts'
import { EngineError } from '../../../adapters/zeebe/gateway.ts'
import { systemClock } from '../../../domain/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'

const log = createLog({ service: 'test', level: 'silent' })
/** Far longer than the tests: what goes out sooner went out because the database gave notice. */
const NEVER_POLL_MS = 10 * 60_000

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
const relays: Relay[] = []
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()))
})

function aRelay(
  publish: (message: Message) => Promise<'published' | 'known'>,
  pollMs = NEVER_POLL_MS,
): Registry {
  const metrics = new Registry()
  relays.push(
    startRelay({
      queue: createOutboxQueue(database.db, systemClock),
      engine: { publishMessage: publish },
      listen: (onNotify, onProblem) => listenToOutbox(database.url, onNotify, onProblem),
      log,
      metrics,
      pollMs,
      batch: 5,
    }),
  )
  return metrics
}

const write = (correlationKeys: readonly string[]) =>
  createTransact(
    database.db,
    systemClock,
  )(async (records) => {
    for (const correlationKey of correlationKeys) {
      await records.outbox.publish({
        name: 'bank-answered',
        correlationKey,
        variables: { paymentResult: 'settled' },
        timeToLiveMs: 60_000,
      })
    }
  })

const waiting = async () => (await createOutboxQueue(database.db, systemClock).lag()).waiting
const allSent = () =>
  eventually('an empty outbox', async () => ((await waiting()) === 0 ? true : undefined), { every: 50 })

test('what is committed goes out on the notice of the database, several relays sending each message once', async () => {
  const sent: string[] = []
  const publish = async ({ correlationKey }: Message) => {
    sent.push(correlationKey)
    return 'published' as const
  }
  aRelay(publish)
  aRelay(publish)
  const keys = Array.from({ length: 23 }, (_, index) => `order-${index}`)
  await write(keys)
  await allSent()
  expect(sent.toSorted()).toEqual(keys.toSorted())
})

test('a message the engine has already is sent: a relay died after publishing it', async () => {
  const metrics = aRelay(async () => 'known')
  await write(['order-known'])
  await allSent()
  expect((await metrics.getSingleMetric('outbox_known_total')?.get())?.values).toMatchObject([{ value: 1 }])
})

test('an engine that is away gets the message later, under the same id', async () => {
  const ids: string[] = []
  const metrics = aRelay(async ({ messageId }) => {
    ids.push(messageId)
    if (ids.length === 1) throw new EngineError('publishMessage', 'UNAVAILABLE', 'gateway gone')
    return 'published'
  }, 100)
  await write(['order-late'])
  await allSent()
  expect(new Set(ids).size).toBe(1)
  expect(ids).toHaveLength(2)
  expect((await metrics.getSingleMetric('outbox_failed_total')?.get())?.values).toMatchObject([{ value: 1 }])
})
