/** Port: applications of families on their way into the record, and as they stand there. */
import type { Application, Meters, NewApplication } from './application.ts'
import type { LedgerEntry } from './ledger.ts'
import type { OutgoingMessage } from './records.ts'

/** An application on its way into the record. */
export interface HandedIn {
  /** Given before it is stored: sent again after a broken connection, it finds its own case. */
  readonly caseId: string
  readonly application: NewApplication
  /** `YYYY-MM-DD` in Baku: the day of registration (docs/domain.md 1.7). */
  readonly applicationDate: string
  /** Keys belong to the client who made them up: those of two clients never meet. */
  readonly idempotency?: { readonly client: string; readonly key: string; readonly bodySha256: string }
  /** What ledger and engine are told when it is stored; the case number is added to `after` and to the variables. */
  readonly told?: { readonly entry: LedgerEntry; readonly message: OutgoingMessage }
}

/** What became of it, and the case concerned. */
export interface Receipt {
  readonly outcome:
    | 'stored'
    /** It had been stored before: the case of then. */
    | 'repeated'
    /** The key was used with another body, which became that case. */
    | 'other-body'
    /** A member of the household is in that case, which is still open. */
    | 'already-open'
  readonly caseId: string
  readonly caseNumber: string
}

export interface Applications {
  /**
   * Stores applications with case, household, members, declaration and key, ledger entry and message; a receipt for
   * each, in the same order.
   * No two of them may share a key or a person: the second would not be told what becomes of the first.
   */
  receive(handedIn: readonly HandedIn[]): Promise<readonly Receipt[]>
  get(caseId: string): Promise<Application>
  /** Takes over subscriber and meter numbers corrected on site; answers whether anything changed. */
  correctMeters(caseId: string, meters: Meters): Promise<boolean>
  /** Applications of the same household decided before that day: newest first, for the clause 3.7 exemption. */
  lastInspectedOn(caseId: string): Promise<string | undefined>
  /** Until when false data block the household's right, if at all. */
  blockedUntil(caseId: string): Promise<string | undefined>
}
