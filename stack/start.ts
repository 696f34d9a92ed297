/**
 * `npm start`: everything on one machine, in the foreground. Prints what runs where and what to try, follows how the
 * parts are, starts again what dies, and ends everything with Ctrl-C. `npm run stack` does the same in the background.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import pc from 'picocolors'
import { loadDotEnv, readConfig } from './config.ts'
import { explain, reasonOf } from './errors.ts'
import { exclusively } from './exclusively.ts'
import { cutLog, lastLines, logFileOf } from './logs.ts'
import { ownProcess } from './processes.ts'
import { createProgress } from './progress.ts'
import { createStack, keptBrokers, type Stack } from './stack.ts'
import { welcome } from './welcome.ts'

interface Options {
  readonly samples: boolean
  readonly brokers?: number
}

const lookEvery = 3000
const healAtMost = 5

const progress = createProgress((line) => {
  console.log(line)
})

async function main(options: Options): Promise<void> {
  loadDotEnv()
  const samples = options.samples ? undefined : false
  const config = keptBrokers(readConfig(process.env, { brokers: options.brokers, samples }), options.brokers)
  // The parts end with this process, whatever ends it.
  const stack = createStack(config, { progress, owner: ownProcess() })
  const ending = endOnSignal()
  const began = Date.now()
  try {
    const starting = exclusively(config.home, () => stack.up())
    // A start that is given up is still waited for, so that nothing is begun behind the back of the end.
    await Promise.race([starting, ending.promise])
    if (ending.asked()) await starting.catch(() => undefined)
    else {
      console.log(
        `\nUp after ${((Date.now() - began) / 1000).toFixed(0)} s.\n\n${welcome(config, stack.status())}`,
      )
      await follow(stack, ending.asked)
    }
  } finally {
    await exclusively(config.home, () => stack.down())
    console.log(
      `Everything is stopped; data are kept in ${config.home} (npm run stack -- reset deletes them).`,
    )
  }
}

/** The first Ctrl-C (or SIGTERM, SIGHUP) asks for the end; further ones are told to wait. */
function endOnSignal(): { promise: Promise<void>; asked: () => boolean } {
  let asked = false
  const promise = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!asked) console.log(`\n${signal === 'SIGINT' ? 'Ctrl-C' : signal}: stopping everything …`)
        asked = true
        resolve()
      })
    }
  })
  return { promise, asked: () => asked }
}

/** Looks after the parts until the end is asked for. */
async function follow(stack: Stack, isEnding: () => boolean): Promise<void> {
  const healed = new Map<string, number>()
  while (!isEnding()) {
    await pause(lookEvery)
    for (const { name, title, state } of stack.status()) {
      cutLog(logFileOf(stack.config.home, name))
      if (state !== 'dead' || isEnding()) continue
      const times = (healed.get(name) ?? 0) + 1
      healed.set(name, times)
      if (times > healAtMost) continue
      const lines = lastLines(logFileOf(stack.config.home, name), 15)
      console.log(pc.red(`\n${title} has ended by itself. Last lines of its log:`))
      console.log(lines.map((line) => `  ${line}`).join('\n'))
      if (times === healAtMost) console.log(`It is left alone now: npm run stack -- logs ${name}`)
      else await heal(stack)
    }
  }
}

async function heal(stack: Stack): Promise<void> {
  try {
    await exclusively(stack.config.home, () => stack.up())
  } catch (error) {
    console.log(`Starting again did not work: ${reasonOf(error)}`)
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-5]$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 5.')
  return Number(text)
}

const program = new Command('npm start --')
  .description(
    'Starts everything on this machine and stays in the foreground; Ctrl-C ends it. Settings: .env.example.',
  )
  .option('--no-samples', 'post no sample cases at the first start')
  .option('--brokers <n>', 'brokers of the cluster; kept until reset', wholeNumber)
  .action(main)

try {
  await program.parseAsync()
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
