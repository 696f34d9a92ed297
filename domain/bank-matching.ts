/**
 * What a line of a bank message may be instead of an answer: an exception for people to look at. Nothing is
 * dropped. What each line means is worked out for a whole message at once, in adapters/postgres/bank-matching-sql.ts.
 */

export const exceptionKinds = [
  /** The line says something no payment can be, e.g. a negative amount. */
  'odd-line',
  /** The statement is of an account that is not ours. */
  'foreign',
  'no-reference',
  /** Our kind of reference, and no order has it. */
  'unmatched',
  /** Less than the order was booked. */
  'partial',
  'amount-differs',
  'currency-differs',
  'account-differs',
  /** Booked once more. */
  'duplicate-debit',
  /** Rejected after it was booked. */
  'already-settled',
  'already-rejected',
  /** A mere status report says it was booked. */
  'settled-by-status',
  /** The money came back. */
  'returned',
  /** An answer on an order that no file had carried yet. */
  'unexpected',
  /** Totals or balances of the message do not add up. */
  'odd-message',
  'unreadable',
  /** The bank will not take our file. */
  'file-refused',
] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

/**
 * Whether the bank's reason lies in the account or its holder, so that the same account cannot work again.
 * ISO 20022 external status reason codes: AC (account), BE (creditor), RC (creditor's bank). Without a reason
 * the account is taken to be at fault: paying again in the same way would be a guess.
 */
export const accountIsAtFault = (bankReason: string | undefined): boolean =>
  bankReason === undefined || /^(AC|BE|RC)\d\d/.test(bankReason)
