/** Amounts of benefits: the rate of each month, at most 36 months back, until the age that ends them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  amountSteps,
  backPay,
  firstPaidMonth,
  hasUncertainRate,
  lastDayAtAge,
  rateIn,
  variantIn,
  type BenefitRate,
} from '../../domain/benefit-amount.ts'
import { addToMonth } from '../../domain/days.ts'

const rate = (
  variant: string,
  validFrom: string,
  manat: number,
  certainty: BenefitRate['certainty'] = 'confirmed',
): BenefitRate => ({
  kind: 'foster-child',
  variant,
  validFrom,
  amountQepik: manat * 100,
  source: 'test',
  certainty,
})
const july = [rate('all', '2025-07-01', 140), rate('all', '2022-01-01', 105, 'assumption')]
const foster = [
  rate('disabled-0-6', '2025-07-01', 500),
  rate('disabled-7-13', '2025-07-01', 600),
  rate('disabled-14-18', '2025-07-01', 650),
]

describe('the rate of a month', () => {
  test.each([
    ['2021-12', undefined],
    ['2022-01', 105_00],
    ['2025-06', 105_00],
    ['2025-07', 140_00],
    ['2026-11', 140_00],
  ])('of %s is %s', (month, qepik) => {
    expect(rateIn(july, 'all', month)?.amountQepik).toBe(qepik)
  })

  test.each([
    ['2026-01-15', '2032-12', 'disabled-0-6'],
    ['2026-01-15', '2033-01', 'disabled-0-6'],
    ['2026-01-15', '2033-02', 'disabled-7-13'],
    ['2026-01-01', '2033-01', 'disabled-7-13'],
    ['2026-01-15', '2040-01', 'disabled-7-13'],
    ['2026-01-15', '2040-02', 'disabled-14-18'],
  ])('of a foster child born on %s is in %s that of %s', (born, month, variant) => {
    expect(variantIn('disabled-0-6', born, month)).toBe(variant)
  })

  test('moves on for nobody else', () => {
    expect(variantIn('81-100', '1980-01-01', '2026-11')).toBe('81-100')
    expect(variantIn('war-disability-31-60', '1980-01-01', '2026-11')).toBe('war-disability-31-60')
  })
})

describe('the first month paid', () => {
  test.each([
    ['of the event', '2026-09-30', '2026-09'],
    ['36 months back', '2023-11-01', '2023-11'],
    ['and no earlier', '2023-10-31', '2023-11'],
    ['and no earlier, however long ago', '2001-01-01', '2023-11'],
  ])('is %s', (_what, event, month) => {
    expect(firstPaidMonth(event, '2026-11-26', 36)).toBe(month)
  })
})

test.each([
  ['2008-11-01', 18, '2026-11-30'],
  ['2008-11-30', 18, '2026-11-30'],
  ['2003-12-01', 23, '2026-12-31'],
  ['2025-11-27', 1, '2026-11-30'],
  ['2024-02-29', 1, '2025-02-28'],
])('born on %s, what ends at %i ends on %s', (born, age, day) => {
  expect(lastDayAtAge(born, age)).toBe(day)
})

describe('amounts month by month', () => {
  test('change with the rate of 1 July 2025', () => {
    const steps = amountSteps(july, 'all', '2020-01-01', '2025-05', '2026-11')
    expect(steps).toEqual([
      { fromPeriod: '2025-05', monthlyAmountQepik: 105_00 },
      { fromPeriod: '2025-07', monthlyAmountQepik: 140_00 },
    ])
    expect(backPay(steps, '2025-05', '2025-08')).toBe(2 * 105_00 + 2 * 140_00)
  })

  test('of a foster child rise with the age, and stop where no rate is known', () => {
    expect(amountSteps(foster, 'disabled-0-6', '2019-03-10', '2025-06', '2034-01')).toEqual([
      { fromPeriod: '2025-06', monthlyAmountQepik: 0 },
      { fromPeriod: '2025-07', monthlyAmountQepik: 500_00 },
      { fromPeriod: '2026-04', monthlyAmountQepik: 600_00 },
      { fromPeriod: '2033-04', monthlyAmountQepik: 650_00 },
    ])
  })

  test('are uncertain only where a month paid rests on an assumption', () => {
    expect(hasUncertainRate(july, '2025-06', '2026-11')).toBe(true)
    expect(hasUncertainRate(july, '2025-07', '2026-11')).toBe(false)
  })

  test('back pay is the sum of the months’ rates, whatever the order of rates and periods', () => {
    const month = fc.integer({ min: 0, max: 60 }).map((ahead) => addToMonth('2022-01', ahead))
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ from: month, manat: fc.integer({ min: 1, max: 2_000 }) }), {
          minLength: 1,
          maxLength: 6,
          selector: ({ from }) => from,
        }),
        month,
        fc.integer({ min: 0, max: 36 }),
        fc.integer({ min: 0, max: 36 }),
        (changes, from, length, cut) => {
          const rates = changes.map(({ from: since, manat }) => rate('all', `${since}-01`, manat))
          const until = addToMonth(from, length)
          const months = Array.from({ length: length + 1 }, (_, ahead) => addToMonth(from, ahead))
          const sum = months.reduce(
            (total, each) => total + (rateIn(rates.toReversed(), 'all', each)?.amountQepik ?? 0),
            0,
          )
          const steps = amountSteps(rates, 'all', '1990-01-01', from, until)
          expect(backPay(steps, from, until)).toBe(sum)
          // Cut anywhere, the two periods add up, the later one first.
          const middle = addToMonth(from, Math.min(cut, length))
          expect(backPay(steps, addToMonth(middle, 1), until) + backPay(steps, from, middle)).toBe(sum)
        },
      ),
    )
  })
})
