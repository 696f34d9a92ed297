import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeFacts } from '../../domain/compute-facts.ts'
import { decide, monthlyAmountQepik } from '../../domain/decide.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { aMember, anApplication, parametersOf2026, theFamily, wages } from '../support/family.ts'

const reasons = [{ reason: 'carer', members: 1 }]
const facts = computeFacts(theFamily(), parametersOf2026())

describe('the amount', () => {
  test.each([
    { year: 2020, criterion: 160_00, income: 400_00, amount: 240_00 },
    { year: 2023, criterion: 246_00, income: 400_00, amount: 584_00 },
    { year: 2025, criterion: 285_00, income: 500_00, amount: 640_00 },
    { year: 2026, criterion: 300_00, income: 500_00, amount: 700_00 },
  ])('of four people with $income qəpik a month in $year', ({ criterion, income, amount }) => {
    const needCriterionQepik = criterion
    expect(monthlyAmountQepik({ needCriterionQepik, memberCount: 4, incomeTotalQepik: 12 * income })).toBe(
      amount,
    )
  })

  test.each([
    [6, 299_99.5, 300_00],
    [7, 299_99.42, 299_99],
    [5, 299_99.58, 300_00],
  ])('is rounded once, half a qəpik up: total %i', (incomeTotalQepik, _exact, rounded) => {
    expect(monthlyAmountQepik({ needCriterionQepik: 300_00, memberCount: 1, incomeTotalQepik })).toBe(rounded)
  })

  test('is never negative, and falls by what the income rises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500_00 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 10_000_00 }),
        (needCriterionQepik, memberCount, average) => {
          const amount = monthlyAmountQepik({
            needCriterionQepik,
            memberCount,
            incomeTotalQepik: 12 * average,
          })
          expect(amount).toBe(Math.max(0, needCriterionQepik * memberCount - average))
        },
      ),
    )
  })

  test('does not depend on the order of members or of what registers answer', () => {
    const family = theFamily({
      application: anApplication([
        aMember('1AAAAAA', { caresFor: '4AAAAAA' }),
        aMember('2AAAAAA', { relation: 'spouse', caresFor: '4AAAAAA' }),
        aMember('5AAAAAA', { relation: 'sibling', birthDate: '2005-01-01', study: 'full-time' }),
        aMember('4AAAAAA', { relation: 'child', birthDate: '2022-03-15' }),
        aMember('6AAAAAA', { relation: 'parent', birthDate: '1955-01-01', ableToWork: false }),
      ]),
      answers: { income: { incomes: [...wages('2AAAAAA', 333_33), ...wages('6AAAAAA', 100_01)] } },
    })
    const { members } = family.application.declaration
    const { incomes } = family.answers.income
    const expected = computeFacts(family, parametersOf2026())
    fc.assert(
      fc.property(
        fc.shuffledSubarray(members, { minLength: members.length }),
        fc.shuffledSubarray(incomes, { minLength: incomes.length }),
        (orderOfMembers, orderOfIncomes) => {
          const shuffled: Evidence = {
            ...family,
            application: {
              ...family.application,
              declaration: { ...family.application.declaration, members: orderOfMembers },
            },
            answers: { ...family.answers, income: { incomes: orderOfIncomes } },
          }
          expect(computeFacts(shuffled, parametersOf2026())).toEqual(expected)
        },
      ),
    )
  })
})

describe('the decision', () => {
  test('assigns when a reason holds and no ground hits', () => {
    expect(decide(facts, reasons, [])).toEqual({ outcome: 'assign', monthlyAmountQepik: 700_00, grounds: [] })
  })

  test('refuses on any ground, and then assigns nothing', () => {
    const ground = { ground: 'vehicle', figure: 1, threshold: 1, unit: 'count' } as const
    expect(decide(facts, reasons, [ground])).toEqual({
      outcome: 'refuse',
      monthlyAmountQepik: 0,
      grounds: [ground],
    })
  })

  test.each([
    ['no reason explains the low income', facts, [], 'no-reason-beyond-control'],
    [
      'somebody able-bodied is without work and reason',
      { ...facts, unexplainedNonWorkingMembers: 1 },
      reasons,
      'no-reason-beyond-control',
    ],
    [
      'false data block the right',
      { ...facts, blockedForFalseData: true },
      reasons,
      'blocked-for-false-data',
    ],
    [
      'less than half a qəpik is left to pay',
      { ...facts, incomeTotalQepik: 12 * 1200_00 - 5 },
      reasons,
      'nothing-to-pay',
    ],
  ])('refuses when %s, and says so even if no table does', (_, changed, found, ground) => {
    const decision = decide(changed, found, [])
    expect(decision.outcome).toBe('refuse')
    expect(decision.grounds.map((hit) => hit.ground)).toEqual([ground])
  })

  test('says a thing once when the table said it already', () => {
    const said = { ground: 'no-reason-beyond-control', figure: 0, threshold: 1, unit: 'count' } as const
    expect(decide(facts, [], [said]).grounds).toEqual([said])
  })
})
