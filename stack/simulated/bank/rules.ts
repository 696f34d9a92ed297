/** Why the simulated bank rejects a payment, and how it can be told to behave. Reason codes are ISO 20022's. */
import { isValidIBAN } from 'ibantools'
import { Type, type Static } from 'typebox'
import { CLOSED_ACCOUNT_END } from '../registers/numbers.ts'
import type { Transfer } from './read-pain001.ts'

const strict = { additionalProperties: false }
const PerMille = Type.Integer({ minimum: 0, maximum: 1000 })

export const Behaviour = Type.Object(
  {
    /** Accounts or names for which payments are rejected, with the reason code, e.g. `AC04` closed, `BE01` other name. */
    rejections: Type.Array(
      Type.Object(
        {
          iban: Type.Optional(Type.String()),
          name: Type.Optional(Type.String()),
          code: Type.String({ pattern: '^[A-Z0-9]{4}$' }),
        },
        strict,
      ),
    ),
    /** `AM02` above it. */
    limitQepik: Type.Integer({ minimum: 0 }),
    /** Refuses whole files with `RJCT` at group level. */
    rejectFiles: Type.Boolean(),
    /** Does not take files at all: 422 at the door. */
    refuseFiles: Type.Boolean(),
    /** Answers this many requests with 503. */
    failNext: Type.Integer({ minimum: 0 }),
    /** Takes the file and drops the connection before answering, this many times. */
    loseAnswers: Type.Integer({ minimum: 0 }),
    /** Messages can be collected only after this time. */
    lateMs: Type.Integer({ minimum: 0 }),
    /** Each message is handed out twice, under two delivery ids. */
    twice: Type.Boolean(),
    /** This many messages come cut off in the middle first, and then again whole. */
    cutOff: Type.Integer({ minimum: 0 }),
    statementVersion: Type.Enum(['02', '08']),
    /** Where statements carry the payer's reference; real banks differ. */
    referenceIn: Type.Enum(['end-to-end', 'instruction', 'structured', 'unstructured', 'servicer']),
    /** Payments of a statement as entries of their own, or all in one entry. */
    bookedAs: Type.Enum(['single', 'batch']),

    /** What follows happens to a share of payments and messages; which ones, this number tells: the same each time. */
    seed: Type.Integer({ minimum: 0 }),
    /** Payments rejected: account closed, other name, above the limit. */
    rejectPerMille: PerMille,
    /** Payments that come back after they were booked, with the reason, so much later. */
    returnPerMille: PerMille,
    returnAfterMs: Type.Integer({ minimum: 0 }),
    /** Entries that are not as they should be: a tenth less, booked twice, without any reference. */
    oddEntryPerMille: PerMille,
    /** Messages that come an hour late, twice, or cut off first. */
    oddMessagePerMille: PerMille,
  },
  strict,
)
export type Behaviour = Static<typeof Behaviour>

export const politeBehaviour: Behaviour = {
  rejections: [],
  limitQepik: 100_000_00,
  rejectFiles: false,
  refuseFiles: false,
  failNext: 0,
  loseAnswers: 0,
  lateMs: 0,
  twice: false,
  cutOff: 0,
  statementVersion: '08',
  referenceIn: 'end-to-end',
  bookedAs: 'single',
  seed: 1,
  rejectPerMille: 0,
  returnPerMille: 0,
  returnAfterMs: 3 * 24 * 60 * 60 * 1000,
  oddEntryPerMille: 0,
  oddMessagePerMille: 0,
}

export interface Verdict {
  readonly code: string
  readonly words: string
}

const words: Readonly<Record<string, string>> = {
  AC01: 'incorrect account number',
  AC04: 'account closed',
  AC06: 'account blocked',
  AM02: 'amount above the limit',
  AM03: 'currency not processed',
  AM04: 'insufficient funds',
  BE01: 'name does not belong to the account',
}
const verdict = (code: string): Verdict => ({ code, words: words[code] ?? 'rejected' })

/** A number from 0 to 2^32 that a seed gives to a text: FNV-1a, and mixed once more, because neighbours must differ. */
function drawn(seed: number, text: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
/** One of the values for the share of all texts, `undefined` for the rest. */
function drawOne<T>(
  { seed }: Behaviour,
  what: string,
  text: string,
  perMille: number,
  values: readonly T[],
): T | undefined {
  if (perMille === 0) return undefined
  const number = drawn(seed, `${what}|${text}`)
  return number % 1000 < perMille ? values[Math.floor(number / 1000) % values.length] : undefined
}

/** @returns why the payment is rejected, `undefined` when it is paid. */
export function judge(transfer: Transfer, behaviour: Behaviour, balanceQepik: number): Verdict | undefined {
  const told = behaviour.rejections.find(
    ({ iban, name }) =>
      (iban !== undefined || name !== undefined) &&
      (iban ?? transfer.iban) === transfer.iban &&
      (name ?? transfer.name) === transfer.name,
  )
  if (told !== undefined) return verdict(told.code)
  if (transfer.currency !== 'AZN') return verdict('AM03')
  if (!isValidIBAN(transfer.iban)) return verdict('AC01')
  if (transfer.iban.endsWith(CLOSED_ACCOUNT_END)) return verdict('AC04')
  if (transfer.amountQepik > behaviour.limitQepik) return verdict('AM02')
  if (transfer.amountQepik > balanceQepik) return verdict('AM04')
  const { endToEndId } = transfer
  const code = drawOne(behaviour, 'reject', endToEndId, behaviour.rejectPerMille, ['AC04', 'BE01', 'AM02'])
  return code === undefined ? undefined : verdict(code)
}

/** @returns why a payment that was made comes back later */
export function comesBack(endToEndId: string, behaviour: Behaviour): Verdict | undefined {
  const code = drawOne(behaviour, 'return', endToEndId, behaviour.returnPerMille, ['AC04', 'AC06'])
  return code === undefined ? undefined : verdict(code)
}

export type OddEntry = 'partial' | 'twice' | 'bare'
/** @returns what is odd about the booking of a payment */
export const oddEntry = (endToEndId: string, behaviour: Behaviour): OddEntry | undefined =>
  drawOne(behaviour, 'entry', endToEndId, behaviour.oddEntryPerMille, ['partial', 'twice', 'bare'] as const)

export type OddMessage = 'late' | 'twice' | 'cut'
/** @returns what is odd about the way of a message */
export const oddMessage = (id: string, behaviour: Behaviour): OddMessage | undefined =>
  drawOne(behaviour, 'message', id, behaviour.oddMessagePerMille, ['late', 'twice', 'cut'] as const)
