import { describe, expect, test } from 'vitest'
import { differingFields } from '../../domain/compare-acts.ts'
import { compareDeclaration, metersFoundOnSite } from '../../domain/compare.ts'
import { decisiveAct } from '../../domain/evidence.ts'
import {
  aMember,
  aVisitForm,
  anAct,
  anApplication,
  answersFor,
  father,
  mother,
  parametersOf2026,
  schoolboy,
  smallChild,
  theFamily,
  wages,
} from '../support/family.ts'

const mismatches = (...family: Parameters<typeof theFamily>) =>
  compareDeclaration(theFamily(...family), parametersOf2026())

const population = answersFor(anApplication()).population.members
const without = (fin: string) => population.filter((person) => person.fin !== fin)
const changed = (fin: string, changes: Partial<(typeof population)[number]>) => ({
  population: {
    members: population.map((person) => (person.fin === fin ? { ...person, ...changes } : person)),
  },
})

describe('declaration against registers', () => {
  test('a family that says what the registers say', () => {
    expect(mismatches()).toEqual([])
  })

  test.each([
    ['a member nobody knows', { population: { members: without(schoolboy.fin) } }, 'member-unknown'],
    ['another birth date', changed(schoolboy.fin, { birthDate: '2014-09-02' }), 'birth-date-differs'],
    ['a member living elsewhere', changed(father.fin, { householdId: 'elsewhere' }), 'other-household'],
    ['a member in prison, unsaid', changed(father.fin, { absence: 'imprisoned' }), 'absence-undeclared'],
    [
      'somebody of the household, unsaid',
      {
        population: {
          members: [...population, { ...population[0], fin: '9AAAAAA' } as (typeof population)[number]],
        },
      },
      'member-undeclared',
    ],
  ])('%s', (_, answers, code) => {
    expect(mismatches({ answers })).toContain(code)
  })

  test('another spelling of a name contradicts nothing', () => {
    expect(mismatches({ answers: changed(mother.fin, { familyName: 'MAMMADOVA' }) })).toEqual([])
  })

  test('an absence and a care that nothing confirms', () => {
    const away = { ...father, absence: 'imprisoned' as const }
    const members = [mother, away, smallChild]
    const application = anApplication(members)
    const present = answersFor(anApplication([mother, father, smallChild])).population
    expect(mismatches({ application, answers: { population: present } })).toEqual(['absence-not-confirmed'])
    expect(mismatches({ application: anApplication([mother, father]) })).toEqual([
      'cared-for-not-in-household',
    ])
  })

  test('study decides, and is checked, only for who could work', () => {
    const noStudents = { education: { students: [] } }
    expect(mismatches({ answers: noStudents })).toEqual([])
    const student = aMember('7AAAAAA', { relation: 'child', birthDate: '2006-01-01', study: 'full-time' })
    const application = anApplication([mother, smallChild, student])
    expect(mismatches({ application, answers: noStudents })).toEqual(['study-not-confirmed'])
  })

  test.each([
    [110_00, []],
    [110_01, ['income-understated']],
  ])('a declared wage of 100.00 where the register knows %i qəpik, tolerance 10 %%', (registered, codes) => {
    const wage = { fin: father.fin, kind: 'wage' as const, totalLast12MonthsQepik: 100_00 }
    expect(
      mismatches({
        application: anApplication(undefined, { declaredIncome: [wage] }),
        answers: {
          income: {
            incomes: wages(father.fin, 0)
              .slice(0, 1)
              .map((i) => ({ ...i, qepik: registered })),
          },
        },
      }),
    ).toEqual(codes)
  })

  test('income not declared contradicts nothing: the registers know it', () => {
    expect(mismatches({ answers: { income: { incomes: wages(father.fin, 900_00) } } })).toEqual([])
  })

  test.each([
    ['no account of that number', [], 'electricity-account-unknown'],
    [
      'another meter on the account',
      [{ kind: 'electricity' as const, subscriberNumber: '100200300', meterNumber: 'E-9999', months: [] }],
      'electricity-meter-differs',
    ],
  ])('%s', (_, accounts, code) => {
    expect(mismatches({ answers: { utilities: { accounts } } })).toEqual([code])
  })
})

describe('declaration against the visit', () => {
  test('more people live there than were declared', () => {
    expect(mismatches({ acts: [anAct(aVisitForm({ peopleLivingHere: 5 }))] })).toEqual([
      'people-count-differs',
    ])
  })

  test.each(['nobody-home', 'access-refused'] as const)('%s', (visitResult) => {
    const form = { visitResult, visitedAt: '2026-11-18T10:30:00+04:00' }
    expect(mismatches({ acts: [anAct(form)] })).toEqual([visitResult])
  })

  test('the newest act counts, but a re-inspection that met nobody leaves the visit standing', () => {
    const visit = anAct()
    const again = anAct(aVisitForm({ peopleLivingHere: 5 }), {
      kind: 'reinspection',
      signedAt: '2026-11-19T07:00:00.000Z',
    })
    const nobody = anAct(
      { visitResult: 'nobody-home', visitedAt: '2026-11-19T10:30:00+04:00' },
      { kind: 'reinspection', signedAt: '2026-11-19T07:00:00.000Z' },
    )
    expect(decisiveAct([again, visit])).toBe(again)
    expect(decisiveAct([visit, nobody])).toBe(visit)
  })

  test('numbers found on site are taken over, once', () => {
    const { meters } = anApplication().declaration
    const act = anAct(aVisitForm({ electricityMeter: 'E-7', gasSubscriber: '555666', gasMeter: 'G-1' }))
    const found = metersFoundOnSite(meters, act)
    expect(found).toEqual({
      electricity: { subscriberNumber: '100200300', meterNumber: 'E-7' },
      gas: { subscriberNumber: '555666', meterNumber: 'G-1' },
    })
    expect(metersFoundOnSite(found ?? meters, act)).toBeUndefined()
    expect(metersFoundOnSite(meters, anAct())).toBeUndefined()
    expect(metersFoundOnSite(meters, undefined)).toBeUndefined()
  })
})

describe('a visit and its re-inspection', () => {
  test('agree when they saw the same; an empty number is zero', () => {
    const visit = anAct(aVisitForm({ cattle: 0, remarks: 'morning' }))
    expect(differingFields(visit, anAct(aVisitForm({ vehicleSeen: false, goats: 0 })))).toEqual([])
  })

  test('name what differs', () => {
    expect(differingFields(anAct(), anAct(aVisitForm({ peopleLivingHere: 6, vehicleSeen: true })))).toEqual([
      'peopleLivingHere',
      'vehicleSeen',
    ])
    const nobody = anAct({ visitResult: 'nobody-home', visitedAt: '2026-11-19T10:30:00+04:00' })
    expect(differingFields(anAct(), nobody)).toEqual(['result'])
  })
})
