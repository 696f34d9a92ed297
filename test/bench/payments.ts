/**
 * `npm run bench -- payments`: a monthly run of N orders, from frozen entitlements to closed, through the real
 * database functions, file writer and readers, in worker processes of their own; and the plain baselines on the same
 * data. The bank's own time is left out.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openCopyStreams, type CopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { systemClock, dateInBaku } from '../../domain/clock.ts'
import type { CloseResult, RunFile } from '../../domain/payment-run.ts'
import { startTestStack } from '../../stack/test-stack.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { machine, round } from './figures.ts'
import { writeStatement, writeStatus } from './payments-bank.ts'
import { measureBaselines } from './payments-baselines.ts'
import { benchKind, benchPeriod, makeEntitlements } from './payments-data.ts'
import type { Told, WorkDone } from './payments-told.ts'
import { partsOf, processorSeconds } from './processor-time.ts'
import { createStopwatch, type Stopwatch, type Timed } from './stopwatch.ts'

export interface PaymentsBenchOptions {
  readonly orders: number
  readonly workers: number
  readonly reuse: boolean
  readonly say: (line: string) => void
}

/** @returns the line to print, as an object */
export async function benchPayments(options: PaymentsBenchOptions): Promise<object> {
  const stack = await startTestStack({ parts: ['postgres'], durable: true, reuse: options.reuse })
  Object.assign(process.env, stack.env)
  const before = machine()
  const folder = mkdtempSync(join(tmpdir(), 'dost-bench-'))
  const database = await createTestDatabase()
  const copies = openCopyStreams(database.url)
  const owner = new Client({ connectionString: database.ownerUrl })
  const workers: Worker[] = []
  try {
    await owner.connect()
    options.say(`making ${options.orders} entitlements`)
    await makeEntitlements(owner, options.orders)
    const run = await openRun(database)
    for (let count = 0; count < options.workers; count += 1)
      workers.push(await startWorker(database, folder, run))
    const postgres = partsOf(process.env['STACK_HOME'] ?? '').get('postgres')
    // The workers are children of this process.
    const cpu = () => (postgres?.() ?? 0) + processorSeconds(process.pid)
    const ours = createStopwatch(cpu, options.say)
    const month = await payMonth(workers, { ...options, copies, folder, timed: ours.timed })
    options.say('the baselines')
    const baselines = createStopwatch(cpu, options.say)
    await measureBaselines(owner, copies, { folder, ...month, timed: baselines.timed })
    return result(options, before, month, ours, baselines)
  } finally {
    for (const worker of workers) await worker.stop()
    await copies.close()
    await owner.end()
    await database.drop()
    rmSync(folder, { recursive: true })
    await stack.stop()
  }
}

async function openRun(database: TestDatabase): Promise<string> {
  const { caseId } = await createTransact(
    database.db,
    systemClock,
  )((records) =>
    records.paymentRuns.open({
      kind: benchKind,
      period: benchPeriod,
      body: 'dsmf-branch-2',
      purpose: 'monthly',
      payDay: '2027-01-28',
    }),
  )
  return caseId
}

interface Worker {
  tell(told: Told): Promise<WorkDone>
  stop(): Promise<void>
}

async function startWorker(database: TestDatabase, folder: string, caseId: string): Promise<Worker> {
  const profiles = process.env['BENCH_PROFILES']
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
  const child = fork('test/bench/payments-worker.ts', {
    execArgv: [...profiling, '--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: database.url, FILE_FOLDER: folder, RUN_CASE_ID: caseId },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  await said(child)
  return {
    tell: async (told) => {
      child.send(told)
      return (await said(child)) as WorkDone
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          resolve()
        })
        child.kill('SIGTERM')
      }),
  }
}

const said = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = () => {
      reject(new Error('A payment worker ended'))
    }
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message)
    })
  })

interface Month {
  readonly peakMiB: readonly number[]
  readonly files: number
  readonly bytes: number
  readonly statement: string
}

async function payMonth(
  workers: readonly Worker[],
  {
    orders,
    say,
    copies,
    folder,
    timed,
  }: PaymentsBenchOptions & { readonly copies: CopyStreams; readonly folder: string; readonly timed: Timed },
): Promise<Month> {
  const peaks = new Map<Worker, number>()
  const tell = async (worker: Worker, told: Told): Promise<unknown> => {
    const { answer, peakMiB } = await worker.tell(told)
    peaks.set(worker, peakMiB)
    return answer
  }
  const [first] = workers
  if (first === undefined) throw new Error('A bench needs a worker')
  /** Every worker takes the next of them as soon as it is free. */
  const share = async <Item, Answer>(
    items: readonly Item[],
    toldOf: (item: Item) => Told,
  ): Promise<Answer[]> => {
    const left = [...items]
    const answers: Answer[] = []
    await Promise.all(
      workers.map(async (worker) => {
        for (let item = left.shift(); item !== undefined; item = left.shift()) {
          answers.push((await tell(worker, toldOf(item))) as Answer)
        }
      }),
    )
    return answers
  }

  await timed('freeze', () => tell(first, { step: 'freeze' }))
  await timed('check', () => tell(first, { step: 'check' }))
  await timed('approve', () => tell(first, { step: 'approve' }))
  const files = (await timed('release', () => tell(first, { step: 'release' }))) as readonly RunFile[]
  const bytes = await timed('files', () =>
    share<RunFile, number>(files, ({ fileNumber }) => ({ step: 'write', fileNumber })),
  )

  say('the bank answers')
  const reports: string[] = []
  for (const { id, messageId = '' } of files)
    reports.push(await writeStatus(copies, folder, { id, messageId }))
  const statement = await writeStatement(copies, folder, dateInBaku(new Date()))

  await timed('status', () => share<string, unknown>(reports, (path) => ({ step: 'receive', path })))
  await timed('statement', () => tell(first, { step: 'receive', path: statement }))
  const closed = (await timed('close', () => tell(first, { step: 'close' }))) as CloseResult
  if (!closed.closed || closed.settled.count !== orders)
    throw new Error(`The run did not close: ${JSON.stringify(closed)}`)
  return {
    peakMiB: workers.map((worker) => round(peaks.get(worker) ?? 0, 0)),
    files: files.length,
    bytes: bytes.reduce((sum, count) => sum + count, 0),
    statement,
  }
}

function result(
  { orders, workers }: PaymentsBenchOptions,
  before: ReturnType<typeof machine>,
  { peakMiB, files, bytes }: Month,
  ours: Stopwatch,
  baselines: Stopwatch,
): object {
  const ratio = (look: (watch: Stopwatch) => Readonly<Record<string, number>>) =>
    round((look(ours)['total'] ?? 0) / (look(baselines)['total'] ?? 0))
  return {
    bench: 'payments',
    orders,
    workers,
    seconds: ours.seconds(),
    baselineSeconds: baselines.seconds(),
    ratio: ratio((watch) => watch.seconds()),
    cpuSeconds: ours.cpuSeconds(),
    baselineCpuSeconds: baselines.cpuSeconds(),
    cpuRatio: ratio((watch) => watch.cpuSeconds()),
    peakMiB,
    files,
    bytes,
    machine: { ...before, loadAfter: machine().loadBefore },
  }
}
