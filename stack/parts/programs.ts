/** Programs of this repository that run as processes of the stack: simulated outside, workers, API. */
import { join } from 'node:path'
import { projectFolder, type StackConfig } from '../config.ts'
import type { Service } from '../part.ts'
import { answers } from './answers.ts'

interface Program {
  readonly name: string
  readonly title: string
  /** Its file, from the project's folder. */
  readonly entry: string
  readonly needs: readonly string[]
  readonly ports: readonly number[]
  readonly address: string
  /** Answers 2xx when the program can be used. */
  readonly health: readonly string[]
}

function program(environment: () => Record<string, string>, what: Program): Service {
  return {
    kind: 'service',
    name: what.name,
    title: what.title,
    needs: what.needs,
    ports: what.ports,
    address: what.address,
    deadline: 60,
    stopSignal: 'SIGTERM',
    advice: `npm run stack -- logs ${what.name}; then npm run stack -- up to try again.`,
    command: async () => ({
      // One process and not two: `tsx file` would put a second Node between us and the program.
      argv: [process.execPath, '--enable-source-maps', '--import', 'tsx', what.entry],
      cwd: projectFolder,
      env: { ...ownEnvironment(), ...environment() },
    }),
    ready: async (signal) => {
      await Promise.all(what.health.map((url) => answers(url, signal)))
    },
  }
}

/** What the programs of this repository see: everything, because settings of other rooms come the same way. */
export function ownEnvironment(): Record<string, string> {
  const defined = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(defined)
}

/** The simulated registers, bank and notification gateway, in one process. */
export function simulatedOutside(config: StackConfig, environment: () => Record<string, string>): Service {
  const { registers, bank, notifications } = config.ports
  return program(environment, {
    name: 'simulated',
    title: 'Simulated registers and bank',
    entry: join('stack', 'simulated', 'main.ts'),
    needs: [],
    ports: [registers, bank, notifications],
    address: [registers, bank, notifications].map((port) => `http://127.0.0.1:${port}`).join('  '),
    health: [registers, bank, notifications].map((port) => `http://127.0.0.1:${port}/health`),
  })
}

export function workers(config: StackConfig, environment: () => Record<string, string>): Service {
  const { workers: port } = config.ports
  return program(environment, {
    name: 'workers',
    title: 'Workers',
    entry: join('workers', 'main.ts'),
    needs: ['migrate', 'deploy', 'simulated'],
    ports: [port],
    address: `http://127.0.0.1:${port}/health/ready`,
    health: [`http://127.0.0.1:${port}/health/ready`],
  })
}

export function api(config: StackConfig, environment: () => Record<string, string>): Service {
  const { api: port } = config.ports
  return program(environment, {
    name: 'api',
    title: 'API and case pages',
    entry: join('api', 'main.ts'),
    needs: ['migrate'],
    ports: [port],
    address: `http://127.0.0.1:${port}`,
    health: [`http://127.0.0.1:${port}/health/live`],
  })
}
