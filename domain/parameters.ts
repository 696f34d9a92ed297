/**
 * Legal parameters: names, units and how to read them as of a day. Values live in the table
 * `legal_parameter`, seeded from docs/domain.md; a decision keeps the values it used.
 */
export const parameterNames = [
  'need-criterion',
  'living-minimum',
  'decision-working-days',
  'decision-escalation-working-days',
  'registration-notice-days',
  'visit-working-days',
  'visit-attempts',
  'reinspection-percent',
  'assistance-months',
  'purchase-limit-factor',
  'utility-limit-percent',
  'refused-jobs-limit',
  'same-purpose-limit',
  'care-child-age',
  'student-age',
  'working-age-from',
  'pension-age-men-months',
  'pension-age-women-months',
  'care-disability-percent',
  'pay-day',
  'pay-day-benefits',
  'payment-run-lead-working-days',
  'payment-review-lead-working-days',
  'payment-approval-lead-working-days',
  'payment-exception-working-days',
  'payment-orders-per-file',
  'third-signature-sum',
  'payment-cancel-window-minutes',
  'deduction-limit-percent',
  'bank-answer-working-days',
  'visit-exempt-months',
  'false-data-block-months',
  'service-term-working-days',
  'service-escalation-working-days',
  'appeal-lodging-days',
  'appeal-decision-days',
  'appeal-escalation-working-days',
  'appeal-carry-out-working-days',
  'court-claim-days',
  'change-report-working-days',
  'change-decision-working-days',
  'change-escalation-working-days',
  'uncollected-months',
  'collection-reason-days',
  'renewal-reminder-days',
  'renewal-visit-exempt-months',
  'recalculate-at-new-criterion',
  'recovery-review-working-days',
  'recovery-answer-days',
  'recovery-objection-working-days',
  'recovery-claim-working-days',
  'adult-age',
  'refused-jobs-block-months',
  'declared-income-tolerance-percent',
  'exclude-liberated-territories-benefit',
  'plot-income-per-100-square-metres',
  'plot-income-per-cattle',
  'plot-income-per-buffalo',
  'plot-income-per-sheep',
  'plot-income-per-goat',
  'plot-income-per-poultry',
  'plot-income-per-beehive',
] as const
export type ParameterName = (typeof parameterNames)[number]

/** Values in force on one day. `value` throws when a needed parameter has none; `used` lists what was asked for. */
export interface Parameters {
  value(name: ParameterName): number
  used(): Readonly<Record<string, number>>
}

export interface ParameterRow {
  readonly name: ParameterName
  readonly validFrom: string
  /** Exact: qəpik, days, months, percent or a count, see `unit`. */
  readonly value: number
  readonly unit:
    'qepik' | 'days' | 'working-days' | 'months' | 'percent' | 'count' | 'years' | 'day-of-month' | 'minutes'
  readonly source: string
  readonly certainty: 'confirmed' | 'assumption'
}
