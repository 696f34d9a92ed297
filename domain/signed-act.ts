/**
 * The inspector's act, signed: Ed25519 over the RFC 8785 canonical JSON of everything the act states,
 * so that a change to any of it, also in the database, shows. docs/domain.md 1.7 step 9.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import { keyIdOf, signatureFits, type Signer } from './signing.ts'
import type { InspectionAct } from './visit.ts'

export type UnsignedAct = Omit<InspectionAct, 'sha256' | 'signature' | 'keyId'>

/** @returns the act with the hash of its canonical JSON, the signature over that JSON, and the key's id. */
export async function signAct(act: UnsignedAct, signer: Signer): Promise<InspectionAct> {
  const bytes = statedBytes(act)
  return { ...act, sha256: sha256(bytes), signature: await signer.sign(bytes), keyId: signer.keyId }
}

/** Whether act, hash and signature still belong together under that public key (PEM, SPKI). */
export function actIsIntact(act: InspectionAct, publicKeyPem: string): boolean {
  const bytes = statedBytes(act)
  return act.sha256 === sha256(bytes) && signatureFits(bytes, act.signature, publicKeyPem)
}

/** What a signature is worth: it fits, it does not, or nobody here has the key it names. */
export type SignatureCheck = 'valid' | 'invalid' | 'unknown-key'

/** Checks acts under the key each of them names. @param publicKeyPems every key that may have signed, PEM, SPKI */
export function createActCheck(publicKeyPems: readonly string[]): (act: InspectionAct) => SignatureCheck {
  const keys = new Map(publicKeyPems.map((pem) => [keyIdOf(pem), pem]))
  return (act) => {
    const key = keys.get(act.keyId)
    if (key === undefined) return 'unknown-key'
    return actIsIntact(act, key) ? 'valid' : 'invalid'
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Named one by one: a field added to the act later must not silently change what old signatures cover. */
function statedBytes(act: UnsignedAct): Uint8Array {
  const { id, caseId, kind, round, result, form, inspector, signedAt } = act
  const stated = { id, caseId, kind, round, result, form, inspector, signedAt }
  return Buffer.from(canonicalJson(stated), 'utf8')
}
