/**
 * `npm start`: everything on one machine, in the foreground. Prints what runs where and what to try; foreground.ts looks
 * after the parts and ends everything with Ctrl-C. `npm run stack` does the same in the background.
 */
import { Command, InvalidArgumentError } from 'commander'
import { loadDotEnv, readConfig } from './config.ts'
import { explain } from './errors.ts'
import { runInForeground } from './foreground.ts'
import { ownProcess } from './processes.ts'
import { createProgress } from './progress.ts'
import { createStack, keptBrokers } from './stack.ts'
import { welcome } from './welcome.ts'

interface Options {
  readonly samples: boolean
  readonly brokers?: number
}

const progress = createProgress((line) => {
  console.log(line)
})

async function main(options: Options): Promise<void> {
  loadDotEnv()
  const samples = options.samples ? undefined : false
  const config = keptBrokers(readConfig(process.env, { brokers: options.brokers, samples }), options.brokers)
  // The parts end with this process, whatever ends it.
  const stack = createStack(config, { progress, owner: ownProcess() })
  await runInForeground(stack, config.home, () => welcome(config, stack.status()))
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
