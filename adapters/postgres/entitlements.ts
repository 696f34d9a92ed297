/** Entitlements: aid assigned by a decision. */
import { OperatorError } from '../../domain/errors.ts'
import type { Entitlement } from '../../domain/payment.ts'
import type { Entitlements } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'
import { createEntitlementAmounts } from './entitlement-amounts.ts'

interface EntitlementRow {
  readonly id: string
  readonly case_id: string
  readonly kind: Entitlement['kind']
  readonly valid_from: string
  readonly valid_to: string
  readonly monthly_amount_qepik: string
}

export function createEntitlements(context: RecordsContext): Entitlements {
  const { sql, now } = context
  const get = async (entitlementId: string) => {
    const [row] = await sql.rows<EntitlementRow>('select * from entitlement where id = $1', [entitlementId])
    if (row !== undefined) return toEntitlement(row)
    throw new OperatorError(
      `Entitlement ${entitlementId} is not in the database`,
      'Check that engine and database belong together, then cancel or modify the instance in Operate.',
    )
  }
  return {
    ...createEntitlementAmounts(context),
    add: async (entitlement) => {
      await sql.rows(openAccount, [entitlement.caseId, now()])
      const [row] = await sql.rows<EntitlementRow>(
        `insert into entitlement (case_id, kind, valid_from, valid_to, monthly_amount_qepik, assigned_at)
         values ($1, $2, $3, $4, $5, $6) returning *`,
        [
          entitlement.caseId,
          entitlement.kind,
          entitlement.validFrom,
          entitlement.validTo,
          entitlement.monthlyAmountQepik,
          now(),
        ],
      )
      if (row === undefined) throw new Error('The insert of an entitlement answered with no row')
      return toEntitlement(row)
    },
    get,
    lock: async (entitlementId) => {
      const entitlement = await get(entitlementId)
      // As payment-run-freeze.ts: what a freeze orders is known to whoever comes after it.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`freeze ${entitlement.kind}`])
      return entitlement
    },
    findByCase: async (caseId) => {
      const [row] = await sql.rows<EntitlementRow>('select * from entitlement where case_id = $1', [caseId])
      return row === undefined ? undefined : toEntitlement(row)
    },
  }
}

/**
 * Aid is paid to the representative, to the account declared, or as corrected on the case that was decided again; a
 * benefit to whoever claims it. Later corrections are made on this row.
 */
const openAccount = `
  insert into payment_account (case_id, iban, payee_name, settlement, since)
  select $1, iban, payee_name, settlement, $2 from (
    select iban, payee_name, settlement, 1 as place
    from redecision join payment_account on payment_account.case_id = contested_case_id where redecision.case_id = $1
    union all
    select iban, member ->> 'givenName' || ' ' || (member ->> 'familyName'),
      coalesce(declared #>> '{declaration,address,settlement}', declared #>> '{declaration,address,district}'), 2
    from declaration, jsonb_array_elements(declared #> '{declaration,members}') member
    where case_id = coalesce((select application_case_id from redecision where redecision.case_id = $1), $1)
      and member ->> 'fin' = declared #>> '{applicant,fin}'
    union all
    select iban, given_name || ' ' || family_name, coalesce(settlement, baku_district), 3
    from case_party where case_id = $1 and role = 'applicant' and iban is not null
  ) known order by place limit 1
  on conflict (case_id) do nothing`

const toEntitlement = (row: EntitlementRow): Entitlement => ({
  id: row.id,
  caseId: row.case_id,
  kind: row.kind,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  monthlyAmountQepik: Number(row.monthly_amount_qepik),
})
