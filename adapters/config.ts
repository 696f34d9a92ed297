/**
 * Settings from the environment: one schema, checked at start, all errors at once, then frozen.
 * Names and meanings for people are in `.env.example`; a test holds the two together.
 */
import { Type, type Static, type TObject, type TSchema } from 'typebox'
import { Iban } from '../domain/identifiers.ts'
import { createAjv } from './ajv.ts'

const Url = Type.String({ pattern: '^https?://[^\\s]+$' })
const PostgresUrl = Type.String({ pattern: '^postgres(ql)?://[^\\s]+$' })
const Secret = Type.String({ minLength: 16 })
const Text = Type.String({ minLength: 1 })
const Port = (byDefault: number) => Type.Integer({ minimum: 0, maximum: 65_535, default: byDefault })
const Milliseconds = (byDefault: number, minimum = 1) =>
  Type.Integer({ minimum, maximum: 2_147_483_647, default: byDefault })
const Count = (byDefault: number) => Type.Integer({ minimum: 1, maximum: 100_000, default: byDefault })
const oneOf = <const T extends string>(values: readonly T[], byDefault: NoInfer<T>) =>
  Type.Unsafe<T>(Type.String({ enum: [...values], default: byDefault }))
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema)

/** Names, limits and defaults of every setting of the API, the workers, the migrations and the deployment. */
export const Settings = Type.Object({
  NODE_ENV: oneOf(['development', 'test', 'production'], 'development'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),

  DATABASE_URL: PostgresUrl,
  DATABASE_OWNER_URL: optional(PostgresUrl),
  DATABASE_POOL_SIZE: Count(10),

  ZEEBE_ADDRESS: Type.String({ pattern: '^[^\\s/:]+(:\\d+)?$', default: 'localhost:26500' }),
  ZEEBE_SECURE: Type.Boolean({ default: false }),
  ZEEBE_CLIENT_ID: optional(Text),
  ZEEBE_CLIENT_SECRET: optional(Text),
  ZEEBE_AUTHORIZATION_SERVER_URL: optional(Url),
  ZEEBE_TOKEN_AUDIENCE: optional(Text),
  ZEEBE_REST_URL: Type.String({ pattern: '^https?://[^\\s]+$', default: 'http://localhost:8088' }),
  OPENSEARCH_URL: Type.String({ pattern: '^https?://[^\\s]+$', default: 'http://localhost:9201' }),
  OPENSEARCH_USER: optional(Text),
  OPENSEARCH_PASSWORD: optional(Text),
  ZEEBE_RECORD_PREFIX: Type.String({ pattern: '^[a-z0-9_-]+$', default: 'zeebe-record' }),
  TASKLIST_URL: optional(Url),
  OPERATE_URL: optional(Url),

  REGISTERS_URL: Type.String({ pattern: '^https?://[^\\s]+$', default: 'http://localhost:3101' }),
  BANK_URL: Type.String({ pattern: '^https?://[^\\s]+$', default: 'http://localhost:3102' }),
  BANK_FOLDER: optional(Text),
  GOVSTACK_URL: optional(Url),
  GOVSTACK_SOURCE_ID: optional(Type.String({ minLength: 12, maxLength: 12 })),
  BANK_POLL_MS: Milliseconds(5_000, 100),
  BANK_MESSAGE_MAX_BYTES: Type.Integer({ minimum: 1_000, maximum: 8_000_000_000, default: 2_147_483_648 }),
  TASK_IMPORT_MS: Milliseconds(5_000, 100),
  PAYER_NAME: Type.String({ minLength: 1, maxLength: 140, default: 'DSMF 2 sayli Baki erazi filiali' }),
  PAYER_IBAN: Type.String({ ...Iban, default: 'AZ21NABZ00000000137010001944' }),
  PAYER_ACCOUNTS: optional(
    Type.String({
      pattern:
        '^([a-z]+(-[a-z]+)*=AZ\\d{2}[A-Z]{4}[0-9A-Z]{20})(, ?[a-z]+(-[a-z]+)*=AZ\\d{2}[A-Z]{4}[0-9A-Z]{20})*$',
    }),
  ),
  PAYER_BIC: Type.String({ pattern: '^[A-Z0-9]{4}AZ[A-Z0-9]{2}([A-Z0-9]{3})?$', default: 'NABZAZ2X' }),
  PAYMENT_FILES_DIR: Type.String({ minLength: 1, default: '.stack/payment-files' }),
  NOTIFICATIONS_URL: Type.String({ pattern: '^https?://[^\\s]+$', default: 'http://localhost:3103' }),

  API_HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  API_PORT: Port(3000),
  PUBLIC_URL: Type.String({ pattern: '^https?://[^\\s]+$', default: 'http://127.0.0.1:3000' }),

  METRICS_TOKEN: optional(Secret),

  WORKERS_HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  WORKERS_PORT: Port(3001),
  WORKERS_MAX_JOBS: Count(32),
  WORKERS_JOB_TIMEOUT_MS: Milliseconds(60_000, 1_000),
  WORKERS_POLL_MS: Milliseconds(10_000, 100),
  WORKERS_DRAIN_MS: Milliseconds(25_000, 0),
  WORKERS_WATCHDOG_MS: Milliseconds(30_000, 500),
  WORKERS_BACKOFF_MS: Milliseconds(1_000),
  WORKERS_BACKOFF_MAX_MS: Milliseconds(300_000),
  WORKERS_VALIDATE_OUTPUT: optional(Type.Boolean()),
  RELAY_POLL_MS: Milliseconds(1_000, 50),
  RELAY_BATCH: Count(50),
  RELAY_MAX_LAG_MS: Milliseconds(60_000, 1_000),

  INSPECTION_SIGNING_KEY: Text,
  PAYMENT_SIGNING_KEY: Text,
  INSPECTION_EARLIER_PUBLIC_KEYS: optional(Text),
  FOLLOW_CODE_KEY: Secret,
  SESSION_HOURS: Type.Integer({ minimum: 1, maximum: 24, default: 8 }),
  SESSION_IDLE_MINUTES: Type.Integer({ minimum: 1, maximum: 1_440, default: 30 }),
  LOGIN_MAX_FAILURES: Type.Integer({ minimum: 1, maximum: 100, default: 5 }),
  LOGIN_LOCK_MINUTES: Type.Integer({ minimum: 1, maximum: 1_440, default: 15 }),
  API_REQUESTS_PER_MINUTE: Type.Integer({ minimum: 1, maximum: 10_000_000, default: 6_000 }),
  API_GUESSES_PER_MINUTE: Type.Integer({ minimum: 1, maximum: 10_000, default: 20 }),
  TRUST_PROXY: optional(Text),
  OIDC_ISSUER: optional(Url),
  OIDC_CLIENT_ID: optional(Text),
  OIDC_CLIENT_SECRET: optional(Text),
  OIDC_USER_CLAIM: Type.String({ minLength: 1, default: 'preferred_username' }),
  OIDC_GROUPS_CLAIM: Type.String({ minLength: 1, default: 'groups' }),
  OIDC_GROUP_MAP: optional(Text),
  JWT_JWKS_URL: optional(Url),
  JWT_PUBLIC_JWKS: optional(Text),
  JWT_ISSUER: optional(Text),
  JWT_AUDIENCE: optional(Text),
})

/** What the rest of the program reads: deep-frozen, defaults filled in. */
export type Config = Readonly<Static<typeof Settings>>

/** Settings that mean something only together. */
const together = [
  ['ZEEBE_CLIENT_ID', 'ZEEBE_CLIENT_SECRET', 'ZEEBE_AUTHORIZATION_SERVER_URL', 'ZEEBE_TOKEN_AUDIENCE'],
  ['OPENSEARCH_USER', 'OPENSEARCH_PASSWORD'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['JWT_ISSUER', 'JWT_AUDIENCE'],
  ['GOVSTACK_URL', 'GOVSTACK_SOURCE_ID'],
] as const

/** Settings whose default is for trying out only: in production they have to be given. */
const givenInProduction = ['PAYER_IBAN', 'PAYER_BIC', 'PAYMENT_FILES_DIR', 'PUBLIC_URL'] as const

/** Settings whose value never appears in an error message. */
const secret = /SECRET|PASSWORD|KEY|TOKEN$|DATABASE/

/** The environment cannot be used; `message` names every setting at fault and how to put it right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads and checks the settings; an empty value counts as not set.
 * @throws ConfigError with every problem in one message
 */
export function readConfig(env: Environment = process.env): Config {
  return check<Config>(Settings, env)
}

/** Some of the settings, for a command that needs no others. @throws ConfigError */
export function readConfigOf<const N extends keyof Config>(
  names: readonly N[],
  env: Environment = process.env,
): Pick<Config, N> {
  return check<Pick<Config, N>>(Type.Pick(Settings, [...names]), env)
}

/** The settings of the engine alone, for a deployment that needs no database. @throws ConfigError */
export const readEngineConfig = (env?: Environment) => readConfigOf(engineSettings, env)

const engineSettings = [
  'ZEEBE_ADDRESS',
  'ZEEBE_SECURE',
  'ZEEBE_CLIENT_ID',
  'ZEEBE_CLIENT_SECRET',
  'ZEEBE_AUTHORIZATION_SERVER_URL',
  'ZEEBE_TOKEN_AUDIENCE',
] as const
type Environment = Readonly<Record<string, string | undefined>>

function check<T extends object>(schema: TObject, env: Environment): Readonly<T> {
  const settings: Record<string, unknown> = {}
  for (const name of Object.keys(schema.properties)) {
    const value = env[name]
    if (value !== undefined && value.trim() !== '') settings[name] = value
  }
  const fits = createAjv({ coerce: true }).compile<T>(schema)
  const valid = fits(settings)
  const problems = [
    ...(fits.errors ?? []).map((error) => {
      if (error.keyword === 'required') {
        return `${(error.params as { missingProperty: string }).missingProperty} is not set`
      }
      const name = error.instancePath.slice(1)
      const value = secret.test(name) ? '' : ` (it is "${env[name] ?? ''}")`
      const allowed = error.keyword === 'enum' ? `: ${JSON.stringify(error.params['allowedValues'])}` : ''
      return `${name} ${error.message ?? 'is wrong'}${allowed}${value}`
    }),
    ...together
      .filter(([first]) => first in schema.properties)
      .flatMap((names) => {
        const missing = names.filter((name) => settings[name] === undefined)
        if (missing.length === 0 || missing.length === names.length) return []
        return [`${names.join(', ')} belong together; not set: ${missing.join(', ')}`]
      }),
    ...(settings['NODE_ENV'] === 'production' ? givenInProduction : [])
      .filter((name) => (env[name] ?? '').trim() === '')
      .map((name) => `${name} has to be set in production`),
  ]
  if (!valid || problems.length > 0) {
    throw new ConfigError(
      `The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n` +
        'Correct them in the environment or in .env; .env.example explains each of them.',
    )
  }
  return Object.freeze(settings)
}

/** Loads `.env` of the current folder when there is one; what is set already wins. For `main` files only. */
export function loadDotEnv(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    // Having no .env is normal: a server gets its settings from its own environment.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
