/** The code that, with the case number, lets an applicant follow a case: derived, so it need not be kept. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { base32 } from './end-to-end-id.ts'

/** Eight letters and digits without ambiguous ones: HMAC-SHA256 of the case number, 40 bits of it. */
export const followCode = (key: string, caseNumber: string): string =>
  base32(createHmac('sha256', key).update(caseNumber).digest().subarray(0, 5))

/** Compares in constant time; capitals, blanks and hyphens do not matter to a person typing it in. */
export function followCodeMatches(key: string, caseNumber: string, typed: string): boolean {
  const expected = Buffer.from(followCode(key, caseNumber))
  const given = Buffer.from(typed.replace(/[\s-]/g, '').toUpperCase())
  return given.length === expected.length && timingSafeEqual(given, expected)
}
