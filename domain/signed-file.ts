/**
 * Payment files are signed, detached: Ed25519 over the RFC 8785 canonical JSON of what identifies the file, with the
 * hash of its bytes, so that a file of any size is signed and checked while it streams.
 */
import { canonicalJson } from './canonical-json.ts'
import { keyIdOf, signatureFits, type Signer } from './signing.ts'

/** What the signature of a payment file covers. */
export interface FileStatement {
  readonly messageId: string
  readonly sha256: string
  readonly byteCount: number
  readonly orderCount: number
  readonly controlSumQepik: number
}

const statedBytes = (statement: FileStatement): Uint8Array => {
  const { messageId, sha256, byteCount, orderCount, controlSumQepik } = statement
  return Buffer.from(canonicalJson({ messageId, sha256, byteCount, orderCount, controlSumQepik }), 'utf8')
}

/** @returns `<key id>:<base64>`, so that files stay verifiable after a change of keys */
export async function signFile(statement: FileStatement, signer: Signer): Promise<string> {
  return `${signer.keyId}:${await signer.sign(statedBytes(statement))}`
}

/** Whether the signature was made over that statement with the key (PEM, SPKI). The hash itself is checked over the bytes. */
export function fileSignatureFits(
  statement: FileStatement,
  signature: string,
  publicKeyPem: string,
): boolean {
  const [keyId, value = ''] = signature.split(':')
  return keyId === keyIdOf(publicKeyPem) && signatureFits(statedBytes(statement), value, publicKeyPem)
}
