/** What was paid without a right, to the qəpik, and by which way it comes back. */
import { describe, expect, test } from 'vitest'
import { overpaidAmount, recoveryRoute } from '../../domain/overpayment.ts'

const entitlement = { validFrom: '2026-11-01', validTo: '2027-10-31', monthlyAmountQepik: 700_00 }
const paid = { untilPeriod: '2027-04', sumQepik: 6 * 700_00 }
const found = (fromPeriod: string, toPeriod: string, rightfulMonthlyQepik = 0) => ({
  fromPeriod,
  toPeriod,
  rightfulMonthlyQepik,
})

describe('the amount', () => {
  test.each([
    ['whole months without a right', found('2027-02', '2027-04'), 3, 2_100_00],
    ['the difference where less would have been right', found('2027-02', '2027-04', 640_50), 3, 178_50],
    ['only months that were paid', found('2027-03', '2027-09'), 2, 1_400_00],
    ['only months of the entitlement', found('2026-01', '2026-12'), 2, 1_400_00],
    ['nothing where as much or more was right', found('2027-02', '2027-04', 700_00), 0, 0],
    ['nothing after the last paid month', found('2027-05', '2027-06'), 0, 0],
  ])('is %s', (_what, finding, months, amountQepik) => {
    expect(overpaidAmount(finding, entitlement, paid)).toEqual({ months, amountQepik })
  })

  test('is never more than was paid in all', () => {
    expect(
      overpaidAmount(found('2026-11', '2027-04'), entitlement, {
        untilPeriod: '2027-04',
        sumQepik: 1_000_00,
      }),
    ).toMatchObject({ amountQepik: 1_000_00 })
  })

  test('is nothing when the bank has paid nothing', () => {
    expect(
      overpaidAmount(found('2026-11', '2027-04'), entitlement, { untilPeriod: undefined, sumQepik: 0 }),
    ).toEqual({ months: 0, amountQepik: 0 })
  })
})

test('the rest is kept back while a later month is paid, else claimed', () => {
  expect(recoveryRoute({ leftQepik: 0 }, entitlement, '2027-05')).toBe('recovered')
  expect(recoveryRoute({ leftQepik: 1 }, entitlement, '2027-09')).toBe('deductions')
  expect(recoveryRoute({ leftQepik: 1 }, entitlement, '2027-10')).toBe('court')
})
