/** The money allotted to a kind of aid for a month, against all that is ordered of it, paid or not yet. */
import type { Sql } from './database.ts'

const short = `
  select greatest(0, coalesce((
      select sum(payment_order.amount_qepik) from payment_order join entitlement on entitlement.id = entitlement_id
      where period = $2 and kind = $1 and alive and state <> 'held'), 0)
    - coalesce((select amount_qepik from appropriation where kind = $1 and period = $2), 0))::bigint as short_qepik`

/** @returns qəpik that the appropriation lacks; without one, everything */
export async function fundsShort(sql: Sql, kind: string, period: string): Promise<number> {
  const [row] = await sql.rows<{ short_qepik: string }>(short, [kind, period])
  return Number(row?.short_qepik)
}
