/** Keys made for this run only, and a folder for its payment files. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ed25519 = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const paymentFiles = mkdtempSync(join(tmpdir(), 'dost-payment-files-'))
process.once('exit', () => {
  rmSync(paymentFiles, { recursive: true, force: true })
})

export const secretSettings = {
  INSPECTION_SIGNING_KEY: ed25519(),
  PAYMENT_SIGNING_KEY: ed25519(),
  PAYMENT_FILES_DIR: paymentFiles,
  FOLLOW_CODE_KEY: randomBytes(32).toString('hex'),
}
