/**
 * The reference a payment carries through the banks and back. Sixteen letters and digits, because some
 * statements keep no more; derived, so that a payment written again carries the same one.
 */
import { createHash } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The first 80 bits of a SHA-256 in Crockford's base 32, which has no I, L, O or U to misread. */
export function endToEndId(entitlementId: string, period: string, orderKind: string): string {
  const digest = createHash('sha256').update(`${entitlementId}|${period}|${orderKind}`).digest()
  return base32(digest.subarray(0, 10))
}

/** @param bytes a multiple of five of them, eight letters each */
export function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five, 2))).join('')
}
