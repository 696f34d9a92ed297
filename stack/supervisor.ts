/**
 * Brings the parts up in order, heals what died, takes them down in reverse, and tells how they are.
 * What was started is in state.json, so every command sees the same stack.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { reasonOf, StackError } from './errors.ts'
import { logFileOf } from './logs.ts'
import { inOrder, reversed } from './order.ts'
import type { Part, Service, Task } from './part.ts'
import { isAlive, isPortTaken, memoryOf, portOwner, type ProcessId } from './processes.ts'
import type { Progress } from './progress.ts'
import { startProcess, stopProcess, waitUntilReady } from './service-process.ts'
import { openState, withService, withTask } from './state.ts'

export interface Supervisor {
  /** Starts what does not run. @throws StackError with step, reason, log lines and advice */
  up(): Promise<UpResult>
  /** Ends everything, in reverse order; data stay. */
  down(): Promise<void>
  status(): PartStatus[]
}
export interface UpResult {
  /** Names of the services started and the tasks done now; empty when there was nothing to do. */
  readonly started: readonly string[]
}
export interface PartStatus {
  readonly name: string
  readonly title: string
  readonly state: 'running' | 'dead' | 'stopped' | 'external' | 'done' | 'to do'
  readonly address: string
  readonly pid?: number
  readonly startedAt?: string
  /** MiB */
  readonly memory?: number | undefined
}

export interface SupervisorOptions {
  readonly home: string
  readonly parts: readonly Part[]
  readonly progress: Progress
  /** When given, every service ends with this process. */
  readonly owner?: ProcessId | undefined
  /** These are all the parts: whatever else was once started here is shown, and ended with them. Default false. */
  readonly whole?: boolean
}

export function createSupervisor({ home, parts, progress, owner, whole }: SupervisorOptions): Supervisor {
  const state = openState(home)
  const services = parts.filter((part) => part.kind === 'service')
  const running = (service: Service) => {
    const known = state.read().services[service.name]
    return known !== undefined && isAlive(known) ? known : undefined
  }

  /** Started under settings that have changed since, e.g. a database of our own before DATABASE_URL was set. */
  const leftOvers = () =>
    whole === true
      ? Object.entries(state.read().services).filter(
          ([name]) => !services.some((service) => service.name === name),
        )
      : []

  async function up(): Promise<UpResult> {
    const toStart = services.filter((service) => running(service) === undefined)
    await refuseTakenPorts(toStart)
    const started: string[] = []
    await inOrder(parts, async (part) => {
      if (part.kind === 'external') progress.begin(part.title).skipped(`given: ${part.address}`)
      else if (part.kind === 'service') {
        if (await bringUp(part)) started.push(part.name)
      } else if (await runTask(part, started)) started.push(part.name)
    })
    return { started }
  }

  /** @returns whether it was started now */
  async function bringUp(service: Service): Promise<boolean> {
    const step = progress.begin(service.title)
    const logFile = logFileOf(home, service.name)
    const known = running(service)
    try {
      const process = known ?? (await startProcess(service, logFile, owner))
      state.change((current) => withService(current, service.name, process))
      await waitUntilReady(service, process, logFile, step)
      if (known === undefined) await service.afterReady?.()
      step.done(known === undefined ? service.address : `${service.address} (was running)`)
      return known === undefined
    } catch (error) {
      step.failed()
      throw error instanceof StackError
        ? error
        : new StackError(`Starting ${service.title}`, reasonOf(error), service.advice)
    }
  }

  /** @returns whether there was something to do */
  async function runTask(task: Task, started: readonly string[]): Promise<boolean> {
    const step = progress.begin(task.title)
    try {
      const fingerprint = await task.fingerprint()
      const isDone = state.read().tasks[task.name] === fingerprint
      if (isDone && (task.once === true || !started.some((name) => task.needs.includes(name)))) {
        step.done('nothing new')
        return false
      }
      const said = await task.run({ step, logFile: logFileOf(home, task.name) })
      state.change((current) => withTask(current, task.name, fingerprint))
      step.done(said)
      return true
    } catch (error) {
      step.failed()
      throw error instanceof StackError ? error : new StackError(task.title, reasonOf(error), task.advice)
    }
  }

  async function down(): Promise<void> {
    const known = state.read().services
    const toStop = services.filter(({ name }) => known[name] !== undefined)
    await inOrder(reversed(toStop), async ({ item: service }) => {
      const process = known[service.name]
      if (process === undefined) return
      const step = progress.begin(`Stopping ${service.title}`)
      const how = await stopProcess(process, service.stopSignal)
      state.change((current) => withService(current, service.name, undefined))
      step.done(how === 'killed' ? 'by force: it did not end when asked' : '')
    })
    for (const [name, process] of leftOvers()) {
      const step = progress.begin(`Stopping ${name}, of earlier settings`)
      await stopProcess(process, process.stopSignal ?? 'SIGTERM')
      state.change((current) => withService(current, name, undefined))
      step.done()
    }
  }

  function status(): PartStatus[] {
    const current = state.read()
    const ofParts = parts.map((part): PartStatus => {
      const { name, title } = part
      if (part.kind === 'external') return { name, title, state: 'external', address: part.address }
      if (part.kind === 'task') {
        return { name, title, state: current.tasks[name] === undefined ? 'to do' : 'done', address: '' }
      }
      const known = current.services[name]
      if (known === undefined) return { name, title, state: 'stopped', address: part.address }
      if (!isAlive(known)) return { name, title, state: 'dead', address: part.address, pid: known.pid }
      const { pid, startedAt } = known
      return { name, title, state: 'running', address: part.address, pid, startedAt, memory: memoryOf(pid) }
    })
    const others = leftOvers()
      .filter(([, process]) => isAlive(process))
      .map(([name, { pid, startedAt }]): PartStatus => {
        const title = 'of earlier settings; down ends it'
        return { name, title, state: 'running', address: '', pid, startedAt, memory: memoryOf(pid) }
      })
    return [...ofParts, ...others]
  }

  return { up, down, status }
}

const ownerlessFor = 5_000

/**
 * A port without an owner belongs, as a rule, to a process that is just ending: its first thread is gone and cannot be
 * asked any more, the others hold the socket for a moment longer. Such a port gets the time to become free.
 */
async function staysTaken(port: number): Promise<boolean> {
  const until = Date.now() + ownerlessFor
  while (await isPortTaken(port)) {
    if (portOwner(port) !== undefined || Date.now() > until) return true
    await pause(100)
  }
  return false
}

/** Before anything is started: every port must be free, or somebody is named who sits on it. */
async function refuseTakenPorts(services: readonly Service[]): Promise<void> {
  const lines: string[] = []
  for (const { title, ports } of services) {
    const byOwner = new Map<string, number[]>()
    for (const port of ports) {
      if (!(await staysTaken(port))) continue
      const owner = portOwner(port)
      const who =
        owner === undefined
          ? 'a process that this user may not see'
          : `process ${owner.pid}: ${owner.command}`
      byOwner.set(who, [...(byOwner.get(who) ?? []), port])
    }
    for (const [who, taken] of byOwner)
      lines.push(`port ${taken.join(', ')}, wanted by ${title}, is taken by ${who}`)
  }
  if (lines.length === 0) return
  throw new StackError(
    'Looking at the ports',
    lines.join('\n'),
    'end that process, or give the part another port in .env (names and defaults are in .env.example).',
  )
}
