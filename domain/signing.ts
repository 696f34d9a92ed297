/** Signatures that last: Ed25519 by a key that names itself, over acts (signed-act.ts) and payment files (signed-file.ts). */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** Port to the signing key, which may live in a device or a service of its own. */
export interface Signer {
  /** Names the key, so that what it signed stays verifiable after a change of keys: first 16 hex digits of the SHA-256 of the public key. */
  readonly keyId: string
  /** Ed25519 signature of the bytes, base64. */
  sign(bytes: Uint8Array): Promise<string>
}

/**
 * A signer for a key held in configuration.
 * @param privateKeyPem Ed25519 key, PKCS8 PEM
 * @throws RangeError for a key of another kind
 */
export function createEd25519Signer(privateKeyPem: string): Signer & { readonly publicKeyPem: string } {
  const key = createPrivateKey(privateKeyPem)
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('The signing key is not an Ed25519 key')
  const publicKeyPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return {
    keyId: keyIdOf(publicKeyPem),
    publicKeyPem,
    sign: async (bytes) => sign(null, bytes, key).toString('base64'),
  }
}

/** The name of a public key (PEM, SPKI). */
export const keyIdOf = (publicKeyPem: string): string =>
  createHash('sha256')
    .update(createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

/** Whether the signature (base64) was made over the bytes with that key (PEM, SPKI). */
export const signatureFits = (bytes: Uint8Array, signature: string, publicKeyPem: string): boolean =>
  verify(null, bytes, createPublicKey(publicKeyPem), Buffer.from(signature, 'base64'))
