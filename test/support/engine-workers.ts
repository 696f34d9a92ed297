/** Deploys a process of one step on the real engine and starts workers for it, behind a wire that can be cut. */
import { randomUUID } from 'node:crypto'
import { Registry } from 'prom-client'
import { Type } from 'typebox'
import { createLog } from '../../adapters/log.ts'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import type { AnyWorker } from '../../adapters/zeebe/handle-job.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { startRuntime, type RuntimeSettings } from '../../adapters/zeebe/runtime.ts'
import { systemClock } from '../../domain/clock.ts'
import { environment } from './environment.ts'
import { eventually } from './eventually.ts'
import { inMemoryInbox } from './in-memory-inbox.ts'
import { smallProcess } from './small-process.ts'
import { openTcpProxy } from './tcp-proxy.ts'

const strict = { additionalProperties: false }
const contract = {
  input: Type.Object({ number: Type.Integer() }, strict),
  output: Type.Object({ doubled: Type.Optional(Type.Integer()) }, strict),
  errors: ['NOT_GOOD'],
}
const settings: RuntimeSettings = {
  NODE_ENV: 'test',
  WORKERS_MAX_JOBS: 8,
  WORKERS_JOB_TIMEOUT_MS: 60_000,
  WORKERS_POLL_MS: 2_000,
  WORKERS_WATCHDOG_MS: 60_000,
  WORKERS_BACKOFF_MS: 100,
  WORKERS_BACKOFF_MAX_MS: 1_000,
}

export interface OneStepOptions {
  readonly settings?: Partial<RuntimeSettings>
  readonly retries?: number
  readonly catches?: boolean
}

export async function openEngineWorkers() {
  const log = createLog({ service: 'test', level: process.env['LOG_LEVEL'] ?? 'silent' })
  const direct = createGateway({ ZEEBE_ADDRESS: environment.zeebeAddress, ZEEBE_SECURE: false })
  const engine = createEngine(direct)
  const rest = createEngineRest({ ZEEBE_REST_URL: environment.zeebeRestUrl })
  const proxy = await openTcpProxy(environment.zeebeAddress)
  const endings: (() => Promise<unknown>)[] = []

  /** Deploys a process of one step and starts workers for it behind the proxy. */
  async function oneStep(
    worker: AnyWorker,
    options: {
      readonly settings?: Partial<RuntimeSettings>
      readonly retries?: number
      readonly catches?: boolean
    } = {},
  ) {
    const id = `engine-test-${randomUUID().slice(0, 8)}`
    await engine.deploy([smallProcess(id, [{ ...options, type: id }])])
    const inbox = inMemoryInbox()
    const run = () => {
      const gateway = createGateway({ ZEEBE_ADDRESS: proxy.address, ZEEBE_SECURE: false })
      const metrics = new Registry()
      const runtime = startRuntime({
        gateway,
        rest,
        unitOfWork: inbox,
        contract: { [id]: contract },
        workers: { [id]: worker },
        clock: systemClock,
        log,
        metrics,
        settings: { ...settings, ...options.settings },
        name: 'engine-test',
      })
      const count = async (name: string) => {
        const metric = await metrics.getSingleMetric(name)?.get()
        return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0)
      }
      endings.push(async () => {
        await runtime.stop(2_000)
        await gateway.close()
      })
      return { runtime, count }
    }
    const start = (number: unknown = 21) => engine.createInstance(id, { number })
    /** An instance that has gone can no longer be cancelled. */
    const over = (key: string) =>
      eventually(
        `the end of instance ${key}`,
        async () =>
          await direct.call('setVariables', { elementInstanceKey: key, variables: '{}', local: true }).then(
            () => undefined,
            () => true,
          ),
      )
    return { id, inbox, run, start, over }
  }

  return {
    engine,
    proxy,
    oneStep,
    /** Stops the workers of a test and mends the wire. */
    afterEach: async () => {
      for (const end of endings.splice(0).reverse()) await end()
      proxy.restore()
    },
    close: async () => {
      await direct.close()
      await proxy.close()
    },
  }
}

export type EngineWorkers = Awaited<ReturnType<typeof openEngineWorkers>>
