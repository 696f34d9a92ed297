/** Puts the parts of one stack together, in the order in which a person would name them. */
import { mkdirSync } from 'node:fs'
import type { StackConfig } from './config.ts'
import { stackEnvironment } from './environment.ts'
import { StackError } from './errors.ts'
import { fetchPrograms, programFolders } from './fetch.ts'
import { findJdk, type Jdk } from './java.ts'
import type { ExternalPart, Part } from './part.ts'
import { brokerNames, brokers } from './parts/broker.ts'
import { openSearch } from './parts/opensearch.ts'
import { postgres } from './parts/postgres.ts'
import { api, simulatedOutside, workers } from './parts/programs.ts'
import { deploy, migrate, samples } from './parts/tasks.ts'
import { webApps } from './parts/web-apps.ts'
import type { ProcessId } from './processes.ts'
import type { Progress } from './progress.ts'
import { readSecrets } from './secrets.ts'
import { staff, staffInTasklist } from './staff.ts'
import { openState } from './state.ts'
import { createSupervisor, type Supervisor } from './supervisor.ts'

export interface Stack extends Supervisor {
  readonly config: StackConfig
  /** What the children are told; see environment.ts. */
  env(): Record<string, string>
}
export interface StackOptions {
  readonly progress: Progress
  /** Only these parts; all when not given. */
  readonly only?: readonly string[] | undefined
  readonly owner?: ProcessId | undefined
}

/** The stack that the settings describe. Starts nothing yet. */
export function createStack(config: StackConfig, { progress, only, owner }: StackOptions): Stack {
  let found: Jdk | undefined
  const jdk = () => (found ??= findJdk())
  const secrets = () => readSecrets(config.home)
  const env = () => stackEnvironment(config, secrets())
  const all = allParts(config, jdk, env)
  const parts = choose(all, only)
  const supervisor = createSupervisor({
    home: config.home,
    parts,
    progress,
    owner,
    whole: only === undefined,
  })
  return {
    ...supervisor,
    config,
    env,
    async up() {
      mkdirSync(config.home, { recursive: true, mode: 0o755 })
      keepBrokerCount(config)
      const needsJava = supervisor
        .status()
        .some(({ name, state }) => isJava(name) && !['running', 'external'].includes(state))
      if (needsJava) await fetchPrograms(config.cache, jdk(), progress)
      return supervisor.up()
    },
  }
}

/** Parts that keep data; when they run elsewhere they are shown and not started. */
function allParts(config: StackConfig, jdk: () => Jdk, env: () => Record<string, string>): Part[] {
  const { external } = config
  const programs = () => programFolders(config.cache)
  const given = (name: string, title: string, address: string): ExternalPart => ({
    kind: 'external',
    name,
    title,
    needs: [],
    address,
  })
  const hasOwnEngine = external.ZEEBE_ADDRESS === undefined
  const parts: Part[] = [
    external.DATABASE_URL === undefined
      ? postgres(config, () => readSecrets(config.home))
      : given('postgres', 'PostgreSQL (record)', withoutPassword(external.DATABASE_URL)),
    hasOwnEngine && external.OPENSEARCH_URL === undefined
      ? openSearch(config, jdk, programs)
      : given('opensearch', 'OpenSearch (history)', external.OPENSEARCH_URL ?? 'OPENSEARCH_URL is not set'),
  ]
  if (external.ZEEBE_ADDRESS === undefined) parts.push(...brokers(config, jdk, programs))
  else parts.push(given('broker', 'Zeebe (engine)', external.ZEEBE_ADDRESS))
  parts.push(
    hasOwnEngine && external.TASKLIST_URL === undefined
      ? webApps(config, jdk, programs)
      : given('web-apps', 'Tasklist and Operate', external.TASKLIST_URL ?? 'TASKLIST_URL is not set'),
    external.REGISTERS_URL === undefined ||
      external.BANK_URL === undefined ||
      external.NOTIFICATIONS_URL === undefined
      ? simulatedOutside(config, env)
      : given(
          'simulated',
          'Registers, bank, notifications',
          `${external.REGISTERS_URL}  ${external.BANK_URL}`,
        ),
    migrate(env),
    staff(config, env),
    deploy(env, brokerNames(config.brokers)),
    workers(config, env),
    api(config, env),
  )
  // People of a Tasklist elsewhere are managed where it runs.
  if (hasOwnEngine && external.TASKLIST_URL === undefined) parts.push(staffInTasklist(config, env))
  if (config.sampleCases) parts.push(samples(env))
  return parts
}

function choose(parts: readonly Part[], only: readonly string[] | undefined): Part[] {
  if (only === undefined) return [...parts]
  // "broker" means all of them.
  const chosen = parts.filter(({ name }) => only.includes(name) || only.includes(name.replace(/-\d+$/, '')))
  const unknown = only.filter((name) => !parts.some((part) => part.name === name))
  if (unknown.length > 0) {
    throw new StackError(
      'Choosing the parts',
      `there is no part named ${unknown.join(', ')}`,
      `the parts are: ${parts.map(({ name }) => name).join(', ')}.`,
    )
  }
  return chosen
}

function isJava(name: string): boolean {
  return name === 'opensearch' || name === 'web-apps' || name.startsWith('broker')
}

/** The settings with the number of brokers that the data were made with, unless a number is asked for. */
export function keptBrokers(config: StackConfig, asked?: number): StackConfig {
  const known = openState(config.home).read().brokers
  return asked === undefined && known !== undefined ? { ...config, brokers: known } : config
}

/** The engine's data belong to a number of partitions; another number of brokers cannot read them. */
function keepBrokerCount(config: StackConfig): void {
  const state = openState(config.home)
  const { brokers: known } = state.read()
  if (known === undefined) {
    state.change((current) => ({ ...current, brokers: config.brokers }))
  } else if (known !== config.brokers) {
    throw new StackError(
      'Looking at the engine’s data',
      `they were made by ${known} broker(s), and ${config.brokers} are asked for`,
      `npm run stack -- reset, then up --brokers ${config.brokers}; or up --brokers ${known}.`,
    )
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}
