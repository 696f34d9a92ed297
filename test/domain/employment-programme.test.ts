/** The employment programme: when one is due, over what is counted, what a draft lacks, what may be published. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { discloseOne, disclosePart, disclosePartition } from '../../domain/disclosure.ts'
import {
  baselineWindow,
  draftGaps,
  dueProgrammeYear,
  quarterWindow,
  unanswered,
} from '../../domain/employment-programme.ts'
import { progressOf, inFigures } from '../../api/programme/programme-view.ts'

describe('a programme', () => {
  test.each([
    ['2026-09-30', undefined],
    ['2026-10-01', 2027],
    ['2026-12-31', 2027],
    ['2027-01-01', undefined],
    ['2027-06-15', undefined],
  ])('on %s the one to open is that of %s', (today, year) => {
    expect(dueProgrammeYear(today, 92)).toBe(year)
  })

  test('starts from the twelve months before, and is measured from 1 January to the end of the quarter', () => {
    expect(baselineWindow('2026-10-05')).toEqual({ from: '2025-10-05', to: '2026-10-04' })
    expect([1, 2, 3, 4].map((quarter) => quarterWindow(2028, quarter))).toEqual([
      { from: '2028-01-01', to: '2028-03-31' },
      { from: '2028-01-01', to: '2028-06-30' },
      { from: '2028-01-01', to: '2028-09-30' },
      { from: '2028-01-01', to: '2028-12-31' },
    ])
  })

  test('lacks measures and each target until they are there; 0 is a target', () => {
    expect(draftGaps({ measures: undefined, targets: { placed: 0 } })).toEqual([
      'measures',
      'registered',
      'trained',
      'self-employed',
    ])
  })

  test('owes an answer to what was said, and to nothing else', () => {
    const said = { dueAt: '2026-11-01T14:00:00Z', comment: 'x', answerReason: undefined }
    expect(
      unanswered([
        { ...said, body: 'dost-centre', outcome: 'commented', answer: 'refused' },
        { ...said, body: 'khazar-administration', outcome: 'commented', answer: undefined },
        { ...said, body: 'pirallahi-administration', outcome: 'silent', answer: undefined },
      ]),
    ).toEqual(['khazar-administration'])
  })

  test('says how far a target is, unless the count is not shown or nothing was aimed at', () => {
    expect(progressOf('placed', { value: 30 }, 120).percent).toBe(25)
    expect(progressOf('placed', { under: 5 }, 120).percent).toBeUndefined()
    expect(progressOf('placed', { value: 30 }, 0).percent).toBeUndefined()
  })
})

describe('what is published', () => {
  const figures = (values: readonly number[]) => disclosePartition(values, 5).map(inFigures)

  test.each([
    [[10, 20, 30], '10 20 30'],
    // Alone it would be the sum without the others.
    [[4, 20, 30], '<5 – 30'],
    [[4, 4, 30], '<5 <5 30'],
    // Together they are too few: another one goes.
    [[1, 2, 30, 9], '<5 <5 30 –'],
    [[0, 0, 0], '<5 <5 <5'],
  ])('of %j is %s', (values, text) => {
    expect(figures(values).join(' ')).toBe(text)
  })

  test('shows no count under the limit, and leaves no single one to be worked out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 1, maxLength: 13 }),
        fc.integer({ min: 1, max: 10 }),
        (values, limit) => {
          const shown = disclosePartition(values, limit)
          const isShown = (place: number) => 'value' in (shown[place] ?? {})
          expect(values.every((value, place) => value >= limit || !isShown(place))).toBe(true)
          const out = values.filter((_, place) => !isShown(place))
          if (out.length > 0 && out.length < values.length) {
            expect(out.length).toBeGreaterThan(1)
            expect(out.reduce((sum, value) => sum + value, 0)).toBeGreaterThanOrEqual(limit)
          }
        },
      ),
    )
  })

  test('leaves a group out where few do not belong to it', () => {
    expect(inFigures(disclosePart(40, 100, 5))).toBe('40')
    expect(inFigures(disclosePart(97, 100, 5))).toBe('–')
    expect(inFigures(disclosePart(4, 100, 5))).toBe('<5')
    expect(inFigures(discloseOne(5, 5))).toBe('5')
  })
})
