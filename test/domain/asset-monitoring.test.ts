/** When a given asset is visited, what may be entered of a visit, and what its end means. docs/domain.md 2.4. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  earliestVisitDay,
  monitoringEnd,
  planAssetVisit,
  type PlannedAssetVisit,
} from '../../domain/asset-monitoring.ts'
import { assetFacts, assetVisitProblems, type AssetVisitForm } from '../../domain/asset-visit.ts'
import { isWorkingDay } from '../../domain/calendar.ts'
import { addDays, addMonths } from '../../domain/days.ts'
import { checkAssetVisitForm } from '../../workers/asset/check-asset-visit-form.ts'

const terms = { rhythmMonths: 3, workingDays: 10, moves: [] }
const contract = { handedOverOn: '2026-11-26', monitoredUntil: '2027-11-26' }
const made = (round: number, kind: 'regular' | 're-visit', plannedFor: string, mendBy?: string) => ({
  round,
  kind,
  plannedFor,
  mendBy,
})

describe('the next visit', () => {
  test('comes up on the rhythm since the handover', () => {
    expect(planAssetVisit(contract, [], { reason: 'next', today: '2026-11-26', terms })).toEqual({
      round: 1,
      kind: 'regular',
      reason: 'next',
      plannedFor: '2027-02-26',
      opensOn: '2027-02-26',
      // Ten working days, with 8 March and Ramazan between them.
      dueOn: '2027-03-17',
    })
  })

  test('moves to the first working day: the handover was a quarter before a Saturday', () => {
    const saturday = { ...contract, handedOverOn: '2026-11-28', monitoredUntil: '2027-11-28' }
    const visit = planAssetVisit(saturday, [], { reason: 'next', today: '2026-11-28', terms })
    expect(visit).toMatchObject({ plannedFor: '2027-02-28', opensOn: '2027-03-01' })
  })

  test('follows the government’s moves of working days', () => {
    const moved = { ...terms, moves: [{ day: '2027-02-26', working: false }] }
    const visit = planAssetVisit(contract, [], { reason: 'next', today: '2026-11-26', terms: moved })
    expect(visit.opensOn).toBe('2027-03-01')
  })

  test('is at the latest that of the last day', () => {
    const short = { ...contract, monitoredUntil: '2027-01-15' }
    const visit = planAssetVisit(short, [], { reason: 'next', today: '2026-11-26', terms })
    expect(visit).toMatchObject({ plannedFor: '2027-01-15', opensOn: '2027-01-15' })
  })

  test('is given out again from today on when one was missed', () => {
    const visit = planAssetVisit(contract, [made(1, 'regular', '2027-02-26')], {
      reason: 'missed',
      today: '2027-03-16',
      terms,
    })
    expect(visit).toMatchObject({
      round: 2,
      reason: 'missed',
      plannedFor: '2027-02-26',
      opensOn: '2027-03-16',
    })
    // It may have been made in time and entered late.
    expect(earliestVisitDay(visit)).toBe('2027-02-26')
  })

  test('comes after the term to mend, and the rhythm goes on after it', () => {
    const warned = made(1, 'regular', '2027-02-26', '2027-03-12')
    const again = planAssetVisit(contract, [warned], { reason: 'next', today: '2027-02-26', terms })
    expect(again).toMatchObject({ kind: 're-visit', plannedFor: '2027-03-12', opensOn: '2027-03-15' })
    expect(earliestVisitDay(again)).toBe('2027-03-13')
    const next = planAssetVisit(contract, [warned, made(2, 're-visit', '2027-03-12')], {
      reason: 'next',
      today: '2027-03-16',
      terms,
    })
    expect(next).toMatchObject({ round: 3, kind: 'regular', plannedFor: '2027-05-26' })
  })

  test('is one of finitely many, each on working days, until the last day of the contract', () => {
    const days = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2026-01-01', days))
    const lengths = fc.record({
      months: fc.integer({ min: 1, max: 24 }),
      rhythm: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(days, lengths, (handedOverOn, { months, rhythm }) => {
        const monitoredUntil = addMonths(handedOverOn, months)
        const visits: (PlannedAssetVisit & { mendBy: undefined })[] = []
        while (visits.at(-1)?.plannedFor !== monitoredUntil && visits.length < 30) {
          const today = visits.at(-1)?.opensOn ?? handedOverOn
          const options = { reason: 'next', today, terms: { ...terms, rhythmMonths: rhythm } } as const
          const visit = planAssetVisit({ handedOverOn, monitoredUntil }, visits, options)
          expect(isWorkingDay(visit.opensOn) && isWorkingDay(visit.dueOn)).toBe(true)
          expect(visit.opensOn >= visit.plannedFor && visit.dueOn > visit.opensOn).toBe(true)
          expect(visit.plannedFor > (visits.at(-1)?.plannedFor ?? handedOverOn)).toBe(true)
          visits.push({ ...visit, mendBy: undefined })
        }
        expect(visits).toHaveLength(Math.ceil(months / rhythm))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the end', () => {
  test.each([
    [undefined, 'in-order', 'in-order'],
    [undefined, 'lost', 'review'],
    [undefined, 'misuse', 'return'],
    [undefined, 'sold', 'return'],
    ['own-wish', 'in-order', 'return'],
    ['own-wish', undefined, 'return'],
    ['illness', 'mend', 'review'],
    ['death', undefined, 'review'],
  ] as const)('%s after %s is %s', (cause, finding, end) => {
    expect(monitoringEnd(cause === undefined ? undefined : { cause }, finding)).toBe(end)
  })
})

describe('what is entered of a visit', () => {
  const days = { earliest: '2027-02-26', today: '2027-03-01' }
  const seen: AssetVisitForm = {
    visitedOn: '2027-02-26',
    assetSight: 'seen',
    serialNumberRead: 'TM 2026 417',
    assetUse: 'as-planned',
    assetCondition: 'worn',
    incomeBand: 'below-plan',
  }

  test('is taken when it is whole', () => {
    expect(assetVisitProblems(seen, days)).toEqual([])
    expect(assetVisitProblems({ visitedOn: '2027-03-01', assetSight: 'not-shown' }, days)).toEqual([])
  })

  test.each([
    ['a day in the future', { ...seen, visitedOn: '2027-03-02' }, /future/],
    ['a day before the visit', { ...seen, visitedOn: '2027-02-25' }, /before 2027-02-26/],
    ['an asset gone without a cause', { visitedOn: '2027-03-01', assetSight: 'gone' as const }, /Cause/],
    ['animals lost without a cause', { ...seen, animalsLost: 2 }, /Cause/],
    ['a cause for nothing', { ...seen, lossCause: 'neglect' as const }, /nothing is gone/],
  ])('%s comes back', (_what, form, problem) => {
    expect(assetVisitProblems(form, days).join('\n')).toMatch(problem)
  })

  test('what was seen lacks nothing', () => {
    const problems = assetVisitProblems({ visitedOn: '2027-02-26', assetSight: 'seen' }, days)
    expect(problems).toHaveLength(4)
    expect(problems.every((problem) => problem.endsWith('yoxdur / missing'))).toBe(true)
  })

  test('is checked for its shape, empty fields aside', () => {
    const sent = { ...seen, animalsAlive: null, lossCause: '', remarks: 'x' }
    expect(checkAssetVisitForm({ ...sent, remarks: null }, days)).toEqual({ form: seen })
    expect(checkAssetVisitForm(sent, days)).toHaveProperty('problems')
    expect(checkAssetVisitForm({ ...seen, assetUse: 'sometimes' }, days)).toEqual({
      problems: ['İstifadə / Use: dəyər yanlışdır / not a valid value'],
    })
    expect(checkAssetVisitForm({ assetSight: 'seen' }, days)).toEqual({
      problems: ['Baxışın tarixi / Date of the visit: dəyər yanlışdır / not a valid value'],
    })
  })

  test('becomes facts: the number on the plate is that of the contract, however it is written', () => {
    const facts = (form: AssetVisitForm) => assetFacts(form, { serialNumber: 'TM-2026/417', warned: false })
    expect(facts(seen)).toMatchObject({ serialNumberMatches: true, animalsLost: 0, lossCause: 'none' })
    expect(facts({ ...seen, serialNumberRead: 'TM-2026/471' }).serialNumberMatches).toBe(false)
    expect(facts({ visitedOn: '2027-03-01', assetSight: 'not-shown' })).toMatchObject({
      serialNumberMatches: true,
      assetUse: 'not-looked-at',
    })
  })
})
