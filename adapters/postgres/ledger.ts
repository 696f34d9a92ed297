/**
 * Writing the ledger. Entries wait until the transaction ends and go to `append_to_ledger` with the
 * commit, so that the head of the chain is locked for one statement and the commit only.
 * The function chains and hashes; here the canonical JSON of each row is prepared in two pieces.
 */
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { LedgerEntry } from '../../domain/ledger.ts'
import type { Records } from '../../domain/records.ts'
import { json, type Statement } from './database.ts'

const EMPTY_NUMBER = '"caseNumber":""'

type BufferedLedger = Records['ledger'] & {
  /** All entries so far as the functions of the database take them: JSON of a list of pieces. */
  pieces(): string
  /** The call that writes all entries so far, if any. */
  statements(): readonly Statement[]
}

export function createLedger(now: () => string): BufferedLedger {
  const entries: LedgerEntry[] = []
  const pieces = () => {
    const recordedAt = now()
    return json(entries.map((entry) => toPieces(entry, recordedAt)))
  }
  return {
    append: (entry) => {
      entries.push(entry)
    },
    pieces,
    statements: () =>
      entries.length === 0 ? [] : [{ text: 'select append_to_ledger($1::jsonb)', values: [pieces()] }],
  }
}

/**
 * RFC 8785 sorts keys. `previousHash` and `sequence`, which only the head of the chain knows, stand
 * in the middle and at the end: `{"action":…,"caseId":…` + previousHash + `"processInstanceKey":…,"recordedAt":…` + sequence`}`.
 */
function toPieces(entry: LedgerEntry, recordedAt: string): readonly [string, string] {
  const { action, actor, after, before, caseId, elementId, processInstanceKey, reason } = entry
  return [
    canonicalJson({ action, actor, after, before, caseId, elementId }).slice(0, -1),
    canonicalJson({ processInstanceKey, reason, recordedAt }).slice(1, -1),
  ]
}

/**
 * An entry whose case number only the database knows (`after.caseNumber`): the pieces around the number, and the one
 * behind `previousHash`.
 */
export function toNumberedPieces(entry: LedgerEntry, recordedAt: string): readonly [string, string, string] {
  const [head, tail] = toPieces({ ...entry, after: { ...entry.after, caseNumber: '' } }, recordedAt)
  // Found nowhere else: within a value, quotes are escaped.
  const number = head.indexOf(EMPTY_NUMBER) + EMPTY_NUMBER.length - 1
  return [head.slice(0, number), head.slice(number), tail]
}
