/**
 * A stack in the foreground: starts it, follows how the parts are, starts again what dies, and ends everything with
 * Ctrl-C, also in the middle of the start.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pc from 'picocolors'
import { reasonOf } from './errors.ts'
import { exclusively } from './exclusively.ts'
import { cutLog, lastLines, logFileOf } from './logs.ts'
import type { Supervisor } from './supervisor.ts'

const lookEvery = 3000
const healAtMost = 5

/** @param greet what to say when everything runs. @throws StackError when it does not start */
export async function runInForeground(stack: Supervisor, home: string, greet: () => string): Promise<void> {
  const ending = endOnSignal()
  const began = Date.now()
  // While another command starts or stops this stack, it is not ours to end.
  const ours = { begun: false }
  try {
    const starting = exclusively(home, () => {
      ours.begun = true
      return stack.up()
    })
    // A start that is given up is still waited for, so that nothing is begun behind the back of the end.
    await Promise.race([starting, ending.promise])
    if (ending.asked()) await starting.catch(() => undefined)
    else {
      console.log(`\nUp after ${((Date.now() - began) / 1000).toFixed(0)} s.\n\n${greet()}`)
      await follow(stack, home, ending)
    }
  } finally {
    if (ours.begun) await end(stack, home)
  }
}

async function end(stack: Supervisor, home: string): Promise<void> {
  await exclusively(home, () => stack.down())
  console.log(`Everything is stopped; data are kept in ${home} (npm run stack -- reset deletes them).`)
}

interface Ending {
  readonly promise: Promise<void>
  asked(): boolean
  /** Waits so long, or until the end is asked for. */
  orAfter(milliseconds: number): Promise<void>
}

/** The first Ctrl-C (or SIGTERM, SIGHUP) asks for the end; further ones are told to wait. */
function endOnSignal(): Ending {
  let asked = false
  const waits = new AbortController()
  const promise = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        const name = signal === 'SIGINT' ? 'Ctrl-C' : signal
        console.log(
          `\n${name}: ${asked ? 'it is being stopped; each part gets its time' : 'stopping everything …'}`,
        )
        asked = true
        waits.abort()
        resolve()
      })
    }
  })
  return {
    promise,
    asked: () => asked,
    orAfter: async (milliseconds) => {
      await pause(milliseconds, undefined, { signal: waits.signal }).catch((error: unknown) => {
        if (!waits.signal.aborted) throw error
      })
    },
  }
}

/** Looks after the parts until the end is asked for. */
async function follow(stack: Supervisor, home: string, ending: Ending): Promise<void> {
  const healed = new Map<string, number>()
  while (!ending.asked()) {
    await ending.orAfter(lookEvery)
    for (const { name, title, state } of stack.status()) {
      cutLog(logFileOf(home, name))
      if (state !== 'dead' || ending.asked()) continue
      const times = (healed.get(name) ?? 0) + 1
      healed.set(name, times)
      if (times > healAtMost) continue
      const lines = lastLines(logFileOf(home, name), 15)
      console.log(pc.red(`\n${title} has ended by itself. Last lines of its log:`))
      console.log(lines.map((line) => `  ${line}`).join('\n'))
      if (times === healAtMost) console.log(`It is left alone now: npm run stack -- logs ${name}`)
      else await heal(stack, home)
    }
  }
}

async function heal(stack: Supervisor, home: string): Promise<void> {
  try {
    await exclusively(home, () => stack.up())
  } catch (error) {
    console.log(`Starting again did not work: ${reasonOf(error)}`)
  }
}
