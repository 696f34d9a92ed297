/** What Tasklist sends, and what the inspector is told about it. */
import { describe, expect, test } from 'vitest'
import { checkVisitForm, tidyForm } from '../../workers/inspection/check-visit-form.ts'
import { aVisitForm } from '../support/family.ts'

const now = new Date('2026-11-18T07:00:00Z')
const problems = (changes: Record<string, unknown>) => {
  const checked = checkVisitForm({ ...aVisitForm(), ...changes }, now, '2026-11-16')
  return 'problems' in checked ? checked.problems : []
}

describe('a visit form', () => {
  test('left empty in part comes with nulls, blanks and empty lists, which say nothing', () => {
    const sent = {
      ...aVisitForm(),
      gasMeter: null,
      remarks: ' ',
      goods: [],
      purchases: [{ item: '', valueManat: null }],
    }
    expect(checkVisitForm(sent, now, '2026-11-16')).toEqual({ form: aVisitForm() })
  })

  test.each([
    ['2026-11-18T10:30', '2026-11-18T10:30:00+04:00'],
    ['2026-11-18T10:30+04:00', '2026-11-18T10:30:00+04:00'],
    ['2026-11-18T06:30Z', '2026-11-18T06:30:00Z'],
    ['2026-11-18T06:30:15.5Z', '2026-11-18T06:30:15.5Z'],
  ])('takes the time %s as %s', (sent, exact) => {
    expect(tidyForm({ visitedAt: sent })).toEqual({ visitedAt: exact })
  })

  test('takes numbers as they are typed', () => {
    expect(tidyForm({ electricityMeter: ' e-44 55 ' })).toEqual({ electricityMeter: 'E-4455' })
  })

  test.each([
    [
      { electricityMeter: null },
      'Elektrik sayğacının nömrəsi yoxdur / The electricity meter number is missing',
    ],
    [
      { electricityMeter: 'x' },
      'Elektrik sayğacının nömrəsi / Electricity meter number: dəyər yanlışdır / not a valid value',
    ],
    [{ cattle: 1.5 }, 'İri buynuzlu mal-qara / Cattle: dəyər yanlışdır / not a valid value'],
    [{ rooms: -1 }, 'Otaqların sayı / Rooms: dəyər yanlışdır / not a valid value'],
    [
      { dwellingType: 'castle' },
      'Yaşayış yerinin növü / Kind of dwelling: dəyər yanlışdır / not a valid value',
    ],
    [{ visitedAt: null }, 'Müayinə vaxtı / Time of the visit: yoxdur / missing'],
    [{ visitedAt: 'yesterday' }, 'Müayinə vaxtı / Time of the visit: dəyər yanlışdır / not a valid value'],
    [
      { otherIncomeManat: 0.001 },
      'Başqa aylıq gəlir (AZN) / Other monthly income (AZN): dəyər yanlışdır / not a valid value',
    ],
    [
      { purchases: [{ item: 'x', valueManat: 1, boughtOn: '2026-02-30' }] },
      'İri alışlar / Large purchases 1: dəyər yanlışdır / not a valid value',
    ],
    [{ nickname: 'x' }, 'Naməlum sahə / Unknown field: nickname'],
  ])('%j is told in words', (changes, sentence) => {
    expect(problems(changes)).toContain(sentence)
  })

  test('tells several problems at once', () => {
    expect(problems({ rooms: null, present: null, repairState: null })).toHaveLength(3)
  })
})
