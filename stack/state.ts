/** What was started, remembered between commands: `state.json` in the stack's home. Written whole, then renamed. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessId } from './processes.ts'

export interface RunningService extends ProcessId {
  /** ISO time, for the uptime. */
  readonly startedAt: string
  /** With which it ends in order; SIGTERM when not told. */
  readonly stopSignal?: NodeJS.Signals
}
export interface State {
  readonly services: Readonly<Record<string, RunningService>>
  /** Task name → the fingerprint with which it was done last. */
  readonly tasks: Readonly<Record<string, string>>
  /** Number of brokers the engine's data were made with; it cannot change without a reset. */
  readonly brokers?: number
}

export interface StateFile {
  read(): State
  change(by: (state: State) => State): void
}

export function openState(home: string): StateFile {
  const file = join(home, 'state.json')
  const read = (): State =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : { services: {}, tasks: {} }
  return {
    read,
    change(by) {
      mkdirSync(home, { recursive: true })
      writeFileSync(`${file}.new`, `${JSON.stringify(by(read()), null, 2)}\n`)
      renameSync(`${file}.new`, file)
    },
  }
}

export function withService(state: State, name: string, service: RunningService | undefined): State {
  const others = Object.entries(state.services).filter(([known]) => known !== name)
  return {
    ...state,
    services: Object.fromEntries(service === undefined ? others : [...others, [name, service]]),
  }
}

export function withTask(state: State, name: string, fingerprint: string): State {
  return { ...state, tasks: { ...state.tasks, [name]: fingerprint } }
}
