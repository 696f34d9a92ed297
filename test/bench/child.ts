/** A program of this repository as a process of its own, as in production; what it says goes to a file. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { processorSeconds } from './processor-time.ts'

export interface Child {
  readonly pid: number
  /** The first message the child sent, when it sends one. */
  readonly said: Promise<unknown>
  isRunning(): boolean
  /** Processor time used so far, in seconds. */
  cpuSeconds(): number
  /** SIGTERM, and waits for the end; SIGKILL when that takes long. */
  stop(): Promise<void>
}

const STOP_MS = 30_000
const living = new Set<ChildProcess>()
// Whatever ends the bench ends its children.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/**
 * With BENCH_PROFILES set to a folder, every child leaves a CPU profile there when it ends.
 * @param file TypeScript file, from the project's folder
 * @param logFile takes its output
 */
export function startChild(file: string, settings: Readonly<Record<string, string>>, logFile: string): Child {
  const log = openSync(logFile, 'a')
  const profiles = process.env['BENCH_PROFILES']
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
  const child = spawn(process.execPath, [...profiling, '--import', 'tsx', file], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  living.add(child)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      living.delete(child)
      resolve()
    })
  })
  const said = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`${file} ended with ${String(code)}: ${lastOf(logFile)}`))
    })
  })
  // Programs that say nothing end without anybody waiting for a word.
  said.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    said,
    isRunning: () => living.has(child),
    cpuSeconds: () => processorSeconds(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

// A child may end after its log was thrown away.
const lastOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').slice(-1_500) : '')

/** Waits until the address answers 2xx. @throws Error naming the address, and the log when the child is gone */
export async function untilReady(
  url: string,
  child: Child,
  logFile: string,
  withinMs = 90_000,
): Promise<void> {
  const until = Date.now() + withinMs
  while (Date.now() < until && child.isRunning()) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      await response.body?.cancel()
      if (response.ok) return
    } catch (error) {
      if (!(error instanceof Error)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${url} is not ready: ${lastOf(logFile)}`)
}
