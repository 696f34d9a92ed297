/**
 * Passwords and keys of this stack: made at the first start, kept in `secrets.json` of its home (readable by its user
 * only), never in the repository. `reset` deletes them with the data they protect.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Secrets {
  readonly postgres: string
  readonly databaseOwner: string
  readonly databaseApp: string
  /** Ed25519, PKCS8 PEM: signs inspection acts. */
  readonly inspectionSigningKey: string
  /** Ed25519, PKCS8 PEM: signs payment files. */
  readonly paymentSigningKey: string
  /** Makes the code with which an applicant follows the case. */
  readonly followCodeKey: string
  /** Ed25519, PKCS8 PEM: signs the bearer tokens of this stack's own issuer (demo/token.ts). */
  readonly clientKey: string
}

/** Reads the secrets of a stack; makes those that are missing. */
export function readSecrets(home: string): Secrets {
  const file = join(home, 'secrets.json')
  const kept: Partial<Secrets> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>)
    : {}
  const secrets: Secrets = { ...freshSecrets(), ...kept }
  if (Object.keys(kept).length < Object.keys(secrets).length) {
    mkdirSync(home, { recursive: true })
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return secrets
}

function freshSecrets(): Secrets {
  const password = () => randomBytes(24).toString('base64url')
  const ed25519 = () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return {
    postgres: password(),
    databaseOwner: password(),
    databaseApp: password(),
    inspectionSigningKey: ed25519(),
    paymentSigningKey: ed25519(),
    followCodeKey: randomBytes(32).toString('hex'),
    clientKey: ed25519(),
  }
}
