/** `npm run stack -- up|down|status|reset|logs [part]`: the one-machine stack in the background. */
import { createInterface } from 'node:readline/promises'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { loadDotEnv, readConfig } from './config.ts'
import { explain, StackError } from './errors.ts'
import { exclusively } from './exclusively.ts'
import { endOf, lastLines, logFileOf, readFrom } from './logs.ts'
import { createProgress } from './progress.ts'
import { createStack, keptBrokers, type Stack } from './stack.ts'
import { statusTable } from './table.ts'

interface Options {
  readonly profile?: 'dev' | 'test'
  readonly brokers?: number
  readonly only?: readonly string[]
  readonly samples?: boolean
}

const progress = createProgress((line) => {
  console.log(line)
})

function stackFor(options: Options): Stack {
  loadDotEnv()
  const samples = options.samples === false ? false : undefined
  const config = keptBrokers(readConfig(process.env, { ...options, samples }), options.brokers)
  return createStack(config, { progress, only: options.only })
}

async function up(options: Options): Promise<void> {
  const stack = stackFor(options)
  await exclusively(stack.config.home, async () => {
    const began = Date.now()
    const { started } = await stack.up()
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(started.length === 0 ? 'Nothing to do: everything runs.' : `Up after ${seconds} s.`)
  })
  console.log(`\n${statusTable(stack.status())}`)
}

async function down(options: Options): Promise<void> {
  const stack = stackFor(options)
  const started = stack.status().some(({ state }) => state === 'running' || state === 'dead')
  await exclusively(stack.config.home, () => stack.down())
  console.log(started ? 'Stopped; data are kept.' : `Nothing of the stack in ${stack.config.home} runs.`)
}

function status(options: Options): void {
  const parts = stackFor(options).status()
  console.log(statusTable(parts))
  // For scripts: 3, as of "program is not running", when something that was started has died.
  if (parts.some(({ state }) => state === 'dead')) process.exitCode = 3
}

async function reset({ profile, yes }: Options & { readonly yes: boolean }): Promise<void> {
  // All of it, whatever else was asked for: data of a part that goes on running cannot be deleted.
  const stack = stackFor(profile === undefined ? {} : { profile })
  const { home } = stack.config
  if (!yes && !(await confirmed(`Stop the stack and delete all its data, logs and passwords in ${home}?`))) {
    console.log('Nothing was changed.')
    process.exitCode = 1
    return
  }
  await exclusively(home, async () => {
    await stack.down()
    // The test stack has its own reset, also when it lives in a folder of this one.
    for (const name of readdirSync(home)) {
      if (name !== 'lock' && name !== 'test') rmSync(join(home, name), { recursive: true, force: true })
    }
  })
  console.log('Everything of this stack is gone. Downloads are kept.')
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new StackError(
      'Resetting',
      'nobody can be asked: this is not a terminal',
      'add --yes when you are sure.',
    )
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

/** Lines for a shell: eval "$(npm run --silent stack -- env)" lets any program of the repository run against this stack. */
function printEnvironment(options: Options): void {
  for (const [name, value] of Object.entries(stackFor(options).env())) {
    console.log(`export ${name}='${value.replaceAll("'", `'\\''`)}'`)
  }
}

async function logs(
  part: string | undefined,
  options: Options & { readonly follow: boolean; readonly lines: number },
) {
  const stack = stackFor(options)
  const all = stack.status().map(({ name }) => name)
  if (part !== undefined && !all.includes(part)) {
    throw new StackError(
      'Showing logs',
      `there is no part named ${part}`,
      `the parts are: ${all.join(', ')}.`,
    )
  }
  const parts = part === undefined ? all : [part]
  const prefix = (name: string) => (part === undefined ? `${name.padEnd(12)} ` : '')
  const positions = new Map<string, number>()
  for (const name of parts) {
    const file = logFileOf(stack.config.home, name)
    positions.set(name, endOf(file))
    for (const line of lastLines(file, options.lines)) console.log(`${prefix(name)}${line}`)
  }
  while (options.follow) {
    await pause(300)
    for (const name of parts) {
      const { text, position } = readFrom(logFileOf(stack.config.home, name), positions.get(name) ?? 0)
      positions.set(name, position)
      if (text !== '') process.stdout.write(text.replace(/^(?=.)/gm, prefix(name)))
    }
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}

function brokerNumber(text: string): number {
  if (!/^[1-5]$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 5.')
  return Number(text)
}

const program = new Command('npm run stack --').description(
  'The one-machine stack: Camunda 8.6, its store, PostgreSQL, simulated registers and bank, workers and API.',
)

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addOption(
      new Option('--profile <name>', 'dev, or test (own ports, own data, a clock that can be moved)').choices(
        ['dev', 'test'],
      ),
    )
    .option('--only <parts>', 'only these parts, separated by commas', (text: string) => text.split(','))
    .option('--brokers <n>', 'brokers of the cluster, 1 to 5; kept until reset', brokerNumber)
}

command('up', 'start what does not run')
  .option('--no-samples', 'post no sample cases at the first start')
  .action(up)
command('down', 'stop everything; data are kept').action(down)
command('status', 'what runs where; exits with 3 when a part has died').action(status)
command('reset', 'stop everything and delete its data').option('-y, --yes', 'do not ask', false).action(reset)
command('env', 'print addresses and passwords of the stack as shell commands').action(printEnvironment)
command('logs', 'show logs of all parts or of one')
  .argument('[part]', 'name of the part, as in status')
  .option('-f, --follow', 'go on showing what is added', false)
  .option('-n, --lines <n>', 'how many lines of each log', wholeNumber, 20)
  .action(logs)

// Whoever reads only the beginning (`logs | head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await program.parseAsync()
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
