/** One job and every way it can end, before an engine that notes what it is told. */
import { Registry } from 'prom-client'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { createLog } from '../../../adapters/log.ts'
import { createEngine } from '../../../adapters/zeebe/engine.ts'
import { EngineError, type ActivatedJob, type Gateway } from '../../../adapters/zeebe/gateway.ts'
import { createJobHandler } from '../../../adapters/zeebe/handle-job.ts'
import { createRuntimeMetrics } from '../../../adapters/zeebe/runtime-metrics.ts'
import { createSchemaChecks } from '../../../adapters/zeebe/schema-checks.ts'
import { systemClock } from '../../../domain/clock.ts'
import { inMemoryInbox } from '../../support/in-memory-inbox.ts'
import { done, smallWorker, type SmallJob } from '../../support/small-process.ts'

const strict = { additionalProperties: false }
const contract = {
  'plan-visit': {
    input: Type.Object(
      { caseId: Type.String({ format: 'uuid' }), visitRound: Type.Integer({ minimum: 1 }) },
      strict,
    ),
    output: Type.Object({ visitGroup: Type.String() }, strict),
    errors: ['NO_INSPECTOR'],
  },
}
const caseId = '0b9c1b52-6b0f-4a5e-9d6e-0c6a1de0a111'

function aJob(changes: Partial<ActivatedJob> = {}): ActivatedJob {
  return {
    // Keys of partition 4: above 2^53, where JSON numbers lose digits.
    key: '9007199254740993',
    type: 'plan-visit',
    processInstanceKey: '9007199254740995',
    bpmnProcessId: 'household-inspection',
    processDefinitionVersion: 3,
    elementId: 'PlanVisit',
    elementInstanceKey: '9007199254740997',
    customHeaders: '{"level":"overdue"}',
    retries: 5,
    deadline: '0',
    variables: JSON.stringify({ caseId, visitRound: 1 }),
    ...changes,
  }
}

/** A handler whose engine notes every call; `fail` makes a call fail. */
function anOffice(work: (input: Readonly<Record<string, unknown>>, job: SmallJob) => Promise<unknown>) {
  const told: { name: string; request: object }[] = []
  const lines: Record<string, unknown>[] = []
  const refusing = new Map<string, EngineError>()
  const call = async (name: string, request: object) => {
    told.push({ name, request })
    const error = refusing.get(name)
    if (error !== undefined) throw error
    return {}
  }
  const metrics = new Registry()
  const inbox = inMemoryInbox()
  const log = createLog(
    { service: 'test', level: 'info' },
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const handle = createJobHandler({
    engine: createEngine({ call } as unknown as Gateway),
    unitOfWork: inbox,
    workers: { 'plan-visit': smallWorker(work) },
    checks: createSchemaChecks(contract),
    clock: systemClock,
    log,
    metrics: createRuntimeMetrics(metrics),
    backOff: { baseMs: 1_000, maxMs: 300_000 },
    validateOutput: true,
    putOff: (jobKey, milliseconds) => told.push({ name: 'putOff', request: { jobKey, milliseconds } }),
  })
  return { handle, told, lines, inbox, refusing, metrics }
}

test('a step that is done completes its job; every key keeps all its digits', async () => {
  let seen: SmallJob | undefined
  const office = anOffice(async (_input, job) => {
    seen = job
    return job.record(async () => done({ visitGroup: 'dost-inspector-khazar' }))
  })
  await office.handle(aJob())
  expect(office.told).toEqual([
    {
      name: 'completeJob',
      request: { jobKey: '9007199254740993', variables: '{"visitGroup":"dost-inspector-khazar"}' },
    },
  ])
  expect(seen).toMatchObject({
    key: '9007199254740993',
    processInstanceKey: '9007199254740995',
    stepKey: 'plan-visit:9007199254740997',
  })
})

test('the same step delivered again gets its first answer, and nothing is done', async () => {
  let runs = 0
  const office = anOffice(async (_input, job) =>
    job.record(async () => {
      runs += 1
      return done({ visitGroup: `round ${runs}` })
    }),
  )
  await office.handle(aJob())
  await office.handle(aJob({ key: '9007199254740999', retries: 4 }))
  expect(runs).toBe(1)
  expect(office.told.map(({ request }) => request)).toMatchObject([
    { variables: '{"visitGroup":"round 1"}' },
    { variables: '{"visitGroup":"round 1"}' },
  ])
  expect(office.lines.map(({ outcome }) => outcome)).toEqual(['completed', 'replayed'])
})

test('the same step delivered again asks nobody outside, and its first answer holds whatever the input is now', async () => {
  let asked = 0
  const office = anOffice(async (_input, job) => {
    await job.read(async () => undefined)
    asked += 1
    return job.record(async () => done({ visitGroup: 'first' }))
  })
  await office.handle(aJob())
  await office.handle(aJob({ key: '9007199254740999' }))
  await office.handle(aJob({ key: '9007199254741001', variables: '{}' }))
  expect(asked).toBe(1)
  expect(office.told.map(({ name }) => name)).toEqual(['completeJob', 'completeJob', 'completeJob'])
  expect(office.lines.map(({ outcome }) => outcome)).toEqual(['completed', 'replayed', 'replayed'])
})

test('wrong input is an incident that names the variable and says nothing of its value', async () => {
  const office = anOffice(async () => undefined)
  await office.handle(aJob({ variables: JSON.stringify({ caseId: '94FMDDD', visitRound: 0 }) }))
  expect(office.told).toMatchObject([{ name: 'failJob', request: { retries: 0 } }])
  const { errorMessage } = office.told[0]?.request as { errorMessage: string }
  expect(errorMessage).toContain('visitRound must be >= 1')
  expect(errorMessage).toContain('caseId must match format "uuid"')
  expect(errorMessage).not.toContain('94FMDDD')
})

test('output that the contract does not promise is not recorded', async () => {
  const office = anOffice(async (_input, job) => job.record(async () => done({ visitGroup: 7 })))
  await office.handle(aJob())
  expect(office.inbox.outcomes.size).toBe(0)
  expect(office.told).toMatchObject([
    { name: 'putOff', request: { jobKey: aJob().key } },
    { name: 'failJob', request: { retries: 2, retryBackOff: 0 } },
  ])
})

test('a worker that forgets to record, or records twice, does not pass', async () => {
  const forgetful = anOffice(async () => done({ visitGroup: 'x' }))
  await forgetful.handle(aJob())
  const eager = anOffice(async (_input, job) => {
    await job.record(async () => done({ visitGroup: 'x' }))
    return job.record(async () => done({ visitGroup: 'y' }))
  })
  await eager.handle(aJob())
  expect(forgetful.told).toMatchObject([
    { name: 'putOff' },
    { name: 'failJob', request: { errorMessage: 'The worker of plan-visit returned without job.record' } },
  ])
  expect(eager.told).toMatchObject([{ name: 'putOff' }, { name: 'failJob' }])
})

test('a refusal becomes the BPMN error, with its variables', async () => {
  const office = anOffice(async (_input, job) =>
    job.record(async () => ({
      kind: 'refused',
      code: 'NO_INSPECTOR',
      message: 'Nobody is free',
      variables: { formProblem: 'x' },
    })),
  )
  await office.handle(aJob())
  expect(office.told).toEqual([
    {
      name: 'throwError',
      request: {
        jobKey: '9007199254740993',
        errorCode: 'NO_INSPECTOR',
        errorMessage: 'Nobody is free',
        variables: '{"formProblem":"x"}',
      },
    },
  ])
})

test('a job that is no longer ours is counted and nothing else', async () => {
  const office = anOffice(async (_input, job) => job.record(async () => done({ visitGroup: 'x' })))
  office.refusing.set('completeJob', new EngineError('completeJob', 'NOT_FOUND', 'no such job'))
  await office.handle(aJob())
  expect(office.told).toHaveLength(1)
  expect((await office.metrics.getSingleMetric('job_answers_gone_total')?.get())?.values).toMatchObject([
    { value: 1 },
  ])
  expect(office.lines).toMatchObject([{ level: 'info', outcome: 'completed', gone: true }])
})

test('the one line per job says which, where and how it went, and never its variables', async () => {
  const office = anOffice(async (_input, job) => job.record(async () => done({ visitGroup: 'x' })))
  await office.handle(aJob())
  expect(office.lines).toHaveLength(1)
  expect(office.lines[0]).toMatchObject({
    jobType: 'plan-visit',
    caseId,
    processInstanceKey: '9007199254740995',
    elementId: 'PlanVisit',
    jobKey: '9007199254740993',
    attempt: 1,
    outcome: 'completed',
  })
  expect(JSON.stringify(office.lines)).not.toContain('visitRound')
})
