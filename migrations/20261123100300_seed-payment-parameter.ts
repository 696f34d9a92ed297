/** Parameters of payment runs. None of them was found in a source (docs/domain.md 3.3 and 7), so all are assumptions. */
import type { Knex } from 'knex'
import { addParameters, removeParameters } from './legal-parameters.ts'

const rows = [
  [
    'pay-day-benefits',
    25,
    'day-of-month',
    'docs/domain.md 3.3: benefits and stipends on the 25th to 27th in 2021',
  ],
  [
    'payment-run-lead-working-days',
    3,
    'working-days',
    'Design choice: time to check, approve and send before the pay day',
  ],
  [
    'payment-review-lead-working-days',
    2,
    'working-days',
    'Design choice: the maker reviews two working days before the pay day',
  ],
  [
    'payment-approval-lead-working-days',
    1,
    'working-days',
    'Design choice: approved on the working day before the pay day',
  ],
  [
    'payment-exception-working-days',
    3,
    'working-days',
    'Design choice: time to find out what a line of the bank was',
  ],
  ['payment-orders-per-file', 50_000, 'count', 'Design choice: what banks usually take in one file'],
  ['third-signature-sum', 10_000_000_00, 'qepik', 'Design choice: from 10 million AZN the head signs too'],
  [
    'payment-cancel-window-minutes',
    120,
    'minutes',
    'Design choice: two hours in which an approved run may still be stopped',
  ],
  [
    'deduction-limit-percent',
    20,
    'percent',
    'docs/domain.md 7: share of a monthly benefit that may be kept back was not found',
  ],
] as const

export async function up(knex: Knex): Promise<void> {
  await addParameters(
    knex,
    '2017-01-01',
    rows.map(([name, value, unit, source]) => [name, value, unit, 'assumption', source] as const),
  )
}

export async function down(knex: Knex): Promise<void> {
  await removeParameters(knex, rows)
}
