/**
 * `npm run check`: the gate before a commit and before a deployment. Types, style, diagrams, decision tables,
 * forms and the contract, side by side on as many cores as there are, each reported as it ends.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import pc from 'picocolors'

interface Check {
  readonly what: string
  /** Arguments for Node: every tool is a local one. */
  readonly run: readonly string[]
}

/** The slow ones first, so that the short ones fill the gaps. */
const checks = {
  lint: {
    what: 'ESLint',
    run: ['node_modules/eslint/bin/eslint.js', '.'],
  },
  types: { what: 'TypeScript', run: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  contract: {
    what: 'Diagrams, forms and workers against the contract',
    run: ['node_modules/vitest/vitest.mjs', 'run', 'test/contract', '--reporter=default', '--no-color'],
  },
  format: {
    what: 'Prettier',
    run: ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--cache', '--log-level=warn'],
  },
  diagrams: {
    what: 'bpmnlint with Camunda 8.6 and our own rules',
    run: ['node_modules/bpmnlint/bin/bpmnlint.js', 'bpmn/*.bpmn'],
  },
  decisions: { what: 'Decision tables', run: ['--import', 'tsx', 'bpmn/tools/check-files.ts', 'decisions'] },
  forms: { what: 'Forms', run: ['--import', 'tsx', 'bpmn/tools/check-files.ts', 'forms'] },
} as const satisfies Readonly<Record<string, Check>>

export type CheckName = keyof typeof checks
const names = Object.keys(checks) as CheckName[]
const LINES_SHOWN = 40

/** Runs the checks named, or all but those named. @returns how many passed and failed */
export async function runChecks({
  only = names,
  except = [],
}: {
  readonly only?: readonly CheckName[]
  readonly except?: readonly CheckName[]
}): Promise<{ readonly passed: number; readonly failed: number }> {
  const waiting = names.filter((name) => only.includes(name) && !except.includes(name))
  const started = performance.now()
  let failed = 0
  let passed = 0
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { what, run } = checks[name]
      const before = performance.now()
      const { code, output } = await execute(run)
      const took = seconds(performance.now() - before)
      if (code === 0) passed += 1
      else failed += 1
      console.log(`${code === 0 ? pc.green('✓') : pc.red('✗')} ${name.padEnd(10)} ${what} ${pc.dim(took)}`)
      if (code !== 0) console.log(indent(output))
      if (waiting.length > 0) console.log(pc.dim(`  still to come: ${waiting.join(', ')}`))
    }
  }
  console.log(pc.dim(`Checking: ${waiting.join(', ')}`))
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, lane))
  const verdict =
    failed === 0 ? pc.green('All checks passed') : pc.red(`${failed} of ${passed + failed} checks failed`)
  console.log(`${verdict} ${pc.dim(`in ${seconds(performance.now() - started)}`)}`)
  return { passed, failed }
}

function execute(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output })
    })
  })
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

/** The end of what a tool said, where the findings and their number are. */
function indent(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const shown = lines.slice(-LINES_SHOWN).map((line) => `    ${line}`)
  return lines.length > LINES_SHOWN
    ? [`    … ${lines.length - LINES_SHOWN} lines before`, ...shown].join('\n')
    : shown.join('\n')
}

function parseNames(text: string): CheckName[] {
  const asked = text.split(',').map((name) => name.trim())
  const unknown = asked.find((name) => !(names as string[]).includes(name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no check "${unknown}". Known: ${names.join(', ')}.`)
  return asked as CheckName[]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const program = new Command('npm run check --')
    .description(
      'Checks types, style, diagrams, decision tables, forms and the contract; nothing is started or changed.',
    )
    .option('--only <names>', `only these, with commas between: ${names.join(', ')}`, parseNames)
    .parse()
  const { only = names } = program.opts<{ only?: CheckName[] }>()
  const { failed } = await runChecks({ only })
  process.exitCode = failed === 0 ? 0 : 1
}
