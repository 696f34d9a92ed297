/** The catalogue of services: one service, and the list with its search and how many cases of each there are. */
import type { Service, ServiceGroup, Services, ServiceStanding } from '../../domain/service.ts'
import type { RecordsContext } from './context.ts'
import type { Sql } from './database.ts'

interface ServiceRow {
  readonly code: string
  readonly code_origin: Service['codeOrigin']
  readonly service_group: ServiceGroup
  readonly name_az: string
  readonly name_en: string
  readonly responsible_body: Service['responsibleBody']
  readonly staff_group: Service['staffGroup']
  readonly term_days: number | null
  readonly term_unit: NonNullable<Service['termUnit']> | null
  readonly process_id: string | null
  readonly benefit: NonNullable<Service['benefit']> | null
  readonly benefit_variant: NonNullable<Service['benefitVariant']> | null
  readonly confidence: Service['confidence']
  readonly source: string
}

export function createServices({ sql }: Pick<RecordsContext, 'sql'>): Services {
  return {
    find: async (code) => {
      const [row] = await sql.rows<ServiceRow>('select * from service where code = $1', [code])
      return row === undefined ? undefined : toService(row)
    },
  }
}

export interface ServiceQuery {
  /** Words that code or names hold, each in any order; letters as people type them. */
  readonly text: string | undefined
  readonly group: ServiceGroup | undefined
  /** Code of the last service seen. */
  readonly after: string | undefined
  readonly limit: number
}

// Words of the reader, not patterns: what LIKE would take for a sign is itself.
const found = `
  service.offered
  and service.search_text like all (
    select '%' || replace(replace(replace(fold_letters(word), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
    from regexp_split_to_table(coalesce($1, ''), '\\s+') word)
  and ($2::text is null or service.service_group = $2)`

/** Services on offer by code, a page at a time. */
export async function findServices(sql: Sql, { text, group, after, limit }: ServiceQuery) {
  const rows = await sql.rows<ServiceRow>(
    `select * from service where ${found} and ($3::text is null or code > $3) order by code limit $4`,
    [text?.trim() ?? null, group ?? null, after ?? null, limit + 1],
  )
  const page = rows.slice(0, limit)
  return { items: page.map(toService), next: rows.length > page.length ? page.at(-1)?.code : undefined }
}

// A request that became a case of a process is counted where that case stands. A process that does one service
// only works on that service, however its case was opened.
const standing = `
  with request as (
    select service_code, coalesce(opened_case_id, case_id) as case_id from service_request
  ), own_process as (
    select min(code) as service_code, process_id from service
    where offered and process_id is not null group by process_id having count(*) = 1
  ), of_service as (
    select service_code, case_id from request
    union
    select own_process.service_code, case_file.id from own_process join case_file on case_file.kind = own_process.process_id
  )
  select service_code as code, count(*)::int as "all",
    count(*) filter (where open)::int as open,
    count(*) filter (where open and decision_due_at < $1)::int as late
  from of_service join (
    select id, decision_due_at, state in
      ('received', 'checking', 'awaiting-visit', 'in-progress', 'awaiting-applicant', 'deciding') as open from case_file
  ) standing on standing.id = of_service.case_id
  where service_code is not null
  group by service_code`

/** How many cases of each service there are, by code; none of a service nobody asked for. */
export async function countServices(sql: Sql, now: string): Promise<ReadonlyMap<string, ServiceStanding>> {
  const rows = await sql.rows<ServiceStanding & { readonly code: string }>(standing, [now])
  return new Map(rows.map(({ code, open, late, all }) => [code, { open, late, all }]))
}

const toService = (row: ServiceRow): Service => ({
  code: row.code,
  codeOrigin: row.code_origin,
  group: row.service_group,
  nameAz: row.name_az,
  nameEn: row.name_en,
  responsibleBody: row.responsible_body,
  staffGroup: row.staff_group,
  ...(row.term_days === null ? {} : { termDays: row.term_days }),
  ...(row.term_unit === null ? {} : { termUnit: row.term_unit }),
  ...(row.process_id === null ? {} : { process: row.process_id }),
  ...(row.benefit === null ? {} : { benefit: row.benefit }),
  ...(row.benefit_variant === null ? {} : { benefitVariant: row.benefit_variant }),
  confidence: row.confidence,
  source: row.source,
})
