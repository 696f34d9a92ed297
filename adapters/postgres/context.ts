/** What every part of the records works with: the transaction and the clock. */
import type { Transaction } from './database.ts'

export interface RecordsContext {
  readonly sql: Transaction
  /** The clock's time as ISO 8601. */
  readonly now: () => string
}
