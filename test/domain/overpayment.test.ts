/** What was paid without a right, to the qəpik and month by month, and by which way it comes back. */
import { describe, expect, test } from 'vitest'
import { paidMonths } from '../../domain/entitlement-amounts.ts'
import { monthsPaidTooMuch, overpaidAmount, recoveryRoute } from '../../domain/overpayment.ts'

const entitlement = { validFrom: '2026-11-01', validTo: '2027-10-31', monthlyAmountQepik: 700_00 }
const order = (period: string) => ({ period, orderedAt: `${period}-23T08:00:00.000Z` })
const amendment = (fromPeriod: string, monthlyAmountQepik: number, madeAt: string, toPeriod?: string) => ({
  fromPeriod,
  toPeriod,
  monthlyAmountQepik,
  madeAt,
  caseId: madeAt,
})
/** November to January with the first order, then month by month to April. */
const orders = [order('2027-01'), order('2027-02'), order('2027-03'), order('2027-04')]
const paid = paidMonths(entitlement, [], orders)
const sum = 6 * 700_00
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
    expect(overpaidAmount(finding, paid, sum)).toEqual({ months, amountQepik })
  })

  test('is never more than was paid in all', () => {
    expect(overpaidAmount(found('2026-11', '2027-04'), paid, 1_000_00)).toMatchObject({
      amountQepik: 1_000_00,
    })
  })

  test('is nothing when the bank has paid nothing', () => {
    expect(overpaidAmount(found('2026-11', '2027-04'), paidMonths(entitlement, [], []), 0)).toEqual({
      months: 0,
      amountQepik: 0,
    })
  })

  test('looks at each month: one amended before it was ordered was paid less, one amended afterwards was not', () => {
    const amendments = [
      amendment('2027-03', 500_00, '2027-03-01T08:00:00.000Z'),
      amendment('2027-02', 400_00, '2027-03-25T08:00:00.000Z'),
    ]
    const months = paidMonths(entitlement, amendments, orders)
    expect(months.map(({ qepik }) => qepik / 100)).toEqual([700, 700, 700, 700, 500, 400])
    expect(overpaidAmount(found('2027-02', '2027-04', 400_00), months, sum)).toEqual({
      months: 2,
      amountQepik: 400_00,
    })
  })

  test('counts what a later decision made good, for its months only', () => {
    const raised = amendment('2026-11', 750_00, '2027-03-25T08:00:00.000Z', '2027-02')
    expect(paidMonths(entitlement, [raised], orders).map(({ qepik }) => qepik / 100)).toEqual([
      750, 750, 750, 750, 700, 700,
    ])
  })
})

describe('months paid too much', () => {
  const assigned = { ...entitlement, caseId: 'application' }
  const lowered = amendment('2027-01', 500_00, '2027-03-25T08:00:00.000Z')
  const ended = amendment('2027-03', 0, '2027-04-25T08:00:00.000Z')

  test('are those that a decision lowered after they were ordered; neighbours of one right are one finding', () => {
    expect(monthsPaidTooMuch(assigned, [], orders, [])).toEqual([])
    expect(monthsPaidTooMuch(assigned, [lowered, ended], orders, [])).toEqual([
      {
        fromPeriod: '2027-01',
        toPeriod: '2027-02',
        rightfulMonthlyQepik: 500_00,
        decidedIn: lowered.caseId,
      },
      // March was paid before the first of the decisions, April after it; neither after the second.
      { fromPeriod: '2027-03', toPeriod: '2027-04', rightfulMonthlyQepik: 0, decidedIn: ended.caseId },
    ])
  })

  test('are not found again once they were asked back', () => {
    const askedBack = [{ fromPeriod: '2027-02', toPeriod: '2027-03' }]
    const found = monthsPaidTooMuch(assigned, [lowered, ended], orders, askedBack)
    expect(found.map(({ fromPeriod, toPeriod }) => [fromPeriod, toPeriod])).toEqual([
      ['2027-01', '2027-01'],
      ['2027-04', '2027-04'],
    ])
  })
})

test('the rest is kept back while a later month is paid, else claimed; an appeal suspends both', () => {
  const rest = { leftQepik: 1, givenUp: false, contested: false }
  expect(recoveryRoute({ ...rest, leftQepik: 0 }, entitlement, '2027-05')).toBe('recovered')
  expect(recoveryRoute(rest, entitlement, '2027-09')).toBe('deductions')
  expect(recoveryRoute(rest, entitlement, '2027-10')).toBe('court')
  expect(recoveryRoute({ ...rest, contested: true }, entitlement, '2027-09')).toBe('contested')
  expect(recoveryRoute({ ...rest, givenUp: true, leftQepik: 0 }, entitlement, '2027-10')).toBe('given-up')
})
