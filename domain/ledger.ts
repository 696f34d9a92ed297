/**
 * The ledger: who did what on which case, why, with which values. Append-only, each row holding the
 * hash of the one before it (RFC 8785 canonical JSON, SHA-256).
 */
export interface LedgerEntry {
  readonly caseId?: string
  /** `staff:<user>`, `worker:<job type>`, `applicant`, `system:<client>`. */
  readonly actor: string
  /** `noun.past-participle`, e.g. `decision.made`. */
  readonly action: string
  readonly reason?: string
  /** Without personal data: ids, codes, amounts of the case, hashes. */
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  readonly processInstanceKey?: string
  readonly elementId?: string
}

export interface LedgerRow extends LedgerEntry {
  readonly sequence: string
  readonly recordedAt: string
  readonly previousHash: string
  readonly hash: string
}

export interface LedgerVerification {
  readonly intact: boolean
  readonly rows: number
  readonly headHash: string
  /** The first row that does not hold, and why. */
  readonly firstBroken?: { readonly sequence: string; readonly problem: string }
}
