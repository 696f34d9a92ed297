/**
 * `npm test`: the analysts' gate while the test stack starts, then every test on it, then the stack is thrown
 * away. Ends with the true counts on a line of their own.
 *
 *   npm test                         everything
 *   npm test -- test/process/visit   files whose path contains that
 *   npm test -- --brokers 3          process tests on a replicated cluster
 *   npm test -- --reuse              on a test stack kept by `npm run stack -- up --profile test`
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { startTestStack } from '../stack/test-stack.ts'
import { runChecks } from './check.ts'
import type { Counts } from './support/counts-reporter.ts'

interface Options {
  readonly brokers: string
  readonly reuse: boolean
  readonly check: boolean
  readonly webApps: boolean
}

const program = new Command('npm test --')
  .description('Runs every test: rules, records, API, processes on the real engine, and the browser.')
  .argument('[filters...]', 'only test files whose path contains one of these')
  .option('--brokers <n>', 'brokers of the test cluster', '1')
  .option('--reuse', 'use the test stack that is already up, and leave it running', false)
  .option('--no-check', 'leave out types, lint and diagram checks')
  .option(
    '--no-web-apps',
    'without Tasklist and Operate, for tests that open no browser: starts in half the time',
  )
  .parse()

const filters = program.args
const options = program.opts<Options>()

/**
 * Groups of vitest.config.ts, of a whole run in two parts. Tasklist and Operate read whatever the engine writes, and would take half of the
 * machine from the process tests, which have no use for them.
 */
const withWebApps = ['rules', 'records', 'browser']
const withoutWebApps = ['process', 'year *', 'coverage']

function vitest(
  groups: readonly string[],
  env: Readonly<Record<string, string>>,
  countsFile: string,
): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      ...['run', ...groups.map((group) => `--project=${group}`), ...filters],
    ],
    { stdio: 'inherit', env: { ...process.env, ...env, TEST_COUNTS_FILE: countsFile } },
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      resolve(code ?? 1)
    })
  })
}

async function main(): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'dost-test-'))
  const starting = startTestStack({
    brokers: Number(options.brokers),
    reuse: options.reuse,
    webApps: options.webApps,
  })
  // Checks need no stack: they use the minute in which it starts. A failure to start is reported by the await below.
  starting.catch(() => undefined)
  const total = { passed: 0, failed: 0, skipped: 0 }
  let exitCode = 0
  try {
    if (options.check && filters.length === 0) {
      const checks = await runChecks({ except: ['contract'] })
      total.passed += checks.passed
      total.failed += checks.failed
    }
    const stack = await starting
    const run = async (groups: readonly string[]) => {
      const countsFile = join(scratch, `${groups[0] ?? ''}.json`)
      const code = await vitest(groups, stack.env, countsFile)
      exitCode ||= code
      const counts = existsSync(countsFile)
        ? (JSON.parse(readFileSync(countsFile, 'utf8')) as Counts)
        : { passed: 0, failed: 1, skipped: 0 }
      total.passed += counts.passed
      total.failed += counts.failed
      total.skipped += counts.skipped
    }
    try {
      if (filters.length > 0) {
        await run([...withWebApps, ...withoutWebApps])
      } else {
        await run(withWebApps)
        if (options.webApps) await stack.stopPart('web-apps')
        await run(withoutWebApps)
      }
    } finally {
      await stack.stop()
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
  return total.failed > 0 ? 1 : exitCode
}

process.exitCode = await main()
