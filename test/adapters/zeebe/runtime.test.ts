/** The runtime before an engine that says what the test wants, when it wants. */
import { Registry } from 'prom-client'
import { Type } from 'typebox'
import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from '../../../adapters/log.ts'
import type { ActivatedJob, Gateway } from '../../../adapters/zeebe/gateway.ts'
import { startRuntime, type Runtime } from '../../../adapters/zeebe/runtime.ts'
import { systemClock } from '../../../domain/clock.ts'
import { RetryableError } from '../../../domain/errors.ts'
import { inMemoryInbox } from '../../support/in-memory-inbox.ts'
import { done, smallWorker } from '../../support/small-process.ts'

let runtime: Runtime | undefined
afterEach(() => runtime?.stop(1_000))

const job: ActivatedJob = {
  key: '9007199254740993',
  type: 'plan-visit',
  processInstanceKey: '9007199254740995',
  bpmnProcessId: 'household-inspection',
  processDefinitionVersion: 1,
  elementId: 'PlanVisit',
  elementInstanceKey: '9007199254740997',
  customHeaders: '{}',
  retries: 5,
  deadline: '0',
  variables: '{}',
}

test('a job that comes back before its failure is confirmed, and is ready by then, is not forgotten', async () => {
  let tries = 0
  const told: string[] = []
  let push: (job: ActivatedJob) => void = () => undefined
  let confirm: () => void = () => undefined
  const gateway = {
    call: async (name: string) => {
      told.push(name)
      // The engine has the failure and hands the job out again; only its answer is on its way still.
      if (name === 'failJob') {
        await new Promise<void>((resolve) => {
          confirm = resolve
        })
      }
      return {}
    },
    activateJobs: async () => [],
    streamJobs: (_request: object, on: { readonly job: (job: ActivatedJob) => void }) => {
      push = on.job
      return { pause: () => undefined, resume: () => undefined, cancel: () => undefined }
    },
  } as unknown as Gateway
  const metrics = new Registry()
  runtime = startRuntime({
    gateway,
    rest: { send: async () => undefined, answers: async () => true },
    unitOfWork: inMemoryInbox(),
    contract: { 'plan-visit': { input: Type.Object({}), output: Type.Object({}), errors: [] } },
    workers: {
      'plan-visit': smallWorker(async (_input, step) => {
        tries += 1
        if (tries === 1) throw new RetryableError('The register does not answer')
        return step.record(async () => done())
      }),
    },
    clock: systemClock,
    log: createLog({ service: 'test', level: 'silent' }),
    metrics,
    settings: {
      NODE_ENV: 'test',
      WORKERS_MAX_JOBS: 32,
      WORKERS_JOB_TIMEOUT_MS: 60_000,
      WORKERS_POLL_MS: 60_000,
      WORKERS_WATCHDOG_MS: 60_000,
      WORKERS_BACKOFF_MS: 10,
      WORKERS_BACKOFF_MAX_MS: 10,
      WORKERS_VALIDATE_OUTPUT: true,
    },
    name: 'test',
  })
  push(job)
  await vi.waitFor(() => {
    expect(told).toContain('failJob')
  })
  push({ ...job, retries: 4, deadline: '1' })
  // Its rest is over before the engine's answer is here.
  await new Promise((resolve) => setTimeout(resolve, 50))
  confirm()
  await vi.waitFor(() => {
    expect(told).toContain('completeJob')
  })
  expect(tries).toBe(2)
})
