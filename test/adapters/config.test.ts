/** Settings: what an operator is told, all at once, and what the program may rely on. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError, readConfig, readEngineConfig, Settings } from '../../adapters/config.ts'

const least = {
  DATABASE_URL: 'postgres://dost_app:pw@localhost/dost',
  FOLLOW_CODE_KEY: 'a-key-of-sixteen-letters',
  INSPECTION_SIGNING_KEY: '/run/secrets/inspection.pem',
  PAYMENT_SIGNING_KEY: '/run/secrets/payment.pem',
}

const problemsOf = (env: Record<string, string>) => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('the rest has defaults; text becomes numbers and truth values; nobody can change it later', () => {
  const config = readConfig({ ...least, WORKERS_MAX_JOBS: '7', ZEEBE_SECURE: 'true', OIDC_ISSUER: '' })
  expect(config).toMatchObject({ ZEEBE_ADDRESS: 'localhost:26500', WORKERS_MAX_JOBS: 7, ZEEBE_SECURE: true })
  expect(config.OIDC_ISSUER).toBeUndefined()
  expect(Object.isFrozen(config)).toBe(true)
})

test('every problem is in one message, and secrets are not', () => {
  const message = problemsOf({
    DATABASE_URL: 'mysql://user:hunter2@db',
    WORKERS_MAX_JOBS: 'many',
    LOG_LEVEL: 'loud',
    ZEEBE_CLIENT_ID: 'x',
  })
  for (const part of [
    'FOLLOW_CODE_KEY is not set',
    'WORKERS_MAX_JOBS must be integer (it is "many")',
    'LOG_LEVEL must be equal to one of the allowed values',
    'DATABASE_URL must match pattern',
    'not set: ZEEBE_CLIENT_SECRET',
  ]) {
    expect(message).toContain(part)
  }
  expect(message).not.toContain('hunter2')
})

test('production does not run on settings that are for trying out', () => {
  expect(problemsOf({ ...least, NODE_ENV: 'production' })).toContain('PAYER_IBAN has to be set in production')
})

test('a deployment needs the engine only', () => {
  expect(readEngineConfig({ ZEEBE_ADDRESS: 'zeebe.example:443' }).ZEEBE_ADDRESS).toBe('zeebe.example:443')
})

test('.env.example explains every setting', () => {
  const example = readFileSync('.env.example', 'utf8')
  const explained = new Set([...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name))
  expect(Object.keys(Settings.properties).filter((name) => !explained.has(name))).toEqual([])
})
