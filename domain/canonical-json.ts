/** RFC 8785 canonical JSON: one text per value, whatever the order of its keys; what hashes and signatures cover. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** @throws TypeError when the value has no JSON form (a function, `undefined`) */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('The value has no JSON form')
  return text
}

/** SHA-256 of the canonical JSON, lower-case hex. */
export const sha256OfJson = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
