/** What the supervisor knows about everything it starts: a service keeps running, a task runs to its end. */
import type { Step } from './progress.ts'

export interface Service {
  readonly kind: 'service'
  readonly name: string
  readonly title: string
  /** Names of parts that must be ready before. Names that are not started here are taken as there. */
  readonly needs: readonly string[]
  readonly ports: readonly number[]
  /** What a person or program opens, for the table. */
  readonly address: string
  /** Seconds until it counts as failed. */
  readonly deadline: number
  readonly stopSignal: NodeJS.Signals
  /** Prepares folders and says what to run. */
  command(): Promise<Command>
  /** Returns when the part can be used; throws the reason why not yet. */
  ready(signal: AbortSignal): Promise<void>
  /** Done each time after it has become ready, e.g. to create roles. */
  afterReady?(): Promise<void>
  /** What a person can do when it does not start. */
  readonly advice: string
}

export interface Task {
  readonly kind: 'task'
  readonly name: string
  readonly title: string
  readonly needs: readonly string[]
  /** Does the work; idempotent. Returns what to say about it. */
  run(context: { readonly step: Step; readonly logFile: string }): Promise<string>
  /** A mark of everything the result depends on; the same mark means nothing to do, unless what it needs was started. */
  fingerprint(): Promise<string>
  /** Never again once it was done, also when what it needs was started anew. */
  readonly once?: boolean
  readonly advice: string
}

/** Something that others provide (`DATABASE_URL`, …): shown, never started. */
export interface ExternalPart {
  readonly kind: 'external'
  readonly name: string
  readonly title: string
  readonly needs: readonly string[]
  readonly address: string
}

export type Part = Service | Task | ExternalPart

export interface Command {
  readonly argv: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}
