/** Functional ids under which a payment hub knows our payees: of the entitlement, so that another account keeps the id. */
import type { Sql } from './database.ts'

/** Twenty characters, the published length: the last eighty bits of the entitlement's id, which hold its random part. */
export const createPayeeIds =
  (sql: Sql) =>
  async (endToEndIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const rows = await sql.rows<{ end_to_end_id: string; payee_id: string }>(
      `select end_to_end_id, right(replace(entitlement_id::text, '-', ''), 20) as payee_id
       from payment_order where end_to_end_id = any ($1)`,
      [endToEndIds],
    )
    return new Map(rows.map(({ end_to_end_id, payee_id }) => [end_to_end_id, payee_id]))
  }
