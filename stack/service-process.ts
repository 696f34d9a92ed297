/** Starts, watches and ends the process of one service. Knows nothing of order or needs; that is supervisor.ts. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { reasonOf, StackError } from './errors.ts'
import { lastLines, openLog } from './logs.ts'
import type { Service } from './part.ts'
import { isAlive, signalGroup, startTimeOf, type ProcessId } from './processes.ts'
import type { Step } from './progress.ts'
import type { RunningService } from './state.ts'

const lookEvery = 200
const stopWithin = 30_000

/**
 * Starts the service in a process group of its own, so that it outlives this command and can be ended whole.
 * @param owner when given, the group ends when this process does (guard.sh)
 */
export async function startProcess(
  service: Service,
  logFile: string,
  owner: ProcessId | undefined,
): Promise<RunningService> {
  const { argv, env, cwd } = await service.command()
  const guard =
    owner === undefined
      ? []
      : [
          '/bin/sh',
          join(import.meta.dirname, 'guard.sh'),
          String(owner.pid),
          owner.startTime,
          service.stopSignal.slice(3),
        ]
  const [program = '', ...args] = [...guard, ...argv]
  const log = openLog(logFile)
  try {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', log, log] })
    await once(child, 'spawn')
    child.unref()
    const pid = child.pid
    if (pid === undefined) throw new Error(`${program} has no process id`)
    // A process that ended at once has no start time any more; it is then seen as dead by the first look.
    return {
      pid,
      startTime: startTimeOf(pid) ?? 'ended',
      startedAt: new Date().toISOString(),
      stopSignal: service.stopSignal,
    }
  } finally {
    closeSync(log)
  }
}

/**
 * Waits until the service can be used.
 * @throws StackError when it ends or is not ready within its deadline
 */
export async function waitUntilReady(
  service: Service,
  running: RunningService,
  logFile: string,
  step: Step,
): Promise<void> {
  const until = Date.now() + service.deadline * 1000
  let reason = 'not asked yet'
  while (Date.now() < until) {
    if (!isAlive(running)) {
      throw new StackError(
        `Starting ${service.title}`,
        `it ended by itself`,
        service.advice,
        lastLines(logFile, 15),
      )
    }
    try {
      await service.ready(AbortSignal.timeout(5000))
      return
    } catch (error) {
      reason = reasonOf(error)
      step.busy(reason)
    }
    await pause(lookEvery)
  }
  throw new StackError(
    `Starting ${service.title}`,
    `it is not ready after ${service.deadline} s: ${reason}`,
    service.advice,
    lastLines(logFile, 15),
  )
}

/** Asks the process group to end, waits, and ends it by force when it does not. */
export async function stopProcess(running: ProcessId, signal: NodeJS.Signals): Promise<'ended' | 'killed'> {
  if (isAlive(running)) signalGroup(running.pid, signal)
  const until = Date.now() + stopWithin
  while (isAlive(running) && Date.now() < until) await pause(100)
  const forced = isAlive(running)
  // Whoever is still in the group has lost its leader.
  signalGroup(running.pid, 'SIGKILL')
  while (isAlive(running)) await pause(50)
  return forced ? 'killed' : 'ended'
}
