/** What happened on a case, oldest first, by pages. */
import type { LedgerRow } from '../../domain/ledger.ts'
import type { Sql } from './database.ts'

export interface StoredLedgerRow {
  readonly sequence: string
  readonly case_id: string | null
  readonly actor: string
  readonly action: string
  readonly reason: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly process_instance_key: string | null
  readonly element_id: string | null
  readonly recorded_at: string
  readonly previous_hash: string
  readonly hash: string
}

export interface HistoryPage {
  readonly rows: readonly LedgerRow[]
  /** Pass as `after` for the next page; `undefined` on the last one. */
  readonly next: string | undefined
}

/** @param page `after`: sequence of the last row seen; `limit`: 1 to 500 */
export async function findHistory(
  sql: Sql,
  caseId: string,
  page: { readonly after?: string; readonly limit: number },
): Promise<HistoryPage> {
  const found = await sql.rows<StoredLedgerRow>(
    'select * from ledger where case_id = $1 and sequence > $2 order by sequence limit $3',
    [caseId, page.after ?? '0', page.limit + 1],
  )
  const rows = found.slice(0, page.limit).map(toLedgerRow)
  return { rows, next: found.length > page.limit ? rows.at(-1)?.sequence : undefined }
}

/** Absent values are left out, as they were when the row was hashed. */
export function toLedgerRow(row: StoredLedgerRow): LedgerRow {
  return {
    sequence: row.sequence,
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    actor: row.actor,
    action: row.action,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.before === null ? {} : { before: row.before }),
    ...(row.after === null ? {} : { after: row.after }),
    ...(row.process_instance_key === null ? {} : { processInstanceKey: row.process_instance_key }),
    ...(row.element_id === null ? {} : { elementId: row.element_id }),
    recordedAt: row.recorded_at,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}
