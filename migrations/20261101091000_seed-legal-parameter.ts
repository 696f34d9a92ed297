/** First values of the legal parameters, from docs/domain.md. Later values come in migrations of their own. */
import type { Knex } from 'knex'

type Certainty = 'confirmed' | 'assumption'
type Row = readonly [
  name: string,
  validFrom: string,
  value: number,
  unit: string,
  certainty: Certainty,
  source: string,
]

/** Before this day nothing can be decided: the fact sheet knows no criterion. */
const FIRST_DAY = '2017-01-01'

const yearly = (name: string, source: string, manatByYear: Record<string, number>): Row[] =>
  Object.entries(manatByYear).map(([year, manat]) => [
    name,
    `${year}-01-01`,
    manat * 100,
    'qepik',
    'confirmed',
    source,
  ])

const noNorm = 'Norms of decision no. 118 of 2006 not found (docs/domain.md 1.1): not counted until set'

const rows: readonly Row[] = [
  ...yearly('need-criterion', 'docs/domain.md 1.2, annual law on the need criterion', {
    2017: 116,
    2018: 130,
    2019: 143,
    2020: 160,
    2021: 170,
    2022: 200,
    2023: 246,
    2024: 270,
    2025: 285,
    2026: 300,
  }),
  ...yearly('living-minimum', 'docs/domain.md 1.2, annual law on the living minimum, country', {
    2020: 190,
    2021: 196,
    2022: 210,
    2023: 246,
    2024: 270,
    2025: 285,
    2026: 300,
  }),
  ['decision-working-days', FIRST_DAY, 15, 'working-days', 'confirmed', 'docs/domain.md 1.7 step 10'],
  [
    'decision-escalation-working-days',
    FIRST_DAY,
    12,
    'working-days',
    'assumption',
    'Three working days are left to act',
  ],
  ['registration-notice-days', FIRST_DAY, 3, 'days', 'confirmed', 'docs/domain.md 1.7 step 5'],
  [
    'visit-working-days',
    FIRST_DAY,
    5,
    'working-days',
    'assumption',
    'Deadline of the inspection not found (docs/domain.md 7)',
  ],
  ['visit-attempts', FIRST_DAY, 2, 'count', 'assumption', 'Number of visits not found (docs/domain.md 7)'],
  ['reinspection-percent', FIRST_DAY, 5, 'percent', 'assumption', 'Design choice: share of visits sampled'],
  ['assistance-months', FIRST_DAY, 24, 'months', 'confirmed', 'docs/domain.md 0, before law 125-VIQD'],
  ['assistance-months', '2020-06-02', 12, 'months', 'confirmed', 'docs/domain.md 0, law 125-VIQD'],
  ['purchase-limit-factor', FIRST_DAY, 12, 'count', 'confirmed', 'docs/domain.md 1.6 ground 3'],
  [
    'utility-limit-percent',
    FIRST_DAY,
    10,
    'percent',
    'confirmed',
    'docs/domain.md 1.1, before decision no. 445',
  ],
  [
    'utility-limit-percent',
    '2020-11-01',
    15,
    'percent',
    'confirmed',
    'docs/domain.md 1.1 and 1.6 ground 6; decision no. 445 of November 2020, taken as from the 1st',
  ],
  ['refused-jobs-limit', FIRST_DAY, 2, 'count', 'confirmed', 'docs/domain.md 1.6 ground 5'],
  ['refused-jobs-block-months', FIRST_DAY, 1, 'months', 'confirmed', 'docs/domain.md 1.6 ground 5'],
  ['same-purpose-limit', FIRST_DAY, 2, 'count', 'confirmed', 'docs/domain.md 1.6 ground 7'],
  ['care-child-age', FIRST_DAY, 8, 'years', 'confirmed', 'docs/domain.md 1.5'],
  ['student-age', FIRST_DAY, 23, 'years', 'confirmed', 'docs/domain.md 1.5'],
  ['adult-age', FIRST_DAY, 18, 'years', 'confirmed', 'docs/domain.md 1.5, disabled person under 18'],
  [
    'working-age-from',
    FIRST_DAY,
    15,
    'years',
    'assumption',
    'docs/domain.md 2.3: job-seekers register from 15',
  ],
  ['pension-age-men-months', FIRST_DAY, 780, 'months', 'confirmed', 'docs/domain.md 3.2: men 65'],
  [
    'pension-age-women-months',
    FIRST_DAY,
    720,
    'months',
    'assumption',
    'Counted back from docs/domain.md 3.2: six months less each July',
  ],
  ...[2017, 2018, 2019, 2020, 2021, 2022, 2023].map((year, step): Row => [
    'pension-age-women-months',
    `${year}-07-01`,
    726 + 6 * step,
    'months',
    'assumption',
    'Counted back from docs/domain.md 3.2: six months less each July',
  ]),
  ['pension-age-women-months', '2024-07-01', 768, 'months', 'confirmed', 'docs/domain.md 3.2: women 64'],
  [
    'pension-age-women-months',
    '2025-07-01',
    774,
    'months',
    'confirmed',
    'docs/domain.md 3.2: rises six months every July',
  ],
  [
    'pension-age-women-months',
    '2026-07-01',
    780,
    'months',
    'confirmed',
    'docs/domain.md 3.2: rises six months every July',
  ],
  ['care-disability-percent', FIRST_DAY, 81, 'percent', 'confirmed', 'docs/domain.md 1.5'],
  ['pay-day', FIRST_DAY, 28, 'day-of-month', 'assumption', 'docs/domain.md 1.8: the 28th in 2020 and 2021'],
  [
    'bank-answer-working-days',
    FIRST_DAY,
    2,
    'working-days',
    'assumption',
    'Design choice: when to ask a silent bank',
  ],
  [
    'visit-exempt-months',
    FIRST_DAY,
    0,
    'months',
    'assumption',
    'Clause 3.7 not found (docs/domain.md 1.7): no exemption until set',
  ],
  ['false-data-block-months', FIRST_DAY, 12, 'months', 'confirmed', 'docs/domain.md 1.8'],
  [
    'declared-income-tolerance-percent',
    FIRST_DAY,
    10,
    'percent',
    'assumption',
    'Design choice: how far registers may exceed the declared income',
  ],
  [
    'exclude-liberated-territories-benefit',
    FIRST_DAY,
    0,
    'count',
    'confirmed',
    'docs/domain.md 1.1: not before 2023',
  ],
  [
    'exclude-liberated-territories-benefit',
    '2023-01-01',
    1,
    'count',
    'confirmed',
    'docs/domain.md 1.1, decision of June 2023',
  ],
  [
    'exclude-liberated-territories-benefit',
    '2028-01-01',
    0,
    'count',
    'confirmed',
    'docs/domain.md 1.1, decision of June 2023',
  ],
  ...['100-square-metres', 'cattle', 'buffalo', 'sheep', 'goat', 'poultry', 'beehive'].map((unit): Row => [
    `plot-income-per-${unit}`,
    FIRST_DAY,
    0,
    'qepik',
    'assumption',
    noNorm,
  ]),
]

export async function up(knex: Knex): Promise<void> {
  await knex('legal_parameter').insert(
    rows.map(([name, validFrom, value, unit, certainty, source]) => ({
      name,
      valid_from: validFrom,
      value,
      unit,
      certainty,
      source,
    })),
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex('legal_parameter').delete()
}
