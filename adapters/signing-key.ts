/** Keys that sign inspection acts and payment files, from the settings: PEM text itself (line breaks may be written `\n`) or the path of a file. */
import { readFileSync } from 'node:fs'

/**
 * @param name of the setting
 * @throws Error naming the setting when the file cannot be read
 */
export const readSigningKey = (
  name: 'INSPECTION_SIGNING_KEY' | 'PAYMENT_SIGNING_KEY',
  setting: string,
): string => readPem(name, setting)

/**
 * Public keys that signed acts before the present one, so that old acts stay verifiable: PEM blocks one after the other.
 * @throws Error naming the setting when the file cannot be read or holds no public key
 */
export function readPublicKeys(setting: string | undefined): readonly string[] {
  if (setting === undefined) return []
  const name = 'INSPECTION_EARLIER_PUBLIC_KEYS'
  const keys = readPem(name, setting).match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g)
  if (keys === null) throw new Error(`${name} holds no public key in PEM`)
  return keys
}

function readPem(name: string, setting: string): string {
  if (setting.includes('-----BEGIN')) return setting.replaceAll('\\n', '\n')
  try {
    return readFileSync(setting, 'utf8')
  } catch (error) {
    throw new Error(`${name} is neither a PEM key nor a readable file`, { cause: error })
  }
}
