/**
 * Jobs on the real engine are pushed and done once, and neither a cut wire nor a dead one loses a step. The wire
 * is a proxy between this process and the gateway.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openEngineWorkers, type EngineWorkers } from '../support/engine-workers.ts'
import { eventually } from '../support/eventually.ts'
import { done, smallWorker, type SmallJob } from '../support/small-process.ts'

let workers: EngineWorkers
beforeAll(async () => {
  workers = await openEngineWorkers()
})
afterEach(() => workers.afterEach())
afterAll(() => workers.close())

test('a pushed job is done, recorded once, and its instance ends', async () => {
  const seen: SmallJob[] = []
  const step = await workers.oneStep(
    smallWorker(async ({ number }, job) => {
      seen.push(job)
      return job.record(async () => done({ doubled: Number(number) * 2 }))
    }),
  )
  const { count } = step.run()
  const key = await step.start()
  await step.over(key)
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({ processInstanceKey: key })
  expect([...step.inbox.outcomes.values()]).toEqual([done({ doubled: 42 })])
  // The records may show the end before the worker has the engine's answer.
  await eventually('the job to be counted', async () => ((await count('jobs_total')) > 0 ? true : undefined))
  expect(await count('jobs_total')).toBe(1)
})

test('jobs that waited before any worker came are found', async () => {
  const step = await workers.oneStep(smallWorker(async (_input, job) => job.record(async () => done())))
  const keys = [await step.start(), await step.start(), await step.start()]
  step.run()
  for (const key of keys) await step.over(key)
  expect(step.inbox.outcomes.size).toBe(3)
})

test('a worker that dies after its record leaves an answer for the next delivery', async () => {
  let runs = 0
  const step = await workers.oneStep(
    smallWorker(async (_input, job) => {
      const recorded = await job.record(async () => {
        runs += 1
        return done()
      })
      // The transaction is committed, the engine not told: the wire goes before the answer.
      if (runs === 1) workers.proxy.cut()
      return recorded
    }),
    { settings: { WORKERS_JOB_TIMEOUT_MS: 4_000 } },
  )
  const { count } = step.run()
  const key = await step.start()
  await eventually('the wire to be cut', async () => (runs > 0 ? true : undefined))
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  workers.proxy.restore()
  await step.over(key)
  expect(runs).toBe(1)
  expect(step.inbox.outcomes.size).toBe(1)
  expect(await count('job_stream_reopened_total')).toBeGreaterThan(0)
})

test('a gateway that goes and comes back loses nothing', async () => {
  const step = await workers.oneStep(smallWorker(async (_input, job) => job.record(async () => done())))
  step.run()
  await step.over(await step.start())
  workers.proxy.cut()
  const keys = await Promise.all(Array.from({ length: 20 }, () => step.start()))
  workers.proxy.restore()
  for (const key of keys) await step.over(key)
  expect(step.inbox.outcomes.size).toBe(21)
})

test('a connection that is dead without an error is noticed and rebuilt', async () => {
  const step = await workers.oneStep(
    smallWorker(async (_input, job) => job.record(async () => done())),
    {
      settings: { WORKERS_POLL_MS: 500, WORKERS_WATCHDOG_MS: 3_000, WORKERS_JOB_TIMEOUT_MS: 5_000 },
    },
  )
  const { runtime, count } = step.run()
  await step.over(await step.start())
  workers.proxy.freeze()
  const key = await step.start()
  await step.over(key)
  expect(await count('engine_connection_rebuilds_total')).toBeGreaterThan(0)
  await eventually('healthy workers', async () =>
    runtime.health().every(({ silent }) => !silent) ? true : undefined,
  )
})
