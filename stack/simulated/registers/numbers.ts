/**
 * Repeatable numbers: a generator from a seed, and identifiers that tell their household back, so that any of
 * the households is found from a FIN or subscriber number without generating the others.
 */
import { composeIBAN } from 'ibantools'

export interface Random {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<T>(values: readonly [T, ...T[]]): T
  chance(percent: number): boolean
}

/** Mulberry32 over a mix of the parts: the same parts give the same numbers on every machine. */
export function createRandom(...parts: readonly number[]): Random {
  let state = parts.reduce(
    (mixed, part) => Math.imul(mixed ^ (part + 0x9e3779b9), 0x85ebca6b) >>> 0,
    0x2545f491,
  )
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    between,
    pick: (values) => values[between(0, values.length - 1)] ?? values[0],
    chance: (percent) => between(1, 100) <= percent,
  }
}

/** A one-to-one scramble of 0 … size − 1, so that neighbours get numbers that look nothing alike. */
interface Scramble {
  to(value: number): bigint
  back(scrambled: bigint): number
}

function createScramble(size: bigint, factor: bigint, offset: bigint): Scramble {
  const inverse = inverseOf(factor, size)
  return {
    to: (value) => (BigInt(value) * factor + offset) % size,
    back: (scrambled) => Number(((((scrambled - offset) % size) + size) * inverse) % size),
  }
}

/** Extended Euclid; `factor` and `size` have no common divisor. */
function inverseOf(factor: bigint, size: bigint): bigint {
  let [low, high, from, to] = [factor % size, size, 1n, 0n]
  while (low > 1n) {
    const quotient = high / low
    ;[low, high, from, to] = [high % low, low, to - quotient * from, from]
    if (low === 0n) throw new RangeError('The factor has a common divisor with the size')
  }
  return ((from % size) + size) % size
}

const finSigns = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const finSize = 34n ** 7n
/** Places for people in one household. */
const PLACES = 16

export interface Numbers {
  fin(household: number, place: number): string
  householdOfFin(fin: string): number
  subscriberNumber(household: number, kind: number): string
  householdOfSubscriber(subscriberNumber: string): number
}

/** FINs and subscriber numbers of one seed; another seed gives others to the same households. */
export function createNumbers(seed: number): Numbers {
  const fins = createScramble(
    finSize,
    31_415_926_537n,
    (BigInt(seed) * 7_919_000_033n + 94_000_003n) % finSize,
  )
  const subscribers = createScramble(
    10n ** 10n,
    2_718_281_829n,
    (BigInt(seed) * 104_729n + 1_000_003n) % 10n ** 10n,
  )
  return {
    fin(household, place) {
      let rest = fins.to(household * PLACES + place)
      let fin = ''
      for (let sign = 0; sign < 7; sign += 1) {
        fin = `${finSigns.charAt(Number(rest % 34n))}${fin}`
        rest /= 34n
      }
      return fin
    },
    householdOfFin(fin) {
      const value = Array.from(fin).reduce((sum, sign) => sum * 34n + BigInt(finSigns.indexOf(sign)), 0n)
      return Math.floor(fins.back(value) / PLACES)
    },
    subscriberNumber: (household, kind) => String(subscribers.to(household * 4 + kind)).padStart(10, '0'),
    householdOfSubscriber: (number) =>
      /^\d{10}$/.test(number) ? Math.floor(subscribers.back(BigInt(number)) / 4) : -1,
  }
}

const banks = ['NABZ', 'AIIB', 'IBAZ', 'PAHA', 'UBAZ', 'AZPO', 'BRES', 'HAJC'] as const

/** Accounts that end so are closed at the simulated bank (see bank/rules.ts). */
export const CLOSED_ACCOUNT_END = '0404'

/** A valid Azerbaijani IBAN; `closed` gives one that the simulated bank rejects with AC04. */
export function createIban(random: Random, closed = false): string {
  const digits = Array.from({ length: 16 }, () => String(random.between(0, 9))).join('')
  // An ordinary account must not look closed by chance.
  const end = closed ? CLOSED_ACCOUNT_END : String(random.between(1_000, 9_999))
  const iban = composeIBAN({ countryCode: 'AZ', bban: `${random.pick(banks)}${digits}${end}` })
  if (iban === null) throw new RangeError('No IBAN could be composed')
  return iban
}

/** A mobile number in a range that is given out in Azerbaijan. */
export const createPhone = (random: Random): string =>
  `+994${random.pick(['50', '51', '55', '70', '77', '99'])}${random.between(2_000_000, 9_999_999)}`

export const createMeterNumber = (random: Random): string =>
  `${random.pick(['AZ', 'EM', 'K', 'SN'])}-${random.between(1_000_000, 9_999_999)}`
