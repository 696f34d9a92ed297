/**
 * Reads the whole ledger and checks that every row is where and what it was: no row edited, deleted, put
 * in between or moved, and no tail cut off. A head kept outside the database (a checkpoint) also finds a
 * chain that was rewritten together with the head stored here.
 */
import { sha256OfJson } from '../../domain/canonical-json.ts'
import type { LedgerRow, LedgerVerification } from '../../domain/ledger.ts'
import type { Database, Sql } from './database.ts'
import { toLedgerRow, type StoredLedgerRow } from './ledger-history.ts'

export interface Checkpoint {
  readonly sequence: string
  readonly hash: string
}

const PAGE = 2_000
const FIRST_PREVIOUS = '0'.repeat(64)

/** @param checkpoint end of the chain as it was noted earlier, outside the database */
export function verifyLedger(db: Database, checkpoint?: Checkpoint): Promise<LedgerVerification> {
  return db.snapshot(async (sql) => {
    let rows = 0
    let last = { sequence: '0', hash: FIRST_PREVIOUS }
    for await (const row of readLedger(sql)) {
      const problem = problemOf(row, last) ?? checkpointProblem(row, checkpoint)
      if (problem !== undefined) return broken(rows, last.hash, row.sequence, problem)
      rows += 1
      last = row
    }
    const head = await findLedgerHead(sql)
    if (head.sequence !== last.sequence || head.hash !== last.hash) {
      return broken(
        rows,
        last.hash,
        head.sequence,
        `the chain ends at ${last.sequence}, its head says ${head.sequence}`,
      )
    }
    if (checkpoint !== undefined && BigInt(checkpoint.sequence) > BigInt(last.sequence)) {
      return broken(
        rows,
        last.hash,
        checkpoint.sequence,
        `the chain ends at ${last.sequence}, before the checkpoint`,
      )
    }
    return { intact: true, rows, headHash: last.hash }
  })
}

/** The end of the chain: what a checkpoint notes down. */
export async function findLedgerHead(sql: Sql): Promise<Checkpoint> {
  const [head] = await sql.rows<Checkpoint>('select sequence, hash from ledger_head')
  if (head === undefined) throw new Error('The ledger has no head')
  return head
}

async function* readLedger(sql: Sql): AsyncGenerator<LedgerRow> {
  let after = '0'
  for (;;) {
    const page = await sql.rows<StoredLedgerRow>(
      'select * from ledger where sequence > $1 order by sequence limit $2',
      [after, PAGE],
    )
    for (const row of page) yield toLedgerRow(row)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.sequence
  }
}

function problemOf({ hash, ...row }: LedgerRow, last: Checkpoint): string | undefined {
  const expected = String(BigInt(last.sequence) + 1n)
  if (row.sequence !== expected) return `row ${expected} is missing`
  if (row.previousHash !== last.hash) return 'it does not follow the row before it'
  if (sha256OfJson(row) !== hash) return 'its content is not what was recorded'
  return undefined
}

const checkpointProblem = (row: LedgerRow, checkpoint: Checkpoint | undefined): string | undefined =>
  row.sequence === checkpoint?.sequence && row.hash !== checkpoint.hash
    ? 'it is not the row that the checkpoint noted'
    : undefined

const broken = (rows: number, headHash: string, sequence: string, problem: string): LedgerVerification => ({
  intact: false,
  rows,
  headHash,
  firstBroken: { sequence, problem },
})
