/** N families with an assigned entitlement each, for the payment bench: made by the database itself, without people. */
import type { Client } from 'pg'

/** Months before the one that is paid for have no orders: the run pays the first month of each. */
export const benchPeriod = '2027-01'
export const benchKind = 'targeted-social-assistance'

/** An IBAN of the four-letter bank code with true check digits (ISO 13616), from the number of the family. */
const iban = `
  'AZ' || lpad((98 - mod(('23101123' || lpad(family::text, 20, '0') || '103500')::numeric, 97))::text, 2, '0')
  || 'NABZ' || lpad(family::text, 20, '0')`

const id = (prefix: string) => `('${prefix}' || lpad(to_hex(family), 12, '0'))::uuid`
/** Spread over the index as true random ids are. */
const spread = `(substr(md5(family::text), 1, 8) || '-0000-4000-8000-' || lpad(to_hex(family), 12, '0'))::uuid`

const statements = [
  `insert into household (id, representative_fin)
   select ${id('00000000-0000-4000-8001-')}, translate(lpad(to_hex(family), 7, '0'), 'abcdef', 'ABCDEF')
   from generate_series(1, $1::integer) family`,
  `insert into case_file (id, number, kind, household_id, state, district, language, application_date, received_at, state_changed_at)
   select ${id('00000000-0000-4000-8002-')}, 'UDSY-2027-' || lpad(family::text, 7, '0'), '${benchKind}',
     ${id('00000000-0000-4000-8001-')}, 'assigned', 'khazar', 'az', date '2027-01-04', now(), now()
   from generate_series(1, $1::integer) family`,
  `insert into decision (case_id, outcome, monthly_amount_qepik, facts, reasons, grounds, parameters, decided_at)
   select ${id('00000000-0000-4000-8002-')}, 'assign', 10000 + family % 60000, '{}', '[]', '[]', '{}', now()
   from generate_series(1, $1::integer) family`,
  `insert into payment_account (case_id, iban, payee_name, settlement, since)
   select ${id('00000000-0000-4000-8002-')}, ${iban},
     (array['Əliyeva Gülşən', 'Hüseynov Çingiz', 'Məmmədova Aygün', 'İsmayılzadə Şəbnəm'])[1 + family % 4],
     (array['mardakan', 'buzovna', 'bina', 'pirallahi'])[1 + family % 4], now()
   from generate_series(1, $1::integer) family`,
  `insert into entitlement (id, case_id, kind, valid_from, valid_to, monthly_amount_qepik, first_payment, assigned_at)
   select ${spread}, ${id('00000000-0000-4000-8002-')}, '${benchKind}', date '2027-01-01', date '2027-12-31',
     10000 + family % 60000, 'with-run', now()
   from generate_series(1, $1::integer) family`,
  `insert into appropriation values ('${benchKind}', '${benchPeriod}', 9000000000000000, 'bench', now())
   on conflict do nothing`,
]

export async function makeEntitlements(owner: Client, count: number): Promise<void> {
  for (const statement of statements) await owner.query(statement, statement.includes('$1') ? [count] : [])
  await owner.query('analyze household, case_file, decision, payment_account, entitlement')
}
