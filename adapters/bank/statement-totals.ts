/** Whether a statement adds up: opening balance and booked entries give the closing balance, and none is missing. */

/** ISO 20022 balance types: opening booked, previously closed booked, closing booked. */
const openingCodes = ['OPBD', 'PRCD']
const closingCode = 'CLBD'

export interface StatementTotals {
  balance(code: string | undefined, amountQepik: number | undefined, indicator: string | undefined): void
  /** A booked entry; without an amount that can be read the balances cannot be checked. */
  entry(amountQepik: number | undefined, indicator: string | undefined): void
  /** What does not add up, in plain words; begins anew for the next statement of the message. */
  finish(statementId: string | undefined, announcedEntries: string | undefined): readonly string[]
}

export function createStatementTotals(): StatementTotals {
  const empty = () => ({
    entries: 0,
    // Bigint: a hostile statement can hold amounts whose sum no number holds exactly.
    booked: 0n,
    readable: true,
    opening: undefined as bigint | undefined,
    closing: undefined as bigint | undefined,
  })
  let totals = empty()
  return {
    balance(code, amountQepik, indicator) {
      if (code === undefined || amountQepik === undefined) return
      const signed = indicator === 'DBIT' ? -BigInt(amountQepik) : BigInt(amountQepik)
      if (openingCodes.includes(code)) totals.opening ??= signed
      if (code === closingCode) totals.closing ??= signed
    },
    entry(amountQepik, indicator) {
      totals.entries += 1
      if (amountQepik === undefined) totals.readable = false
      else totals.booked += indicator === 'CRDT' ? BigInt(amountQepik) : -BigInt(amountQepik)
    },
    finish(statementId = 'without a number', announcedEntries) {
      const { entries, booked, readable, opening, closing } = totals
      totals = empty()
      const found: string[] = []
      if (announcedEntries !== undefined && Number(announcedEntries) !== entries) {
        found.push(
          `statement ${statementId} announces ${announcedEntries} booked entries and holds ${entries}`,
        )
      }
      const adds = opening === undefined || closing === undefined || opening + booked === closing
      if (readable && !adds) found.push(`the balances of statement ${statementId} do not add up`)
      return found
    },
  }
}
