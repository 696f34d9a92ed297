/** What the stack tells its children (workers, API, migrations, tests) about each other: the names of `.env.example`. */
import { join } from 'node:path'
import { readSigningKey } from '../adapters/signing-key.ts'
import { createEd25519Signer } from '../domain/signing.ts'
import { brokerOffsets, type StackConfig } from './config.ts'
import { publicJwks, tokenAudience, tokenIssuer } from './demo/token.ts'
import type { Secrets } from './secrets.ts'

/** Address and password of the database's three roles. */
export function databaseUrls(config: StackConfig, secrets: Secrets) {
  const url = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${config.ports.postgres}/${database}`
  return {
    superuser: url('postgres', secrets.postgres, 'postgres'),
    owner: url('dost_owner', secrets.databaseOwner, 'dost'),
    app: url('dost_app', secrets.databaseApp, 'dost'),
  }
}

/** The environment of every child; addresses that the settings name themselves are passed on unchanged. */
export function stackEnvironment(config: StackConfig, secrets: Secrets): Record<string, string> {
  const { ports, external } = config
  const http = (port: number) => `http://127.0.0.1:${port}`
  const database = databaseUrls(config, secrets)
  const paymentSigningKey = process.env['PAYMENT_SIGNING_KEY'] ?? secrets.paymentSigningKey
  return {
    DATABASE_URL: database.app,
    // A given database may have one role for everything; then the owner is that role.
    DATABASE_OWNER_URL: external.DATABASE_URL ?? database.owner,
    ZEEBE_ADDRESS: `127.0.0.1:${ports.zeebe}`,
    ZEEBE_REST_URL: http(ports.zeebeRest),
    ZEEBE_MANAGEMENT_URL: http(ports.zeebeManagement),
    // Each broker has a clock of its own: tests move all of them.
    ZEEBE_MANAGEMENT_URLS: brokerOffsets(config.brokers)
      .map((offset) => http(ports.zeebeManagement + offset))
      .join(','),
    OPENSEARCH_URL: http(ports.openSearch),
    // An engine elsewhere may have no web apps, or does not say where they are.
    ...(external.ZEEBE_ADDRESS === undefined
      ? { TASKLIST_URL: http(ports.webApps), OPERATE_URL: http(ports.webApps) }
      : {}),
    REGISTERS_URL: http(ports.registers),
    BANK_URL: http(ports.bank),
    NOTIFICATIONS_URL: http(ports.notifications),
    ...external,
    REGISTERS_PORT: String(ports.registers),
    BANK_PORT: String(ports.bank),
    NOTIFICATIONS_PORT: String(ports.notifications),
    // The simulated bank still knows after a restart which files it has paid.
    BANK_BOOKS_DIR: join(config.home, 'simulated', 'bank'),
    // It takes only files that our workers signed.
    BANK_PAYER_KEY: createEd25519Signer(readSigningKey('PAYMENT_SIGNING_KEY', paymentSigningKey))
      .publicKeyPem,
    // The simulated bank is a payment hub too, and then reports to the API with a token that it signs itself.
    ...(process.env['GOVSTACK_URL'] === undefined ? {} : { SIMULATED_HUB_KEY: secrets.clientKey }),
    API_HOST: '127.0.0.1',
    API_PORT: String(ports.api),
    API_URL: http(ports.api),
    PUBLIC_URL: process.env['PUBLIC_URL'] ?? http(ports.api),
    WORKERS_PORT: String(ports.workers),
    WORKERS_URL: http(ports.workers),
    INSPECTION_SIGNING_KEY: process.env['INSPECTION_SIGNING_KEY'] ?? secrets.inspectionSigningKey,
    PAYMENT_SIGNING_KEY: paymentSigningKey,
    PAYMENT_FILES_DIR: process.env['PAYMENT_FILES_DIR'] ?? join(config.home, 'payment-files'),
    FOLLOW_CODE_KEY: process.env['FOLLOW_CODE_KEY'] ?? secrets.followCodeKey,
    ...tokenSettings(secrets),
    STACK_HOME: config.home,
    STACK_PROFILE: config.profile,
    ...(config.staffPassword === undefined ? {} : { STACK_STAFF_PASSWORD: config.staffPassword }),
    ...(config.profile === 'test' ? { TEST_DATABASE_OWNER_URL: database.owner } : {}),
  }
}

/** Who signs bearer tokens: the issuer that the settings name, otherwise this stack itself. */
function tokenSettings({ clientKey }: Secrets): Record<string, string> {
  if (process.env['JWT_JWKS_URL'] !== undefined || process.env['JWT_PUBLIC_JWKS'] !== undefined) return {}
  return {
    JWT_PUBLIC_JWKS: JSON.stringify(publicJwks(clientKey)),
    JWT_ISSUER: tokenIssuer,
    JWT_AUDIENCE: tokenAudience,
  }
}
