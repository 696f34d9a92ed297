/** What a payee reads on the statement: which aid, of which case where that is known, for which month, our reference. */
import type { PayableOrder } from './payment.ts'

/** Short names of kinds of aid that people know; of another the kind itself. */
const shortNames: Readonly<Record<string, string>> = { 'targeted-social-assistance': 'UDSY' }

/**
 * At most 140 characters, without personal data. The end-to-end id stands last: in it the payment is found again at banks
 * that drop the field of that name.
 * @param kind of aid, e.g. `targeted-social-assistance`
 */
export function remittanceOf({ caseNumber, period, endToEndId }: PayableOrder, kind: string): string {
  const aid = (shortNames[kind] ?? kind.toUpperCase()).slice(0, 60)
  return caseNumber === undefined
    ? `${aid} ${period} ${endToEndId}`
    : `${aid} ${caseNumber} ${period} ${endToEndId}`
}
