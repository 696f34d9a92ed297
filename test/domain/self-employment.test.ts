/** Rules of the self-employment programme: who takes part, budgets that add up, marks that stay hidden, where a way ends. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  budgetFaults,
  markFaults,
  panelSeats,
  planPasses,
  visibleMarks,
  type BudgetLine,
  type GivenMarks,
} from '../../domain/business-plan.ts'
import { evidenceTypeOf } from '../../domain/evidence-file.ts'
import {
  landSharePercent,
  participantFacts,
  type ParticipantEvidence,
} from '../../domain/participant-facts.ts'
import { refusalOutcome } from '../../domain/self-employment.ts'
import { parametersOf2026 } from '../support/family.ts'

const fin = '5ABCDEF'
const on = '2026-11-26'
const evidence = (
  status: Partial<ParticipantEvidence['employment']['statuses'][number]>,
  changes: Partial<ParticipantEvidence> = {},
): ParticipantEvidence => ({
  fin,
  birthDate: '1990-05-17',
  employment: { statuses: [{ fin, status: 'unemployed', refusedSuitableJobs: 0, ...status }] },
  disability: { disabilities: [] },
  receivesTargetedAssistance: false,
  runningContracts: 0,
  taken: { unemployed: 10, landShare: 4 },
  ...changes,
})
const factsOf = (...given: Parameters<typeof evidence>) =>
  participantFacts(evidence(...given), on, parametersOf2026())

describe('the facts of a participant', () => {
  test('tell how long an unemployed person has been without work', () => {
    expect(factsOf({ unemployedSince: '2025-09-30' })).toMatchObject({
      basis: 'unemployed',
      monthsUnemployed: 14,
      receivesUnemploymentInsurance: false,
    })
  })

  test.each([
    ['insurance', { status: 'unemployment-insurance' }, { receivesUnemploymentInsurance: true }],
    ['an entrepreneur', { status: 'self-employed' }, { basis: 'none', isEntrepreneur: true }],
    [
      'a land share and no other work',
      { status: 'not-registered', landShare: true },
      { basis: 'land-share', landSharePercent: 50 },
    ],
    ['a land share beside a job', { status: 'employed', landShare: true }, { basis: 'none' }],
    ['nothing known', { fin: '7OTHERS' }, { basis: 'none', monthsUnemployed: 0 }],
    ['a release from prison', { releasedFromPrisonOn: '2026-01-01' }, { releasedFromPrison: true }],
  ] as const)('know %s', (_what, status, facts) => {
    expect(factsOf(status)).toMatchObject(facts)
  })

  test('count disability that still holds, and months to the next pension age', () => {
    const disabled = {
      disabilities: [
        { fin, percent: 61, validTo: '2026-11-25' },
        { fin, percent: 40 },
      ],
    }
    // 64 years and 6 months are reached on 2026-12-17, 65 half a year later.
    expect(factsOf({}, { disability: disabled, birthDate: '1962-06-17' })).toMatchObject({
      disabilityPercent: 40,
      monthsToPension: 1,
    })
  })

  test('compare land-share owners with the unemployed of the year', () => {
    expect(landSharePercent(1, 0)).toBe(100)
    expect(landSharePercent(6, 10)).toBe(60)
  })
})

describe('a budget', () => {
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 100 }),
      unitPriceQepik: fc.integer({ min: 1, max: 10_000 }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  const budgetOf = (from: readonly { quantity: number; unitPriceQepik: number }[]): BudgetLine[] =>
    from.map((line, index) => ({
      ...line,
      item: `item ${index}`,
      amountQepik: line.quantity * line.unitPriceQepik,
    }))
  const sum = (budget: readonly BudgetLine[]) => budget.reduce((total, line) => total + line.amountQepik, 0)

  test('that adds up is faulted only above the ceiling', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 5_000_000 }), (from, ceiling) => {
        const budget = budgetOf(from)
        const totalQepik = sum(budget)
        expect(budgetFaults({ budget, totalQepik }, ceiling)).toHaveLength(totalQepik > ceiling ? 1 : 0)
      }),
    )
  })

  test('names every line that does not add up', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (from, at) => {
        const budget = budgetOf(from)
        const wrong = at % budget.length
        const broken = budget.map((line, index) =>
          index === wrong ? { ...line, amountQepik: line.amountQepik + 1 } : line,
        )
        expect(budgetFaults({ budget: broken, totalQepik: sum(broken) }, Infinity)).toMatchObject([
          { field: `/budget/${wrong}/amountQepik` },
        ])
      }),
    )
  })
})

describe('the panel', () => {
  const given = (seat: number, each: number): GivenMarks => ({
    seat,
    member: `member-${seat}`,
    remark: undefined,
    feasibility: each,
    marketPotential: each,
    budgetQuality: each,
    defence: each,
  })

  test('passes a plan whose average reaches the mark, in whole numbers', () => {
    expect(planPasses([given(1, 20), given(2, 15), given(3, 10)], 60)).toBe(true)
    expect(planPasses([given(1, 20), given(2, 15), { ...given(3, 10), defence: 9 }], 60)).toBe(false)
    expect(planPasses([], 0)).toBe(false)
  })

  test('hides marks from everybody until all three are in', () => {
    expect(visibleMarks([given(1, 20), given(2, 15)])).toEqual([])
    const all = panelSeats.map((seat) => given(seat, 15))
    expect(visibleMarks(all)).toEqual(all)
  })

  test.each([[null], [26], [-1], [12.5]])('does not take %s for a mark', (mark) => {
    const marks = { feasibility: 1, marketPotential: mark, budgetQuality: 25, defence: 0 }
    expect(markFaults(marks)).toEqual(['marketPotential'])
  })
})

test.each([
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['video/mp4', [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70, 0x6d]],
  [undefined, [0x3c, 0x68, 0x74, 0x6d, 0x6c, 0x3e]],
  [undefined, []],
])('evidence of type %s is known by its bytes', (type, bytes) => {
  expect(evidenceTypeOf(Uint8Array.from(bytes))).toBe(type)
})

test('how far a way came tells why it ended', () => {
  const way = {
    exclusions: [],
    selected: undefined,
    trainingFinished: undefined,
    planTaken: false,
    planPassed: undefined,
  }
  const exclusion = { exclusion: 'entrepreneur', figure: 1, limit: 0, source: 'law' }
  expect(refusalOutcome({ ...way, exclusions: [exclusion] })).toBe('excluded')
  expect(refusalOutcome({ ...way, selected: false })).toBe('not-selected')
  expect(refusalOutcome({ ...way, selected: true, trainingFinished: false })).toBe('training-not-finished')
  const trained = { ...way, selected: true, trainingFinished: true }
  expect(refusalOutcome(trained)).toBe('no-plan')
  expect(refusalOutcome({ ...trained, planTaken: true, planPassed: false })).toBe('plan-failed')
  expect(refusalOutcome({ ...trained, planTaken: true, planPassed: true })).toBe('not-handed-over')
})
