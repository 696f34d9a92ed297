/** A relay that is killed at the worst moment: the engine has the message, the outbox does not know it yet. */
import { readConfig } from '../../adapters/config.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { createOutboxQueue } from '../../adapters/postgres/outbox-queue.ts'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import { openMovingClock } from './moving-clock.ts'

const config = readConfig()
const engine = createEngine(createGateway(config))
const queue = createOutboxQueue(openDatabase(config.DATABASE_URL), await openMovingClock())

await queue.sendBatch(10, async (message) => {
  await engine.publishMessage(message)
  process.kill(process.pid, 'SIGKILL')
})
