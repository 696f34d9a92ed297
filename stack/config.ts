/**
 * Settings of the one-machine stack: read from the environment and `.env`, checked at once, and handed on to the parts.
 * Every name is explained in `.env.example`. What the parts themselves are told is in environment.ts.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StackError } from './errors.ts'
import { readSettings, type Settings } from './settings.ts'

/** The folder of the project, whatever the current folder is. */
export const projectFolder = resolve(import.meta.dirname, '..')

const addressNames = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'ZEEBE_ADDRESS',
  'ZEEBE_REST_URL',
  'OPENSEARCH_URL',
  'TASKLIST_URL',
  'OPERATE_URL',
  'REGISTERS_URL',
  'BANK_URL',
  'NOTIFICATIONS_URL',
] as const
/** Addresses of what runs elsewhere; a part whose address is given is not started here. */
export type External = Partial<Record<(typeof addressNames)[number], string>>

export interface StackConfig {
  readonly profile: 'dev' | 'test'
  /** Data, logs and state of this stack. Absolute. */
  readonly home: string
  /** Downloads, shared by all stacks of this user. Absolute. */
  readonly cache: string
  readonly brokers: number
  /** The engine's clock can be moved through its management port (tests). */
  readonly controlledClock: boolean
  /** What PostgreSQL has committed survives a crash of the machine; a test stack saves that time. */
  readonly durable: boolean
  /** Sample staff may be added, with this password; undefined on production machines and databases of others. */
  readonly staffPassword: string | undefined
  readonly sampleCases: boolean
  readonly ports: Ports
  readonly heap: { readonly openSearch: string; readonly broker: string; readonly webApps: string }
  readonly external: External
}

export interface Ports {
  readonly openSearch: number
  readonly openSearchTransport: number
  readonly zeebe: number
  readonly zeebeCommand: number
  readonly zeebeInternal: number
  readonly zeebeRest: number
  readonly zeebeManagement: number
  readonly webApps: number
  readonly webAppsManagement: number
  readonly webAppsCluster: number
  readonly postgres: number
  readonly api: number
  readonly workers: number
  readonly registers: number
  readonly bank: number
  readonly notifications: number
}

/** What the command line or a test says on top of the environment. */
export interface Overrides {
  readonly profile?: 'dev' | 'test' | undefined
  readonly home?: string | undefined
  readonly brokers?: number | undefined
  readonly samples?: boolean | undefined
  readonly durable?: boolean | undefined
  /** Added to every port, so that several stacks can run on one machine. */
  readonly portShift?: number | undefined
}

/** Loads `.env` of the project when there is one; what is set already wins. */
export function loadDotEnv(): void {
  const file = join(projectFolder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** The shift of the test stack's ports: below 32768, where Linux begins to hand out ports for outgoing connections. */
export const testPortShift = 5000

/**
 * Reads and checks the settings.
 * @throws StackError naming every setting that is wrong, all at once
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = {},
): StackConfig {
  const settings = readSettings(environment)
  const profile = overrides.profile ?? settings.STACK_PROFILE
  const shift = overrides.portShift ?? (profile === 'test' ? testPortShift : 0)
  const ports = shiftPorts(settings, shift)
  refuseSamePort(ports)
  // Tests delete what they find. They never touch a database or cluster that somebody's .env names.
  const external = profile === 'test' ? {} : externalAddresses(settings)
  const isAllOwn = profile === 'dev' && Object.keys(external).length === 0
  const home = resolve(projectFolder, overrides.home ?? settings.STACK_HOME)
  return {
    profile,
    home: profile === 'test' && overrides.home === undefined ? join(home, 'test') : home,
    cache: resolve(projectFolder, settings.STACK_CACHE),
    brokers: overrides.brokers ?? settings.STACK_BROKERS,
    controlledClock: settings.STACK_CONTROLLED_CLOCK ?? profile === 'test',
    durable: overrides.durable ?? profile !== 'test',
    staffPassword: mayHaveSampleStaff(environment, settings, external)
      ? settings.STACK_STAFF_PASSWORD
      : undefined,
    // Invented families only where everything is ours.
    sampleCases:
      (overrides.samples ?? settings.SAMPLE_CASES) && isAllOwn && settings.NODE_ENV !== 'production',
    ports,
    heap: {
      openSearch: settings.OPENSEARCH_HEAP,
      broker: settings.BROKER_HEAP,
      webApps: settings.WEB_APPS_HEAP,
    },
    external,
  }
}

/** How much higher the ports of each broker lie than those of the first, which come first. */
export function brokerOffsets(brokers: number): number[] {
  return Array.from({ length: brokers }, (_, node) => node * 10)
}

function shiftPorts(settings: Settings, shift: number): Ports {
  return {
    openSearch: settings.OPENSEARCH_PORT + shift,
    openSearchTransport: settings.OPENSEARCH_TRANSPORT_PORT + shift,
    zeebe: settings.ZEEBE_PORT + shift,
    zeebeCommand: settings.ZEEBE_COMMAND_PORT + shift,
    zeebeInternal: settings.ZEEBE_INTERNAL_PORT + shift,
    zeebeRest: settings.ZEEBE_REST_PORT + shift,
    zeebeManagement: settings.ZEEBE_MANAGEMENT_PORT + shift,
    webApps: settings.WEB_APPS_PORT + shift,
    webAppsManagement: settings.WEB_APPS_MANAGEMENT_PORT + shift,
    webAppsCluster: settings.WEB_APPS_CLUSTER_PORT + shift,
    postgres: settings.POSTGRES_PORT + shift,
    api: settings.API_PORT + shift,
    workers: settings.WORKERS_PORT + shift,
    registers: settings.REGISTERS_PORT + shift,
    bank: settings.BANK_PORT + shift,
    notifications: settings.NOTIFICATIONS_PORT + shift,
  }
}

function refuseSamePort(ports: Ports): void {
  const uses = new Map<number, string[]>()
  for (const [use, port] of Object.entries(ports) as [string, number][]) {
    uses.set(port, [...(uses.get(port) ?? []), use])
  }
  const twice = [...uses].filter(([, names]) => names.length > 1)
  if (twice.length === 0) return
  throw new StackError(
    'Reading the settings',
    twice.map(([port, names]) => `port ${port} is given to ${names.join(' and ')}`).join('\n'),
    'give each of them a port of its own in the environment or in .env.',
  )
}

/** A password that everybody knows is for data of this stack; elsewhere somebody has to choose one. */
function mayHaveSampleStaff(
  environment: Readonly<Record<string, string | undefined>>,
  settings: Settings,
  external: External,
): boolean {
  if (settings.NODE_ENV === 'production') return false
  return external.DATABASE_URL === undefined || (environment['STACK_STAFF_PASSWORD'] ?? '') !== ''
}

function externalAddresses(settings: Settings): External {
  const external: External = {}
  for (const name of addressNames) {
    const value = settings[name]
    if (value !== undefined) external[name] = value
  }
  return external
}
