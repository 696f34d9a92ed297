/**
 * The throw-away stack of a test run: own ports, own data in a temporary folder, an engine clock that can be moved.
 * Every process of it watches the run; when the run ends in whatever way, also by kill -9, they end too.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brokerOffsets, readConfig, testPortShift } from './config.ts'
import { StackError } from './errors.ts'
import { takeLock } from './lock.ts'
import { isAlive, isPortTaken, ownProcess, type ProcessId } from './processes.ts'
import { createProgress, type Progress } from './progress.ts'
import { createStack, keptBrokers, type Stack } from './stack.ts'
import { openState } from './state.ts'

export interface TestStackOptions {
  /** Tasklist and Operate too; they cost half of the start. Default true. */
  readonly webApps?: boolean
  /** Only these parts; without it PostgreSQL, store and engine, and the web apps unless left out. */
  readonly parts?: readonly string[]
  readonly brokers?: number
  /** Commits survive a crash of the machine, as in production: what a measurement needs. Default false. */
  readonly durable?: boolean
  /** Use the stack that `npm run stack -- up --profile test` keeps, and leave it running. Also by TEST_STACK_REUSE. */
  readonly reuse?: boolean
  readonly progress?: Progress
}
export interface TestStack {
  /** Addresses and passwords, to be merged into the environment of the tests. */
  readonly env: Readonly<Record<string, string>>
  /** Ends a part that is not needed any more, e.g. `web-apps`; does nothing to a stack that was there before. */
  stopPart(name: string): Promise<void>
  /** Ends everything and deletes the data; does nothing to a stack that was there before. */
  stop(): Promise<void>
}

const folderPrefix = 'dost-stack-test-'
const ownerFile = 'owner.json'
const steps = 200
const lastShift = 6000

/**
 * Starts a test stack, or finds the one that is kept.
 * @throws StackError with step, reason, log lines and advice
 */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const { webApps = true, brokers = 1, progress = createProgress(console.error) } = options
  const parts = options.parts ?? partsFor(webApps)
  const kept = process.env['TEST_STACK_REUSE'] ?? ''
  if (options.reuse === true || kept !== '') return reuseStack(kept, parts, progress)

  deleteLeftovers()
  const home = mkdtempSync(join(tmpdir(), folderPrefix))
  writeFileSync(join(home, ownerFile), JSON.stringify(ownProcess()))
  const { portShift, release } = await takePorts(home, brokers)
  const config = readConfig(process.env, {
    profile: 'test',
    home,
    brokers,
    portShift,
    durable: options.durable,
  })
  const stack = createStack(config, { progress, owner: ownProcess(), only: parts })
  const down = (only: readonly string[]) =>
    createStack(config, { progress: createProgress(() => undefined), only }).down()
  const stop = async () => {
    try {
      await down(parts)
    } finally {
      release()
      rmSync(home, { recursive: true, force: true })
    }
  }
  try {
    await stack.up()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    env: { ...stack.env(), STACK_PORT_SHIFT: String(portShift) },
    stopPart: (name) => down([name]),
    stop,
  }
}

function partsFor(webApps: boolean): string[] {
  return ['postgres', 'opensearch', 'broker', ...(webApps ? ['web-apps'] : [])]
}

async function reuseStack(home: string, parts: readonly string[], progress: Progress): Promise<TestStack> {
  const config = keptBrokers(
    readConfig(process.env, { profile: 'test', home: home === '' ? undefined : home }),
  )
  const stack = createStack(config, { progress, only: parts })
  const missing = stack.status().filter(({ state }) => state !== 'running')
  if (missing.length > 0) {
    throw new StackError(
      'Looking for the test stack',
      `in ${config.home} ${missing.map(({ name, state }) => `${name} is ${state}`).join(', ')}`,
      `start it with npm run stack -- up --profile test --only ${parts.join(',')}, or run the tests without --reuse.`,
    )
  }
  const leave = async () => undefined
  return { env: { ...stack.env(), STACK_PORT_SHIFT: String(testPortShift) }, stopPart: leave, stop: leave }
}

/**
 * Ends a part of the stack that the tests run on and starts it again with its data, e.g. `broker`.
 * Works from any process that has the environment of the test stack.
 * @param how `SIGKILL` shows what a crash does; default is a proper end
 */
export async function restartPart(name: string, how: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  const home = process.env['STACK_HOME']
  if (home === undefined) throw new Error('STACK_HOME is not set: run the tests with `npm test`')
  const portShift = Number(process.env['STACK_PORT_SHIFT'] ?? testPortShift)
  const config = keptBrokers(readConfig({ ...process.env, STACK_PROFILE: 'test' }, { home, portShift }))
  const stack: Stack = createStack(config, {
    progress: createProgress(() => undefined),
    owner: ownerOf(home),
    only: [name],
  })
  if (how === 'SIGTERM') {
    await stack.down()
    await stack.up()
    return
  }
  const pid = openState(home).read().services[name]?.pid
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  await stack.down()
  await upAgain(stack)
}

const goneWithin = 15_000

/** What was killed holds its data for a moment longer, and refuses the next one for as long: PostgreSQL does. */
async function upAgain(stack: Stack): Promise<void> {
  const until = Date.now() + goneWithin
  for (;;) {
    try {
      await stack.up()
      return
    } catch (error) {
      if (!(error instanceof StackError) || Date.now() > until) throw error
      await pause(300)
    }
  }
}

function ownerOf(home: string): ProcessId | undefined {
  const file = join(home, ownerFile)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessId) : undefined
}

/** Folders of runs that were cut off; their processes have ended with them. */
function deleteLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue
    const folder = join(tmpdir(), name)
    const owner = ownerOf(folder)
    if (owner !== undefined && !isAlive(owner)) rmSync(folder, { recursive: true, force: true })
  }
}

/** Ports that are free and that no other test run is about to take. */
async function takePorts(home: string, brokers: number): Promise<{ portShift: number; release: () => void }> {
  for (let portShift = testPortShift; portShift < lastShift; portShift += steps) {
    const lock = takeLock(join(tmpdir(), `${folderPrefix}ports-${portShift}.lock`))
    if ('heldBy' in lock) continue
    const { ports } = readConfig(process.env, { profile: 'test', home, brokers, portShift })
    const ofBrokers = [
      ports.zeebe,
      ports.zeebeCommand,
      ports.zeebeInternal,
      ports.zeebeRest,
      ports.zeebeManagement,
    ]
    // Each once: a port is probed by taking it for a moment.
    const wanted = new Set<number>([
      ...(Object.values(ports) as number[]),
      ...brokerOffsets(brokers).flatMap((offset) => ofBrokers.map((port) => port + offset)),
    ])
    const taken = await Promise.all([...wanted].map(isPortTaken))
    if (!taken.includes(true)) return { portShift, release: lock.release }
    lock.release()
  }
  throw new StackError(
    'Looking for free ports',
    `from ${testPortShift} to ${lastShift} above the usual ports something is always taken`,
    'end test stacks that are still running: npm run stack -- down --profile test.',
  )
}
