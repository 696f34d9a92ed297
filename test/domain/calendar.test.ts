import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, endOfOfficeDay, isWorkingDay } from '../../domain/calendar.ts'
import { addDays, addMonths, ageInYears, lastOfMonth } from '../../domain/days.ts'

const aDay = fc.integer({ min: 0, max: 20 * 365 }).map((days) => addDays('2018-01-01', days))

describe('working days in Azerbaijan', () => {
  test('five days of Novruz, and what falls on a weekend or on Ramazan is given back', () => {
    // The calendar of 2026 as the ministry announced it: free from 20 to 30 March.
    const march = Array.from({ length: 31 }, (_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`)
    const free = march.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()) && !isWorkingDay(day))
    expect(free).toEqual([
      '2026-03-09',
      '2026-03-20',
      '2026-03-23',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-30',
    ])
  })

  test.each([
    ['2026-01-20', 'the day of mourning'],
    ['2026-06-15', 'National Salvation Day'],
    ['2025-11-10', 'Victory Day on a Saturday'],
    ['2025-11-11', 'Flag Day on a Sunday'],
    ['2026-05-29', 'Qurban on Republic Day'],
    ['2027-01-04', 'New Year on a Saturday'],
    ['2026-12-31', 'Solidarity Day'],
  ])('%s is free: %s', (day) => {
    expect(isWorkingDay(day)).toBe(false)
  })

  test.each([
    ['2025-01-21', 'mourning moves nothing'],
    ['2026-10-19', 'Independence Day is worked'],
    ['2026-11-12', 'Constitution Day is worked'],
    ['2026-11-17', 'National Revival Day is worked'],
  ])('%s is worked: %s', (day) => {
    expect(isWorkingDay(day)).toBe(true)
  })

  test('the government moves days', () => {
    const moves = [
      { day: '2026-11-21', working: true },
      { day: '2026-11-23', working: false },
    ]
    expect(isWorkingDay('2026-11-21', moves)).toBe(true)
    expect(addWorkingDays('2026-11-20', 1, moves)).toBe('2026-11-21')
    expect(addWorkingDays('2026-11-20', 2, moves)).toBe('2026-11-24')
  })

  test('15 working days after registration end at 18:00 in Baku', () => {
    expect(addWorkingDays('2026-11-16', 15)).toBe('2026-12-07')
    expect(addWorkingDays('2026-03-16', 15)).toBe('2026-04-15')
    expect(endOfOfficeDay('2026-12-07').toISOString()).toBe('2026-12-07T14:00:00.000Z')
  })

  test('more working days never end earlier, and always on a working day', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), (day, workingDays) => {
        const end = addWorkingDays(day, workingDays)
        expect(isWorkingDay(end)).toBe(true)
        expect(end > day).toBe(true)
        expect(addWorkingDays(day, workingDays + 1) > end).toBe(true)
      }),
    )
  })

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 30 }), (day, workingDays) => {
        expect(addWorkingDays(addDays(day, 1), workingDays) >= addWorkingDays(day, workingDays)).toBe(true)
      }),
    )
  })

  test.each([0, -1, 1.5])('%s is no number of working days', (workingDays) => {
    expect(() => addWorkingDays('2026-11-16', workingDays)).toThrow(RangeError)
  })
})

describe('months and ages', () => {
  test('a month has an end', () => {
    expect(lastOfMonth('2028-02')).toBe('2028-02-29')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-03-15', -12)).toBe('2025-03-15')
  })

  test('an age is reached on the birthday', () => {
    expect(ageInYears('2018-11-16', '2026-11-15')).toBe(7)
    expect(ageInYears('2018-11-16', '2026-11-16')).toBe(8)
    expect(ageInYears('2008-02-29', '2026-02-28')).toBe(18)
  })
})
