import { describe, expect, test } from 'vitest'
import { computeFacts } from '../../domain/compute-facts.ts'
import type { RegisterAnswers } from '../../domain/registers.ts'
import {
  aVisitForm,
  anAct,
  anApplication,
  father,
  mother,
  parametersOf2026,
  theFamily,
  wages,
} from '../support/family.ts'

const factsOf = (...family: Parameters<typeof theFamily>) =>
  computeFacts(theFamily(...family), parametersOf2026())

describe('a family whose statements all agree', () => {
  test('has these facts', () => {
    expect(factsOf()).toEqual({
      applicationDate: '2026-11-16',
      memberCount: 4,
      declarationMatches: true,
      mismatchCount: 0,
      incomeTotalQepik: 12 * 500_00,
      needCriterionQepik: 300_00,
      purchasesTotalQepik: 0,
      livingMinimumQepik: 300_00,
      purchaseLimitFactor: 12,
      vehicleCount: 0,
      refusedSuitableJobs: 0,
      refusedJobsLimit: 2,
      utilitiesTotalQepik: 12 * 20_00,
      utilityLimitPercent: 15,
      samePurposeProperties: 0,
      samePurposeLimit: 2,
      unableToWorkMembers: 2,
      carerMembers: 1,
      studentMembers: 0,
      unemploymentInsuredMembers: 0,
      absentMembers: 0,
      unexplainedNonWorkingMembers: 0,
      blockedForFalseData: false,
    })
  })
})

describe('income of 12 months', () => {
  const income = (incomes: RegisterAnswers['income']['incomes'], declaredIncome: object[] = []) =>
    factsOf({
      application: anApplication(undefined, { declaredIncome: declaredIncome as never }),
      answers: { income: { incomes } },
    }).incomeTotalQepik

  test('counts the 12 months before the month of application and no other', () => {
    const month = (name: string) => ({ fin: father.fin, month: name, kind: 'wage' as const, qepik: 1 })
    expect(income(['2025-10', '2025-11', '2026-10', '2026-11'].map(month))).toBe(2)
  })

  test('counts all kinds of all members, pensions too, but not the liberated-territories benefit', () => {
    expect(
      income([
        { fin: father.fin, month: '2026-01', kind: 'wage', qepik: 1 },
        { fin: mother.fin, month: '2026-02', kind: 'pension', qepik: 10 },
        { fin: mother.fin, month: '2026-03', kind: 'alimony', qepik: 100 },
        { fin: father.fin, month: '2026-04', kind: 'liberated-territories-benefit', qepik: 1000 },
      ]),
    ).toBe(111)
  })

  test('takes what is declared when the register knows less, and never both', () => {
    const gift = { fin: mother.fin, kind: 'gift', totalLast12MonthsQepik: 700 }
    const wage = { fin: father.fin, kind: 'wage', totalLast12MonthsQepik: 12 * 500_00 }
    expect(income(wages(father.fin, 500_00), [gift, wage])).toBe(12 * 500_00 + 700)
  })

  test('adds what the visit found, and a plot at what it could give', () => {
    const form = aVisitForm({ otherIncomeManat: 20.55, yardSquareMetres: 250, cattle: 2 })
    const parameters = parametersOf2026({
      'plot-income-per-100-square-metres': 1_01,
      'plot-income-per-cattle': 10_00,
    })
    const family = theFamily({
      acts: [anAct(form)],
      answers: {
        income: {
          incomes: [{ fin: father.fin, month: '2026-01', kind: 'subsidiary-plot', qepik: 5_00 }],
        },
      },
    })
    expect(computeFacts(family, parameters).incomeTotalQepik).toBe(12 * 20_55 + 12 * 2_52.5 + 12 * 20_00)
  })
})

describe('the figures of the refusal grounds', () => {
  test('purchases: 12 months to the day, recorded and seen, the same one once', () => {
    const purchase = (date: string, qepik: number) => ({ fin: father.fin, date, item: 'x', qepik })
    const seen = (boughtOn: string, valueManat: number) => ({ item: 'x', boughtOn, valueManat })
    expect(
      factsOf({
        answers: {
          property: {
            properties: [],
            transactions: [
              purchase('2025-11-15', 1),
              purchase('2025-11-16', 10),
              purchase('2026-11-16', 100),
              purchase('2026-05-01', 900_00),
            ],
          },
        },
        acts: [anAct(aVisitForm({ purchases: [seen('2026-05-01', 900), seen('2026-05-02', 0.5)] }))],
      }).purchasesTotalQepik,
    ).toBe(10 + 100 + 900_00 + 50)
  })

  test.each([
    { name: 'owned', vehicles: [{ plate: '10-AA-100', free: false }], vehicleSeen: false, count: 1 },
    {
      name: 'for rehabilitation',
      vehicles: [{ plate: '10-AA-100', free: true }],
      vehicleSeen: true,
      count: 0,
    },
    { name: 'only seen', vehicles: [], vehicleSeen: true, count: 1 },
    {
      name: 'owned by one and used by another',
      vehicles: [
        { plate: '10-AA-100', free: false },
        { plate: '10-AA-100', free: false },
      ],
      vehicleSeen: true,
      count: 1,
    },
  ])('vehicles: $name', ({ vehicles, vehicleSeen, count }) => {
    expect(
      factsOf({
        answers: {
          vehicles: {
            vehicles: vehicles.map(({ plate, free }) => ({
              fin: father.fin,
              plate,
              use: 'owned',
              givenByStateForRehabilitation: free,
            })),
          },
        },
        acts: [anAct(aVisitForm({ vehicleSeen }))],
      }).vehicleCount,
    ).toBe(count)
  })

  test('properties of one purpose: by address, shares of one home are one', () => {
    const home = (fin: string, propertyId: string, address: string, purpose: 'dwelling' | 'garage') => ({
      fin,
      propertyId,
      address,
      purpose,
    })
    const properties = [
      home(mother.fin, '1', 'Şüvəlan, A. İldırım 30', 'dwelling'),
      home(father.fin, '2', 'ŞÜVƏLAN,  A. İldırım 30 ', 'dwelling'),
      home(father.fin, '3', 'Binə 5', 'garage'),
    ]
    const facts = (more: typeof properties) =>
      factsOf({ answers: { property: { properties: [...properties, ...more], transactions: [] } } })
    expect(facts([]).samePurposeProperties).toBe(1)
    expect(facts([home(mother.fin, '4', 'Binə 5', 'dwelling')]).samePurposeProperties).toBe(2)
  })

  test('refused jobs: of one able-bodied member without work, within a month', () => {
    const refused = (fin: string, status: 'unemployed' | 'employed', lastRefusalOn: string) =>
      factsOf({
        answers: {
          employment: { statuses: [{ fin, status, refusedSuitableJobs: 2, lastRefusalOn }] },
        },
      }).refusedSuitableJobs
    expect(refused(mother.fin, 'unemployed', '2026-10-17')).toBe(2)
    expect(refused(mother.fin, 'unemployed', '2026-10-16')).toBe(0)
    expect(refused(father.fin, 'employed', '2026-11-01')).toBe(0)
  })

  test.each([
    ['2026-11-15', false],
    ['2026-11-16', true],
  ])('false data: a block until %s', (blockedUntil, blocked) => {
    expect(factsOf({ blockedUntil }).blockedForFalseData).toBe(blocked)
  })
})
