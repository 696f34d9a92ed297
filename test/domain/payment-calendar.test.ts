/** Pay days: month ends, leap years, weekends and feasts, and which runs are due. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkingDay } from '../../domain/calendar.ts'
import { addDays } from '../../domain/days.ts'
import { duePeriods, openingDayOf, payDayOf } from '../../domain/payment-calendar.ts'

describe('the pay day', () => {
  test.each([
    ['2027-01', 28, '2027-01-28', 'a Thursday'],
    ['2026-11', 28, '2026-11-27', 'a Saturday is paid on the Friday before'],
    ['2027-02', 28, '2027-02-26', 'a Sunday'],
    ['2027-02', 31, '2027-02-26', 'a month without that day: its last working day'],
    ['2024-02', 31, '2024-02-29', 'a leap year has one day more'],
    ['2028-02', 29, '2028-02-25', 'Ramazan on a weekend, with the two days given for it'],
    ['2027-03', 25, '2027-03-19', 'Novruz with its weekend and the days given for it'],
    ['2026-12', 31, '2026-12-30', 'the day of solidarity'],
    ['2027-01', 1, '2026-12-30', 'before New Year, in the month before'],
  ])('of %s on day %i is %s: %s', (period, day, payDay) => {
    expect(payDayOf(period, day, [])).toBe(payDay)
  })

  test('follows what the government moves', () => {
    expect(payDayOf('2027-01', 28, [{ day: '2027-01-28', working: false }])).toBe('2027-01-27')
    expect(payDayOf('2026-11', 28, [{ day: '2026-11-28', working: true }])).toBe('2026-11-28')
  })

  test('is always a working day, never later than asked for and never more than two weeks early', () => {
    const month = fc.tuple(fc.integer({ min: 2024, max: 2040 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(month, fc.integer({ min: 1, max: 31 }), ([year, number], day) => {
        const period = `${year}-${String(number).padStart(2, '0')}`
        const payDay = payDayOf(period, day, [])
        const asked = `${period}-${String(day).padStart(2, '0')}`
        expect(isWorkingDay(payDay)).toBe(true)
        expect(payDay <= asked).toBe(true)
        expect(addDays(payDay, 17) >= asked).toBe(true)
      }),
    )
  })
})

test('a run is opened some working days before it is paid', () => {
  expect(openingDayOf('2027-01-28', 3, [])).toBe('2027-01-25')
  expect(openingDayOf('2027-02-01', 1, [])).toBe('2027-01-29')
  expect(openingDayOf('2027-01-28', 0, [])).toBe('2027-01-28')
})

describe('due', () => {
  const periods = (today: string, day = 28) => duePeriods(today, day, 3, []).map(({ period }) => period)

  test('is the month from its opening day on, and stays so until it is opened', () => {
    expect(periods('2027-01-24')).toEqual(['2026-12'])
    expect(periods('2027-01-25')).toEqual(['2026-12', '2027-01'])
    expect(periods('2027-02-10')).toEqual(['2027-01'])
  })

  test('is the next month when its pay day or opening lies in this one', () => {
    expect(periods('2026-12-28', 1)).toEqual(['2026-11', '2026-12', '2027-01'])
  })
})
