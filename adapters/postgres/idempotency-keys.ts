/** Keys of requests; they are written together with what became of the request. Those of applications: applications.ts. */
import { DomainError } from '../../domain/errors.ts'
import type { Became, IdempotencyKeys } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'
import type { Database } from './database.ts'
import { QueryRefused } from './failures.ts'

const UNIQUE_VIOLATION = '23505'

export function createIdempotencyKeys({ sql, now }: RecordsContext): IdempotencyKeys {
  return {
    find: async (client, key) => {
      const [row] = await sql.rows<KeyRow>(
        'select body_sha256, case_id, hold_id, vacancy_id from idempotency_key where client = $1 and key = $2',
        [client, key],
      )
      if (row === undefined) return undefined
      return { bodySha256: row.body_sha256, became: becameOf(row) }
    },
    add: async ({ client, key, bodySha256, became }) => {
      try {
        await sql.rows(
          `insert into idempotency_key (client, key, body_sha256, case_id, hold_id, vacancy_id, created_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [
            client,
            key,
            bodySha256,
            'caseId' in became ? became.caseId : null,
            'holdId' in became ? became.holdId : null,
            'vacancyId' in became ? became.vacancyId : null,
            now(),
          ],
        )
      } catch (error) {
        if (!(error instanceof QueryRefused) || error.sqlState !== UNIQUE_VIOLATION) throw error
        throw new DomainError('IDEMPOTENCY_KEY_IN_FLIGHT', 'The same request was stored at this moment')
      }
    },
  }
}

interface KeyRow {
  readonly body_sha256: string
  readonly case_id: string | null
  readonly hold_id: string | null
  readonly vacancy_id: string | null
}

/** The table holds one of them. */
function becameOf({ case_id, hold_id, vacancy_id }: KeyRow): Became {
  if (case_id !== null) return { caseId: case_id }
  return hold_id === null ? { vacancyId: vacancy_id ?? '' } : { holdId: hold_id }
}

/** Forgets keys older than that; clients repeat within hours, not weeks. @returns how many */
export async function forgetIdempotencyKeys(db: Database, before: Date): Promise<number> {
  const forgotten = await db.rows('delete from idempotency_key where created_at < $1 returning key', [
    before.toISOString(),
  ])
  return forgotten.length
}
