/**
 * Money is whole qəpik (1 AZN = 100 qəpik) and percentages are exact fractions: no floating point
 * ever touches an amount.
 */

/** An exact ratio of two integers, e.g. 15 % is `{ numerator: 15, denominator: 100 }`. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

/**
 * The one rounding rule: half a qəpik rounds up (away from zero for debts too). docs/domain.md 1.4
 * found no official rule and asks for two decimals; change it here and nowhere else.
 */
export function divideRoundingHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new RangeError('The divisor must be positive')
  const magnitude = dividend < 0n ? -dividend : dividend
  const rounded = (2n * magnitude + divisor) / (2n * divisor)
  return dividend < 0n ? -rounded : rounded
}

/** `qepik × fraction`, rounded by the one rule. */
export function share(qepik: number, { numerator, denominator }: Fraction): number {
  return Number(divideRoundingHalfUp(BigInt(qepik) * BigInt(numerator), BigInt(denominator)))
}

/** `70000` → `700.00`, as bank files and notices print it. */
export function formatManat(qepik: number): string {
  const sign = qepik < 0 ? '-' : ''
  const digits = String(Math.abs(qepik)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `700.00` → `70000`. Refuses more than two decimals, signs and anything else that is not an amount. */
export function parseManat(text: string): number {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text)
  if (match === null) throw new RangeError(`Not an amount in manat: ${text}`)
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
