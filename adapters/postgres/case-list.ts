/** Cases by pages, newest first, without personal data: the staff's list and its search by number. */
import type { CaseFile, CaseState } from '../../domain/case.ts'
import type { District } from '../../domain/territory.ts'
import type { Sql } from './database.ts'

export interface CaseListQuery {
  readonly kinds: readonly string[] | undefined
  readonly districts: readonly District[] | undefined
  readonly state: CaseState | undefined
  /** Beginning of a case number. */
  readonly numberPrefix: string | undefined
  /** Number of the last case seen. */
  readonly after: string | undefined
  readonly limit: number
}

interface Row {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: CaseState
  readonly district: CaseFile['district']
  readonly application_date: string
  readonly decision_due_at: string | null
}

// A case keeps its date and number, so the last one seen is a stable position.
const select = `
  select id, number, kind, state, district, application_date, decision_due_at from case_file
  where ($1::text[] is null or district = any ($1))
    and ($2::text is null or state = $2)
    and ($3::text is null or starts_with(number, $3))
    and ($4::text is null or (application_date, number) < (select application_date, number from case_file where number = $4))
    and ($6::text[] is null or kind = any ($6))
  order by application_date desc, number desc
  limit $5`

export async function findCases(sql: Sql, query: CaseListQuery) {
  const rows = await sql.rows<Row>(select, [
    query.districts ?? null,
    query.state ?? null,
    query.numberPrefix ?? null,
    query.after ?? null,
    query.limit + 1,
    query.kinds ?? null,
  ])
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      caseId: row.id,
      caseNumber: row.number,
      kind: row.kind,
      state: row.state,
      district: row.district,
      applicationDate: row.application_date,
      decisionDueAt: row.decision_due_at ?? undefined,
    })),
    next: rows.length > page.length ? last?.number : undefined,
  }
}
