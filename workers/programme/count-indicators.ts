/** Counts what a programme is about on the parameters of the day, for its start or one of its quarters. */
import type { CountedAges, IndicatorValue, Window } from '../../domain/employment-programme.ts'
import type { Parameters } from '../../domain/parameters.ts'
import type { Records } from '../../domain/records.ts'

const agesOf = (parameters: Parameters): CountedAges => ({
  youthYears: parameters.value('programme-youth-years'),
  longTermMonths: parameters.value('programme-long-term-months'),
  workingAgeFrom: parameters.value('working-age-from'),
  pensionAgeMonths: parameters.value('pension-age-men-months'),
})

export async function countIndicators(
  records: Records,
  caseId: string,
  quarter: number,
  window: Window,
): Promise<Readonly<Record<string, number>>> {
  const parameters = await records.parametersOn(window.to)
  const values = await records.employmentProgrammes.count(caseId, quarter, window, agesOf(parameters))
  return sumsOf(values)
}

/** Everybody of every place, by indicator: small enough for the ledger. */
export const sumsOf = (values: readonly IndicatorValue[]): Readonly<Record<string, number>> =>
  values
    .filter(({ group }) => group === 'all')
    .reduce<Record<string, number>>(
      (sums, { indicator, value }) => ({ ...sums, [indicator]: (sums[indicator] ?? 0) + value }),
      {},
    )
