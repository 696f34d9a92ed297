/**
 * The books of payment: every order, confirmation, return, recovery and deduction is one double entry in whole
 * qəpik. Which accounts an event moves is data (table `posting_event`); what is owed, paid and came back is read here.
 */

export interface AccountBalance {
  readonly code: number
  /** e.g. `benefits-payable`. */
  readonly name: string
  readonly debitQepik: number
  readonly creditQepik: number
}

/** What an event moved: from the account credited to the account debited, by their names. */
interface Moved {
  /** e.g. `settled`; see `posting_event`. */
  readonly event: string
  readonly debit: string
  readonly credit: string
}

/** All postings of one event. */
export interface EventTotal extends Moved {
  readonly count: number
  readonly sumQepik: number
}

/** One line of a person's statement. */
export interface StatementLine extends Moved {
  readonly bookedAt: string
  readonly amountQepik: number
  readonly kind: string
  readonly period: string | undefined
  readonly endToEndId: string | undefined
}

export interface Accounting {
  /** Something paid that was not due; `reference` is its natural key, so that it is booked once. */
  bookOverpayment(entitlementId: string, amountQepik: number, reference: string): Promise<void>
  /** Money that a person paid back. */
  bookRecovery(entitlementId: string, amountQepik: number, reference: string): Promise<void>
  /** Both sides of each account; over all of them they are equal. */
  trialBalance(): Promise<readonly AccountBalance[]>
  /** What happened to the payments of one case, oldest first. */
  statementOf(caseId: string): Promise<readonly StatementLine[]>
  /** The same for a kind of aid and a month, by event. */
  totalsOf(kind: string, period: string): Promise<readonly EventTotal[]>
}
