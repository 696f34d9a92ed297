/** Limits of the worker runtime on the real engine: long jobs, many jobs, failing jobs, and an end that comes in order. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { OperatorError, RetryableError } from '../../domain/errors.ts'
import { openIncidents } from '../support/engine-view.ts'
import { openEngineWorkers, type EngineWorkers } from '../support/engine-workers.ts'
import { eventually } from '../support/eventually.ts'
import { done, smallWorker } from '../support/small-process.ts'

let workers: EngineWorkers
beforeAll(async () => {
  workers = await openEngineWorkers()
})
afterEach(() => workers.afterEach())
afterAll(() => workers.close())

test('a job longer than its time limit stays with its worker', async () => {
  let runs = 0
  const step = await workers.oneStep(
    smallWorker(async (_input, job) => {
      runs += 1
      await new Promise((resolve) => setTimeout(resolve, 6_000))
      return job.record(async () => done())
    }),
    { settings: { WORKERS_JOB_TIMEOUT_MS: 2_000, WORKERS_POLL_MS: 300 } },
  )
  const { count } = step.run()
  await step.over(await step.start())
  expect(runs).toBe(1)
  expect(await count('jobs_delivered_again_total')).toBe(0)
})

test('stopping waits for jobs in hand until the deadline and says what was left', async () => {
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let taken = 0
  const step = await workers.oneStep(
    smallWorker(async ({ number }, job) => {
      taken += 1
      if (number === 1) await gate
      else await new Promise((resolve) => setTimeout(resolve, 500))
      return job.record(async () => done())
    }),
  )
  const { runtime } = step.run()
  const [slow, quick] = [await step.start(1), await step.start(2)]
  await eventually('both jobs to be in hand', async () => (taken === 2 ? true : undefined), { every: 20 })
  const left = await runtime.stop(1_500)
  expect(left).toMatchObject([{ type: step.id }])
  await step.over(quick)
  letGo()
  await step.over(slow)
})

test('more jobs than hands: the bound holds and all are done', async () => {
  let busy = 0
  let most = 0
  const step = await workers.oneStep(
    smallWorker(async (_input, job) => {
      busy += 1
      most = Math.max(most, busy)
      await new Promise((resolve) => setTimeout(resolve, 20))
      busy -= 1
      return job.record(async () => done())
    }),
    { settings: { WORKERS_MAX_JOBS: 3 } },
  )
  step.run()
  const keys = await Promise.all(Array.from({ length: 40 }, () => step.start()))
  for (const key of keys) await step.over(key)
  expect(step.inbox.outcomes.size).toBe(40)
  expect(most).toBeLessThanOrEqual(3)
})
test('what is unavailable is tried again; what an operator must do becomes an incident that says so', async () => {
  let tries = 0
  const step = await workers.oneStep(
    smallWorker(async ({ number }, job) => {
      tries += 1
      if (number === 1 && tries < 3) throw new RetryableError('The register does not answer')
      if (number === 2)
        throw new OperatorError('The case has no account.', 'Enter the account on the case page.')
      return job.record(async () => done())
    }),
  )
  step.run()
  await step.over(await step.start(1))
  expect(tries).toBe(3)
  const incident = async (key: string) =>
    eventually('the incident', async () => (await openIncidents([key]))[0]?.errorMessage)
  expect(await incident(await step.start(2))).toBe(
    'The case has no account. What to do: Enter the account on the case page. Then retry this incident.',
  )
  expect(await incident(await step.start('three'))).toContain('number must be integer')
})

test('a refusal is a BPMN error that the diagram catches', async () => {
  const step = await workers.oneStep(
    smallWorker(async (_input, job) =>
      job.record(async () => ({
        kind: 'refused',
        code: 'NOT_GOOD',
        message: 'No',
        variables: { why: 'no' },
      })),
    ),
    { catches: true },
  )
  step.run()
  await step.over(await step.start())
})
