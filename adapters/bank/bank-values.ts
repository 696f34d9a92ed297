/** Reads single values of the bank's messages: amounts, days, and our reference wherever a bank put it. */
import { parseManat } from '../../domain/money.ts'

export interface ReadAmount {
  readonly amountQepik: number | undefined
  readonly currency: string | undefined
  /** Plain words, without the value. */
  readonly problem: string | undefined
}

const noAmount: ReadAmount = { amountQepik: undefined, currency: undefined, problem: undefined }

/** ISO amounts may have five decimals; the manat has two, so only zeros may follow them. */
export function readAmount(text: string | undefined, currency: string | undefined): ReadAmount {
  if (text === undefined) return noAmount
  const problem = currency === 'AZN' ? undefined : 'the currency is not AZN'
  if (text.startsWith('-')) return { amountQepik: undefined, currency, problem: 'the amount is negative' }
  try {
    const plain = /^\d+\.\d\d$/.test(text) ? text : text.replace(/(\.\d{2})0+$/, '$1').replace(/\.$/, '')
    return { amountQepik: parseManat(plain), currency, problem }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { amountQepik: undefined, currency, problem: 'the amount is not an amount in manat' }
  }
}

/** `YYYY-MM-DD` from a day or an instant; `undefined` for what is no day of the calendar. */
export function readDay(text: string | undefined): string | undefined {
  const day = text?.slice(0, 10)
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  if (day === lastDay) return day
  const instant = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) return undefined
  lastDay = day
  return day
}
/** A statement has one day or few. */
let lastDay: string | undefined

export interface FoundReference {
  readonly endToEndId: string | undefined
  readonly foundIn: string | undefined
}

/** Where a bank may have put our reference, of one transaction and its entry. */
export interface ReferencePlaces {
  readonly endToEndId: string | undefined
  readonly instructionId: string | undefined
  readonly structured: string | undefined
  readonly unstructured: string | undefined
  readonly additional: string | undefined
  readonly servicer: string | undefined
  readonly entryServicer: string | undefined
  readonly supplementary: string | undefined
}

/** What a bank writes where it kept no reference. */
const nothing = /^(NOTPROVIDED|NONREF|NOREF|-+|0+)$/i

/** Our ids inside a text: sixteen digits and capitals without I, L, O and U (domain/end-to-end-id.ts). */
const insideText = /(?<![A-Za-z0-9])[0-9A-HJKMNP-TV-Z]{16}(?![A-Za-z0-9])/g

/** The last token wins in free text: ours stands at the end of the remittance that the payment file gave. */
const inText = (text: string | undefined): string | undefined => text?.match(insideText)?.at(-1)

const clean = (value: string | undefined): string | undefined =>
  value === undefined || nothing.test(value) ? undefined : value

const found = (endToEndId: string, foundIn: string): FoundReference => ({ endToEndId, foundIn })

/** Our reference in the six places where banks put it (a transaction of camt.053), surest first. */
export function findReference(places: ReferencePlaces): FoundReference {
  const endToEnd = clean(places.endToEndId)
  if (endToEnd !== undefined) return found(endToEnd, 'end-to-end')
  const instruction = clean(places.instructionId)
  if (instruction !== undefined) return found(instruction, 'instruction')
  const structured = clean(places.structured)
  if (structured !== undefined) return found(structured, 'structured')
  const free = inText(places.unstructured) ?? inText(places.additional)
  if (free !== undefined) return found(free, 'unstructured')
  const servicer = inText(places.servicer) ?? inText(places.entryServicer)
  if (servicer !== undefined) return found(servicer, 'servicer')
  const supplementary = inText(places.supplementary)
  if (supplementary !== undefined) return found(supplementary, 'supplementary')
  return { endToEndId: undefined, foundIn: undefined }
}
