/** Workers as a process of their own, to be killed without warning. */
import { spawn, type ChildProcess } from 'node:child_process'

export interface ChildWorker {
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM, and how it ended. */
  stop(): Promise<number | null>
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })

/** Runs a TypeScript file of the project with these settings. */
export function startChild(
  file: string,
  settings: Readonly<Record<string, string>>,
): ChildWorker & { readonly done: Promise<number | null> } {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stopped = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended(child)
  }
  return {
    done: ended(child),
    kill: async () => {
      await stopped('SIGKILL')
    },
    stop: () => stopped('SIGTERM'),
  }
}

export const startChildWorker = (settings: Readonly<Record<string, string>>): ChildWorker =>
  startChild('test/support/worker-process.ts', settings)
