/**
 * `npm run bench -- process`: cases of targeted social assistance from the start message to the paid first month,
 * without people. By turns on the same engine: our workers (as in production, with database and outside), and the
 * same diagrams with workers that do nothing. Everything else is the same on both sides.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Config } from '../../adapters/config.ts'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { deployFolder, waitForEngine } from '../../adapters/zeebe/deploy.ts'
import { contractMessage, createEngine, type Engine } from '../../adapters/zeebe/engine.ts'
import { createRecordStore } from '../../adapters/zeebe/record-store.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { createUserTasks } from '../../adapters/zeebe/user-tasks.ts'
import { projectFolder } from '../../stack/config.ts'
import { startTestStack } from '../../stack/test-stack.ts'
import { secretSettings } from '../support/secret-settings.ts'
import { freePort } from '../support/free-port.ts'
import { startChild, untilReady, type Child } from './child.ts'
import { payer } from './payer.ts'
import { machine } from './figures.ts'
import { fileCases, openBenchOffice, type BenchCase, type BenchOffice } from './office.ts'
import type { OutsideUrls } from './outside.ts'
import { result, type Measured, type Side } from './process-result.ts'
import { partsOf, startMeter } from './processor-time.ts'
import { startStaffFeed, type StaffFeed } from './staff-feed.ts'

export interface ProcessBenchOptions {
  readonly cases: number
  readonly concurrency: number
  readonly rounds: number
  readonly reuse: boolean
  readonly say: (line: string) => void
}

/** Before the clock of each round: its workers are new processes, whose code is not compiled yet. */
const WARM_UP_CASES = 20
/** A little more than one household in four has a right and nothing odd. */
const HOUSEHOLDS_FOR_ONE_WITHOUT_ODDITY = 4
const CALM_CASES = 10
const CALM_AT_ONCE = 1
const ROUND_LIMIT_MS = 30 * 60_000

interface Bench {
  readonly options: ProcessBenchOptions
  readonly config: Config
  readonly settings: Readonly<Record<string, string>>
  readonly engine: Engine
  readonly feed: StaffFeed
  readonly office: BenchOffice
  readonly outside: Child
  readonly folder: string
  ended: (caseNumber: string) => void
  turn: number
}

/** @returns the line to print, as an object; job times in milliseconds */
export async function benchProcess(options: ProcessBenchOptions): Promise<object> {
  const stack = await startTestStack({ webApps: false, durable: true, reuse: options.reuse })
  Object.assign(process.env, stack.env)
  const before = machine()
  const bench = await openBench(options)
  try {
    const calmly = { cases: CALM_CASES, concurrency: CALM_AT_ONCE }
    const calm = { noop: await measure(bench, 'noop', calmly), ours: await measure(bench, 'ours', calmly) }
    const measured: Measured[] = []
    for (let turn = 0; turn < options.rounds; turn += 1) {
      measured.push(await measure(bench, 'noop', options), await measure(bench, 'ours', options))
    }
    const line = result(options, before, calm, measured)
    // Logs are kept only when something went wrong.
    rmSync(bench.folder, { recursive: true })
    return line
  } finally {
    await bench.close()
    await stack.stop()
  }
}

/** One round of one side, with workers of its own. */
async function measure(
  bench: Bench,
  side: Side,
  { cases, concurrency }: { readonly cases: number; readonly concurrency: number },
): Promise<Measured> {
  bench.turn += 1
  const logFile = join(bench.folder, `${bench.turn}-${side}.log`)
  // Filed before the clock runs: intake has a bench of its own.
  const filed = await fileCases(bench.office, cases, side === 'ours')
  const before = await fileCases(bench.office, WARM_UP_CASES, side === 'ours')
  const workers = await startSide(bench, side, logFile)
  try {
    await runCases(bench, before, WARM_UP_CASES)
    const meter = startMeter(
      new Map([
        ['workers', () => workers.cpuSeconds()],
        ['outside', () => bench.outside.cpuSeconds()],
        ...partsOf(process.env['STACK_HOME'] ?? ''),
      ]),
    )
    const began = performance.now()
    await runCases(bench, filed, concurrency)
    const seconds = (performance.now() - began) / 1_000
    if (side === 'ours') await bench.office.requirePaid(filed)
    bench.options.say(
      `${side.padEnd(4)} ${cases} cases in ${seconds.toFixed(1)} s: ${(cases / seconds).toFixed(2)}/s`,
    )
    return { side, cases, perSecond: cases / seconds, cpuMsPerCase: meter.perUnit(cases), logFile }
  } finally {
    await workers.stop()
  }
}

/** Starts all cases, so many at a time, and waits until the last has ended. */
async function runCases(bench: Bench, filed: readonly BenchCase[], concurrency: number): Promise<void> {
  const waiting = [...filed]
  let left = filed.length
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${left} of ${filed.length} cases have not ended; see ${bench.folder}`))
    }, ROUND_LIMIT_MS)
    const next = () => {
      const found = waiting.shift()
      if (found === undefined) return
      bench.feed.expect(found)
      const { caseId, caseNumber, caseUrl } = found
      const message = contractMessage('application-received', {
        correlationKey: caseId,
        messageId: randomUUID(),
        timeToLiveMs: 600_000,
        variables: { caseId, caseNumber, caseUrl },
      })
      // An engine that is busy says so: its own limit, not the end of the measurement.
      bench.engine.publishMessage(message, { attempts: 30 }).catch(reject)
    }
    bench.ended = () => {
      left -= 1
      if (left > 0) {
        next()
        return
      }
      clearTimeout(timer)
      resolve()
    }
    for (let begun = 0; begun < concurrency; begun += 1) next()
  })
}

async function startSide(bench: Bench, side: Side, logFile: string): Promise<Child> {
  if (side === 'noop') {
    const child = startChild('test/bench/noop-workers.ts', bench.settings, logFile)
    await child.said
    return child
  }
  const port = await freePort()
  const child = startChild('workers/main.ts', { ...bench.settings, WORKERS_PORT: String(port) }, logFile)
  await untilReady(`http://127.0.0.1:${port}/health/ready`, child, logFile)
  return child
}

async function openBench(options: ProcessBenchOptions): Promise<Bench & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'dost-bench-'))
  const casesOfASide = options.cases * options.rounds + CALM_CASES + WARM_UP_CASES * (options.rounds + 1)
  const households = 2 * casesOfASide * HOUSEHOLDS_FOR_ONE_WITHOUT_ODDITY
  const outside = startChild(
    'test/bench/outside.ts',
    { BENCH_HOUSEHOLDS: String(households) },
    join(folder, 'outside.log'),
  )
  const urls = (await outside.said) as OutsideUrls
  const office = await openBenchOffice(households)
  const settings = {
    // As in production: answers of workers are not checked once more against the contract.
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    DATABASE_URL: office.databaseUrl,
    ZEEBE_ADDRESS: process.env['ZEEBE_ADDRESS'] ?? '',
    ZEEBE_REST_URL: process.env['ZEEBE_REST_URL'] ?? '',
    OPENSEARCH_URL: process.env['OPENSEARCH_URL'] ?? '',
    REGISTERS_URL: urls.registers,
    BANK_URL: urls.bank,
    NOTIFICATIONS_URL: urls.notifications,
    BANK_POLL_MS: '500',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    ...payer,
    ...secretSettings,
  }
  const config = readConfig(settings)
  const gateway = createGateway(config)
  const engine = createEngine(gateway)
  const topology = await waitForEngine(engine, 60_000)
  await deployFolder(engine, join(projectFolder, 'bpmn'))
  const bench: Omit<Bench, 'feed'> = {
    options,
    config,
    settings,
    engine,
    office,
    outside,
    folder,
    ended: () => undefined,
    turn: 0,
  }
  const feed = await startStaffFeed({
    store: createRecordStore(config),
    userTasks: createUserTasks(createEngineRest(config)),
    partitions: topology.partitionsCount,
    onEnded: (caseNumber) => {
      whole.ended(caseNumber)
    },
    onProblem: (error) => {
      options.say(`staff: ${error instanceof Error ? error.message : String(error)}`)
    },
  })
  const whole = Object.assign(bench, {
    feed,
    close: async () => {
      await feed.stop()
      await gateway.close()
      await office.close()
      await outside.stop()
    },
  })
  return whole
}
