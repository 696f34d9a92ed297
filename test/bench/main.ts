/** `npm run bench -- process|intake|payments`: our work beside the least that could be done, in the same run. Prints one JSON line. */
import { Command, InvalidArgumentError } from 'commander'
import { explain } from '../../stack/errors.ts'

const say = (line: string) => {
  console.error(line)
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}

const program = new Command('npm run bench --').description(
  'Measures; figures and how to read them are in docs/benchmarks.md. Starts a throw-away stack of its own. ' +
    'BENCH_PROFILES=<folder> leaves a CPU profile of every process there.',
)

interface ProcessOptions {
  readonly cases: number
  readonly concurrency: number
  readonly rounds: number
  readonly reuse: boolean
}
program
  .command('process')
  .description(
    'cases from application to payment: our workers beside workers that do nothing, on the same engine',
  )
  .option('--cases <n>', 'cases per round', wholeNumber, 200)
  .option('--concurrency <n>', 'cases under way at a time', wholeNumber, 100)
  .option('--rounds <n>', 'rounds of each side', wholeNumber, 2)
  .option(
    '--reuse',
    'the stack that `npm run stack -- up --profile test` keeps; no other workers may run on it',
    false,
  )
  .action(async (options: ProcessOptions) => {
    const { benchProcess } = await import('./process.ts')
    console.log(JSON.stringify(await benchProcess({ ...options, say })))
  })

interface IntakeOptions {
  readonly requests: number
  readonly connections: number
  readonly rounds: number
  readonly reuse: boolean
}
program
  .command('intake')
  .description('POST /v1/applications beside a bare Fastify with one INSERT of the same body')
  .option('--requests <n>', 'requests per round', wholeNumber, 3_000)
  .option('--connections <n>', 'connections at a time', wholeNumber, 20)
  .option('--rounds <n>', 'rounds of each side', wholeNumber, 3)
  .option('--reuse', 'the database of the stack that `npm run stack -- up --profile test` keeps', false)
  .action(async (options: IntakeOptions) => {
    const { benchIntake } = await import('./intake.ts')
    console.log(JSON.stringify(await benchIntake({ ...options, say })))
  })

interface PaymentsOptions {
  readonly orders: number
  readonly workers: number
  readonly reuse: boolean
}
program
  .command('payments')
  .description(
    'a monthly run from frozen entitlements to closed, beside plain SQL, plain files and the bare parser',
  )
  .option('--orders <n>', 'entitlements to pay', wholeNumber, 100_000)
  .option('--workers <n>', 'payment workers that share files and messages', wholeNumber, 2)
  .option('--reuse', 'the database of the stack that `npm run stack -- up --profile test` keeps', false)
  .action(async (options: PaymentsOptions) => {
    const { benchPayments } = await import('./payments.ts')
    console.log(JSON.stringify(await benchPayments({ ...options, say })))
  })

try {
  await program.parseAsync()
  process.exit()
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exit(1)
}
