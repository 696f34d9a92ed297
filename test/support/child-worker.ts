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
  errors: 'inherit' | 'ignore' = 'inherit',
): ChildWorker & { readonly done: Promise<number | null> } {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', errors],
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

export interface KeptAlive {
  /** `kill -9`; another one is started at once. */
  kill(): Promise<void>
  /** The last one is killed and stays so. */
  stop(): Promise<void>
}

/** A program that is started again whenever it ends, as a supervisor would; what it says of that is not heard. */
export function keepAlive(file: string, settings: Readonly<Record<string, string>>): KeptAlive {
  const state = { stopped: false, child: startChild(file, settings, 'ignore') }
  const watch = async (): Promise<void> => {
    for (;;) {
      await state.child.done
      if (state.stopped) return
      state.child = startChild(file, settings, 'ignore')
    }
  }
  void watch()
  return {
    kill: () => state.child.kill(),
    stop: async () => {
      state.stopped = true
      await state.child.kill()
    },
  }
}
