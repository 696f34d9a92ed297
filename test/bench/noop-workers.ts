/**
 * Workers that do nothing, as a process of their own: the same pushed jobs over the same client and streams, and a
 * canned answer at once. No database, no checks, no log. What other processes wait for is published as ours does: the
 * term of an entitlement as soon as it is "assigned", the bank's answer as soon as a file is "written".
 */
import { randomUUID } from 'node:crypto'
import { Registry } from 'prom-client'
import { readConfig } from '../../adapters/config.ts'
import { createLog } from '../../adapters/log.ts'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { contractMessage, createEngine } from '../../adapters/zeebe/engine.ts'
import type { ActivatedJob } from '../../adapters/zeebe/gateway.ts'
import { openJobStream } from '../../adapters/zeebe/job-stream.ts'
import { createRuntimeMetrics } from '../../adapters/zeebe/runtime-metrics.ts'
import { jobs } from '../../bpmn/contract.ts'
import { cannedAnswers, cannedJobTypes } from './canned.ts'

const config = readConfig()
const log = createLog({ service: 'noop', level: 'warn' })
const gateway = createGateway(config)
const engine = createEngine(gateway)
const metrics = createRuntimeMetrics(new Registry())
/** The outbox of our workers does not give up either. */
const persistent = { attempts: 100 }
let inHand = 0
/** From the arrival of each job to the answer that the engine took, in milliseconds; logged at the end. */
const times: number[] = []

async function answer(job: ActivatedJob, type: keyof typeof cannedAnswers): Promise<void> {
  inHand += 1
  const arrivedAt = performance.now()
  try {
    await engine.completeJob(job.key, cannedAnswers[type]())
    times.push(Math.round(performance.now() - arrivedAt))
    if (type === 'assign-entitlement') await openTerm()
    if (type === 'write-payment-file') await letBankAnswer(job)
  } catch (error) {
    log.error({ err: error, jobType: type }, 'a job could not be answered')
  } finally {
    inHand -= 1
  }
}

async function openTerm(): Promise<void> {
  const caseId = randomUUID()
  await engine.publishMessage(
    contractMessage('assistance-term-opened', {
      correlationKey: caseId,
      messageId: caseId,
      timeToLiveMs: 600_000,
      variables: {
        caseId,
        caseNumber: `BENCH-${caseId.slice(0, 18)}`,
        caseUrl: `http://127.0.0.1:3000/cases/${caseId}`,
      },
    }),
    persistent,
  )
}

async function letBankAnswer(job: ActivatedJob): Promise<void> {
  const { paymentOrderId } = JSON.parse(job.variables) as { readonly paymentOrderId: string }
  await engine.publishMessage(
    contractMessage('bank-answered', {
      correlationKey: paymentOrderId,
      messageId: paymentOrderId,
      timeToLiveMs: 600_000,
      variables: { paymentResult: 'settled' },
    }),
    persistent,
  )
}

const streams = cannedJobTypes.map((type) =>
  openJobStream({
    gateway,
    type,
    worker: `noop-${process.pid}`,
    fetchVariable: Object.keys(jobs[type].input.properties),
    jobTimeoutMs: config.WORKERS_JOB_TIMEOUT_MS,
    pollMs: config.WORKERS_POLL_MS,
    log,
    metrics,
    onJob: (job) => void answer(job, type),
    room: () => Math.max(config.WORKERS_MAX_JOBS - inHand, 0),
  }),
)
process.send?.('ready')

process.once('SIGTERM', () => {
  for (const stream of streams) stream.stop()
  for (const durationMs of times) {
    console.log(JSON.stringify({ jobType: 'any', durationMs, msg: 'job' }))
  }
  void gateway.close().then(() => process.exit(0))
})
