/** Storing a list of services, as an administrator does with the owner's role: the application may only read it. */
import { createHash } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { Service } from '../../domain/service.ts'
import { json, type Database } from './database.ts'
import { createRecords } from './records.ts'

export interface StoredList {
  readonly added: number
  readonly changed: number
  readonly retired: number
}

/**
 * Adds services or brings them up to date, in one transaction with its ledger entry.
 * @param ownerDb opened with the owner's address
 * @param options `retireOthers`: services that are not in the list are no longer offered
 */
export async function storeServices(
  ownerDb: Database,
  clock: Clock,
  services: readonly Service[],
  options: { readonly retireOthers: boolean; readonly actor: string },
): Promise<StoredList> {
  return ownerDb.transaction(async (sql) => {
    const { records, atCommit } = createRecords(ownerDb, clock, sql)
    const list = json(services)
    const stored = await sql.rows<{ is_new: boolean }>(upsert, [list])
    const retired = options.retireOthers ? await sql.rows(retire, [services.map(({ code }) => code)]) : []
    const added = stored.filter(({ is_new }) => is_new).length
    const value = { added, changed: stored.length - added, retired: retired.length }
    records.ledger.append({
      actor: options.actor,
      action: 'services.loaded',
      after: { ...value, listSha256: createHash('sha256').update(list).digest('hex') },
    })
    return { value, last: atCommit() }
  })
}

// Rows that say what is stored already are not touched: then `changed` tells the truth.
const upsert = `
  insert into service as known (code, code_origin, service_group, name_az, name_en, responsible_body, staff_group,
    term_days, term_unit, process_id, benefit, benefit_variant, confidence, source)
  select code, "codeOrigin", "group", "nameAz", "nameEn", "responsibleBody", "staffGroup",
    "termDays", "termUnit", process, benefit, "benefitVariant", confidence, source
  from jsonb_to_recordset($1::jsonb) as service (code text, "codeOrigin" text, "group" text, "nameAz" text, "nameEn" text,
    "responsibleBody" text, "staffGroup" text, "termDays" integer, "termUnit" text, process text, benefit text,
    "benefitVariant" text, confidence text, source text)
  on conflict (code) do update set code_origin = excluded.code_origin, service_group = excluded.service_group,
    name_az = excluded.name_az, name_en = excluded.name_en, responsible_body = excluded.responsible_body,
    staff_group = excluded.staff_group, term_days = excluded.term_days, term_unit = excluded.term_unit,
    process_id = excluded.process_id, benefit = excluded.benefit, benefit_variant = excluded.benefit_variant,
    confidence = excluded.confidence, source = excluded.source, offered = true
  where (known.code_origin, known.service_group, known.name_az, known.name_en, known.responsible_body, known.staff_group,
      known.term_days, known.term_unit, known.process_id, known.benefit, known.benefit_variant, known.confidence,
      known.source, known.offered)
    is distinct from (excluded.code_origin, excluded.service_group, excluded.name_az, excluded.name_en,
      excluded.responsible_body, excluded.staff_group, excluded.term_days, excluded.term_unit, excluded.process_id,
      excluded.benefit, excluded.benefit_variant, excluded.confidence, excluded.source, true)
  returning xmax = 0 as is_new`

const retire = `update service set offered = false where offered and code <> all ($1::text[]) returning code`
