import { describe, expect, test } from 'vitest'
import { computeFacts } from '../../domain/compute-facts.ts'
import type { RegisterAnswers } from '../../domain/registers.ts'
import {
  aMember,
  anApplication,
  father,
  mother,
  parametersOf2026,
  schoolboy,
  smallChild,
  theFamily,
  wages,
} from '../support/family.ts'

const factsOf = (...family: Parameters<typeof theFamily>) =>
  computeFacts(theFamily(...family), parametersOf2026())

describe('reasons beyond control', () => {
  const household = (changes: Parameters<typeof aMember>[1], answers: Partial<RegisterAnswers> = {}) =>
    factsOf({
      application: anApplication([mother, father, smallChild, aMember('7AAAAAA', changes)]),
      answers: { income: { incomes: [] }, ...answers },
    })
  const status = (state: RegisterAnswers['employment']['statuses'][number]['status']) => ({
    employment: {
      statuses: [
        { fin: father.fin, status: 'employed' as const, refusedSuitableJobs: 0 },
        { fin: '7AAAAAA', status: state, refusedSuitableJobs: 0 },
      ],
    },
  })

  test.each([
    ['not yet of working age', { birthDate: '2011-11-17' }, { unableToWorkMembers: 2 }],
    ['of working age today', { birthDate: '2011-11-16' }, { unexplainedNonWorkingMembers: 1 }],
    ['a pensioner by any sex', { birthDate: '1961-11-16' }, { unableToWorkMembers: 2 }],
    ['a day too young for a pension', { birthDate: '1961-11-17' }, { unexplainedNonWorkingMembers: 1 }],
    ['a student', { birthDate: '2003-11-17', study: 'full-time' as const }, { studentMembers: 1 }],
    ['a student of 23', { birthDate: '2003-11-16', study: 'full-time' as const }, { studentMembers: 0 }],
  ])('a member who is %s', (_, changes, expected) => {
    expect(household(changes)).toMatchObject(expected)
  })

  test('between the pension ages a pension proves the pensioner', () => {
    const between = { birthDate: '1962-03-01', ableToWork: false }
    const pension = { fin: '7AAAAAA', month: '2026-01', kind: 'pension' as const, qepik: 300_00 }
    expect(household(between)).toMatchObject({ unableToWorkMembers: 1, declarationMatches: false })
    expect(household(between, { income: { incomes: [pension] } })).toMatchObject({
      unableToWorkMembers: 2,
      declarationMatches: true,
    })
  })

  test('a declared inability needs a disability that is valid on the day', () => {
    const disability = (validTo: string) => ({
      disability: { disabilities: [{ fin: '7AAAAAA', percent: 61, validTo }] },
    })
    const unable = { ableToWork: false }
    expect(household(unable, disability('2026-11-16'))).toMatchObject({ unableToWorkMembers: 2 })
    expect(household(unable, disability('2026-11-15'))).toMatchObject({
      unableToWorkMembers: 1,
      unexplainedNonWorkingMembers: 1,
      declarationMatches: false,
    })
  })

  test.each([
    ['employed' as const, 0, 0],
    ['self-employed' as const, 0, 0],
    ['unemployment-insurance' as const, 1, 0],
    ['unemployed' as const, 0, 1],
    ['not-registered' as const, 0, 1],
  ])('a member who is %s', (state, insured, unexplained) => {
    expect(household({}, status(state))).toMatchObject({
      unemploymentInsuredMembers: insured,
      unexplainedNonWorkingMembers: unexplained,
    })
  })

  test('an imprisoned member is a reason, and neither eats nor earns with the family', () => {
    const facts = household({ absence: 'imprisoned' }, { income: { incomes: wages('7AAAAAA', 900_00) } })
    expect(facts).toMatchObject({
      absentMembers: 1,
      memberCount: 3,
      incomeTotalQepik: 0,
      unexplainedNonWorkingMembers: 0,
    })
  })

  test.each([
    ['a child a day short of 8', { birthDate: '2018-11-17' }, [], 1],
    ['a child of 8', { birthDate: '2018-11-16' }, [], 0],
    ['a disabled child of 17', { birthDate: '2008-11-17' }, [40], 1],
    ['a disabled person of 18', { birthDate: '2008-11-16' }, [80], 0],
    ['a person with 81 %', { birthDate: '1980-01-01' }, [81], 1],
  ])('care for %s', (_, changes, percents, carers) => {
    const facts = factsOf({
      application: anApplication([
        aMember('1AAAAAA', { caresFor: '7AAAAAA' }),
        aMember('7AAAAAA', { relation: 'other', ...changes }),
      ]),
      answers: {
        disability: { disabilities: percents.map((percent) => ({ fin: '7AAAAAA', percent })) },
      },
    })
    expect(facts.carerMembers).toBe(carers)
  })

  test('one person in need of care keeps one from work, not two', () => {
    const idle = { relation: 'spouse' as const, caresFor: smallChild.fin }
    const facts = factsOf({
      application: anApplication([mother, aMember('7AAAAAA', idle), smallChild]),
    })
    expect(facts).toMatchObject({ carerMembers: 1, unexplainedNonWorkingMembers: 1 })
  })

  test('a parent beside a small child is exempt without saying so, and only one of two', () => {
    const facts = factsOf({
      application: anApplication([
        aMember('1AAAAAA'),
        aMember('7AAAAAA', { relation: 'spouse' }),
        smallChild,
        schoolboy,
      ]),
    })
    expect(facts).toMatchObject({ carerMembers: 1, unexplainedNonWorkingMembers: 1 })
  })
})
