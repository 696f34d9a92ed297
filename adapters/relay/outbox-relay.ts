/**
 * The relay: what a transaction left in the outbox goes to the engine after commit, usually within milliseconds
 * of the database's notice, otherwise by polling. The row's message id is the engine's too: a relay that dies
 * between sending and noting sends again and nothing happens twice. Several relays share the work
 * (adapters/postgres/outbox-queue.ts locks what it hands out). Next: the engine starts or continues an instance.
 */
import { Counter, Gauge, type Registry } from 'prom-client'
import type { Log } from '../log.ts'
import type { BatchResult, Listener, OutboxQueue } from '../postgres/outbox-queue.ts'
import type { Engine } from '../zeebe/engine.ts'
import { backOffMs } from '../zeebe/retry.ts'

export interface RelayOptions {
  readonly queue: OutboxQueue
  readonly engine: Pick<Engine, 'publishMessage'>
  /** Calls back on every notice of the database; polling goes on beside it. */
  readonly listen: (onNotify: () => void, onProblem: (error: unknown) => void) => Listener
  readonly log: Log
  readonly metrics: Registry
  /** Longest wait between two looks at the outbox, in milliseconds. */
  readonly pollMs: number
  /** Messages sent side by side. */
  readonly batch: number
}

export interface Relay {
  /** Finishes the batch under way and lets go of the connection. */
  stop(): Promise<void>
}

const failureBackOff = { baseMs: 500, maxMs: 15_000 }

export function startRelay(options: RelayOptions): Relay {
  const { queue, engine, log, pollMs, batch } = options
  const counters = createRelayMetrics(options.metrics, queue)
  let stopped = false
  let noticed = false
  let wake: () => void = () => undefined

  const listener = options.listen(
    () => {
      noticed = true
      wake()
    },
    (error) => {
      log.warn({ err: error }, 'the relay lost the connection that listens; polling goes on')
    },
  )

  /** Until the next notice or poll. A notice that came while a batch was under way is not lost: `noticed` keeps it. */
  async function pause(ms: number): Promise<void> {
    if (noticed || stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** @returns whether more may be waiting */
  async function sendSome(): Promise<boolean> {
    // The queue tries again by itself, later each time: one attempt here keeps its rows locked for a moment only.
    const send = async (message: Parameters<Engine['publishMessage']>[0]) => {
      const answer = await engine.publishMessage(message, { attempts: 1 })
      if (answer === 'known') counters.known.inc()
    }
    const result: BatchResult = await queue.sendBatch(batch, send)
    counters.sent.inc(result.sent)
    counters.failed.inc(result.failed)
    if (result.failed > 0)
      log.warn({ failed: result.failed, sent: result.sent }, 'messages the engine did not take')
    return result.sent + result.failed >= batch
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stopped) {
      noticed = false
      try {
        const more = await sendSome()
        failures = 0
        if (more) continue
        await pause(pollMs)
      } catch (error) {
        failures += 1
        if (failures === 1) log.error({ err: error }, 'the relay cannot read the outbox')
        noticed = false
        await pause(backOffMs(failures, failureBackOff))
      }
    }
  }

  const running = run()
  return {
    stop: async () => {
      stopped = true
      wake()
      await listener.close()
      await running
    },
  }
}

function createRelayMetrics(registry: Registry, queue: OutboxQueue) {
  const registers = [registry]
  new Gauge({
    name: 'outbox_oldest_seconds',
    help: 'Age of the oldest message that waits to be sent',
    registers,
    async collect() {
      this.set((await queue.lag()).oldestMs / 1_000)
    },
  })
  return {
    sent: new Counter({ name: 'outbox_sent_total', help: 'Messages the engine took', registers }),
    known: new Counter({ name: 'outbox_known_total', help: 'Messages the engine had already', registers }),
    failed: new Counter({
      name: 'outbox_failed_total',
      help: 'Sendings that failed and are repeated',
      registers,
    }),
  }
}
