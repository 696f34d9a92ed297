/** Settings of the stack: wrong ones are all named at once, tests never reach what somebody's .env names. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectFolder, readConfig } from '../../stack/config.ts'
import { stackEnvironment } from '../../stack/environment.ts'
import { readSecrets } from '../../stack/secrets.ts'
import { Settings } from '../../stack/settings.ts'

const home = mkdtempSync(join(tmpdir(), 'dost-config-'))
const secrets = readSecrets(home)
afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

test('without any setting the usual ports and a folder in the project are taken', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    profile: 'dev',
    home: join(projectFolder, '.stack'),
    brokers: 1,
    controlledClock: false,
  })
  expect(config.ports).toMatchObject({ zeebe: 26_500, api: 3000, postgres: 5433 })
})

test('every wrong setting is named in one message, with the value it has', () => {
  const wrong = { API_PORT: 'eighty', BROKER_HEAP: 'much', STACK_BROKERS: '0', STACK_PROFILE: 'prod' }
  expect(() => readConfig(wrong)).toThrow(
    /API_PORT .*"eighty"[^]*BROKER_HEAP .*"much"|BROKER_HEAP[^]*API_PORT/,
  )
  expect(() => readConfig(wrong)).toThrow(/STACK_BROKERS/)
  expect(() => readConfig(wrong)).toThrow(/STACK_PROFILE/)
})

test('a wrong database address is named without its password', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db' })).toThrow(
    /^(?!.*hunter2).*DATABASE_URL/s,
  )
})

test('two parts on one port are refused', () => {
  expect(() => readConfig({ API_PORT: '8080' })).toThrow(/port 8080 is given to webApps and api/)
})

test('an engine elsewhere needs its REST interface and its history too', () => {
  expect(() => readConfig({ ZEEBE_ADDRESS: 'zeebe.example:26500' })).toThrow(
    /ZEEBE_REST_URL must be set[^]*OPENSEARCH_URL must be set/,
  )
})

test('given addresses reach the programs unchanged', () => {
  const given = {
    DATABASE_URL: 'postgres://app@db.example/dost',
    DATABASE_OWNER_URL: 'postgres://owner@db.example/dost',
    ZEEBE_ADDRESS: 'zeebe.example:26500',
    ZEEBE_REST_URL: 'https://zeebe.example',
    OPENSEARCH_URL: 'https://history.example',
  }
  const environment = stackEnvironment(readConfig(given), secrets)
  expect(environment).toMatchObject(given)
  expect(environment).not.toHaveProperty('TASKLIST_URL')
})

test('the test stack has ports of its own and ignores addresses of others', () => {
  const given = { DATABASE_URL: 'postgres://app@db.example/dost', REGISTERS_URL: 'https://registers.example' }
  const config = readConfig(given, { profile: 'test' })
  expect(config.external).toEqual({})
  expect(config.controlledClock).toBe(true)
  const usual = Object.values(readConfig({}).ports) as number[]
  const shifted = Object.values(config.ports) as number[]
  expect(shifted.filter((port) => usual.includes(port))).toEqual([])
  // Above 32767 Linux hands ports out for outgoing connections.
  expect(Math.max(...shifted)).toBeLessThan(32_768)
  expect(stackEnvironment(config, secrets)).toMatchObject({
    DATABASE_URL: `postgres://dost_app:${secrets.databaseApp}@127.0.0.1:10433/dost`,
    TEST_DATABASE_OWNER_URL: `postgres://dost_owner:${secrets.databaseOwner}@127.0.0.1:10433/dost`,
  })
})

test('sample staff and cases stay away from production and from databases of others', () => {
  expect(readConfig({}).staffPassword).toBe('dost')
  expect(readConfig({ NODE_ENV: 'production', STACK_STAFF_PASSWORD: 'chosen' }).staffPassword).toBeUndefined()
  const database = { DATABASE_URL: 'postgres://app@db.example/dost' }
  expect(readConfig(database)).toMatchObject({ staffPassword: undefined, sampleCases: false })
  expect(readConfig({ ...database, STACK_STAFF_PASSWORD: 'chosen' }).staffPassword).toBe('chosen')
})

test('.env.example explains every setting of the stack', () => {
  const example = readFileSync(join(projectFolder, '.env.example'), 'utf8')
  const missing = Object.keys(Settings.properties).filter((name) => !new RegExp(`\\b${name}=`).test(example))
  // Of another room, where they are explained beside their neighbours.
  expect(missing.filter((name) => !['API_PORT', 'WORKERS_PORT', 'NODE_ENV'].includes(name))).toEqual([])
})

test('passwords and keys are made once and are readable by their user only', () => {
  expect(readSecrets(home)).toEqual(secrets)
  expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
})
