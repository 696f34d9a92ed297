/** Names, limits and defaults of the stack's own settings, and their check. `.env.example` explains each of them. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Type, type Static } from 'typebox'
import { StackError } from './errors.ts'

const Port = (port: number) => Type.Integer({ minimum: 1, maximum: 65_535, default: port })
const Heap = (size: string) => Type.String({ pattern: '^[1-9][0-9]*[mg]$', default: size })
const Url = Type.String({ pattern: '^https?://[^\\s]+$' })
const DatabaseUrl = Type.String({ pattern: '^postgres(ql)?://[^\\s]+$' })

/** Names, limits and defaults of the settings. */
export const Settings = Type.Object({
  STACK_PROFILE: Type.Union([Type.Literal('dev'), Type.Literal('test')], { default: 'dev' }),
  STACK_HOME: Type.String({ minLength: 1, default: '.stack' }),
  STACK_CACHE: Type.String({ minLength: 1, default: join(homedir(), '.cache', 'dost-stack') }),
  STACK_BROKERS: Type.Integer({ minimum: 1, maximum: 5, default: 1 }),
  STACK_CONTROLLED_CLOCK: Type.Optional(Type.Boolean()),
  STACK_STAFF_PASSWORD: Type.String({ minLength: 4, maxLength: 72, default: 'dost' }),
  SAMPLE_CASES: Type.Boolean({ default: true }),
  OPENSEARCH_PORT: Port(9201),
  OPENSEARCH_TRANSPORT_PORT: Port(9301),
  ZEEBE_PORT: Port(26_500),
  ZEEBE_COMMAND_PORT: Port(26_501),
  ZEEBE_INTERNAL_PORT: Port(26_502),
  ZEEBE_REST_PORT: Port(8088),
  ZEEBE_MANAGEMENT_PORT: Port(9600),
  WEB_APPS_PORT: Port(8080),
  WEB_APPS_MANAGEMENT_PORT: Port(9601),
  WEB_APPS_CLUSTER_PORT: Port(26_503),
  POSTGRES_PORT: Port(5433),
  API_PORT: Port(3000),
  WORKERS_PORT: Port(3001),
  REGISTERS_PORT: Port(3101),
  BANK_PORT: Port(3102),
  NOTIFICATIONS_PORT: Port(3103),
  OPENSEARCH_HEAP: Heap('768m'),
  BROKER_HEAP: Heap('1g'),
  WEB_APPS_HEAP: Heap('1g'),
  DATABASE_URL: Type.Optional(DatabaseUrl),
  DATABASE_OWNER_URL: Type.Optional(DatabaseUrl),
  ZEEBE_ADDRESS: Type.Optional(Type.String({ pattern: '^[^\\s/]+(:[0-9]+)?$' })),
  ZEEBE_REST_URL: Type.Optional(Url),
  OPENSEARCH_URL: Type.Optional(Url),
  TASKLIST_URL: Type.Optional(Url),
  OPERATE_URL: Type.Optional(Url),
  REGISTERS_URL: Type.Optional(Url),
  BANK_URL: Type.Optional(Url),
  NOTIFICATIONS_URL: Type.Optional(Url),
  NODE_ENV: Type.Optional(Type.String()),
})
export type Settings = Static<typeof Settings>

/** Settings whose value is never shown. */
const secret = /PASSWORD|DATABASE/

/**
 * Reads the settings out of an environment; an empty value counts as not set.
 * @throws StackError naming every setting that is wrong, all at once
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true })
  const known: Record<string, unknown> = {}
  for (const name of Object.keys(Settings.properties)) {
    const value = environment[name]
    if (value !== undefined && value !== '') known[name] = value
  }
  const check = ajv.compile<Settings>(Settings)
  const isValid = check(known)
  const problems = (check.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf')
  const lines = problems.map(({ instancePath, message }) => {
    const name = instancePath.slice(1)
    const value = secret.test(name) ? '' : ` (it is "${String(environment[name])}")`
    return `${name} ${message ?? 'is wrong'}${value}`
  })
  lines.push(...missingBeside(known))
  if (isValid && lines.length === 0) return known
  throw new StackError(
    'Reading the settings',
    [...new Set(lines)].join('\n'),
    'correct the names above in the environment or in .env; .env.example explains each of them.',
  )
}

/** An engine elsewhere is of use only with its REST interface and its history. */
function missingBeside(known: Readonly<Record<string, unknown>>): string[] {
  if (known['ZEEBE_ADDRESS'] === undefined) return []
  return ['ZEEBE_REST_URL', 'OPENSEARCH_URL']
    .filter((name) => known[name] === undefined)
    .map((name) => `${name} must be set when ZEEBE_ADDRESS is`)
}
