/** Households without a right: each refusal ground of docs/domain.md 1.6 alone, and a family without a reason of 1.5. */
import { everyMonth } from './draft.ts'
import * as families from './families.ts'
import type { Expected } from './model.ts'
import type { Scenario } from './scenario.ts'

const refuse = (...grounds: readonly number[]): Expected => ({ outcome: 'refuse', grounds })

export const refusedScenarios = {
  'income-too-high': {
    story: 'A second wage above the need criterion',
    expected: refuse(2),
    weight: 4,
    family: families.parentsWithSmallChild,
    change: ({ earns }, representative) => {
      earns(representative, 'other', 2_600_00)
    },
  },
  vehicle: {
    story: 'A car the family uses',
    expected: refuse(4),
    weight: 2,
    change: ({ draft, random }, { fin }) => {
      const plate = `90-${random.pick(['AB', 'BK', 'CD'])}-${random.between(100, 999)}`
      draft.held.vehicles.push({ fin, plate, use: 'used', givenByStateForRehabilitation: false })
      draft.visit = { ...draft.visit, vehicleSeen: true }
    },
  },
  'two-flats': {
    story: 'A second dwelling at another address',
    expected: refuse(7),
    weight: 2,
    change: ({ draft, random }, { fin }) => {
      draft.held.properties.push({
        fin,
        propertyId: `P-2-${draft.index}`,
        purpose: 'dwelling',
        address: `Sumqayıt, Sülh küçəsi, ${random.between(1, 90)}`,
      })
    },
  },
  'large-purchases': {
    story: 'Purchases above twelve living minimums in a year',
    expected: refuse(3),
    weight: 2,
    change: ({ draft, random }, { fin }) => {
      for (const [item, daysAgo] of [
        ['Mebel dəsti', 40],
        ['Televizor və soyuducu', 120],
      ] as const) {
        draft.held.transactions.push({ fin, item, daysAgo, qepik: random.between(2_400, 4_500) * 100 })
      }
    },
  },
  'high-utilities': {
    story: 'Bills above 15 % of the living minimum per head',
    expected: refuse(6),
    weight: 2,
    change: ({ draft, random }) => {
      const electricity = draft.held.accounts.find(({ kind }) => kind === 'electricity')
      if (electricity !== undefined) {
        electricity.months = everyMonth(random.between(5_500, 8_000) * draft.people.length)
      }
    },
  },
  'refused-jobs': {
    story: 'An able-bodied brother refused two suitable jobs this month',
    expected: refuse(5),
    weight: 2,
    change: ({ draft, add, random }) => {
      const brother = add({ relation: 'sibling', sex: 'male', born: [1992, 2000] })
      draft.held.statuses.push({
        fin: brother.fin,
        status: 'unemployed',
        refusedSuitableJobs: random.between(2, 3),
        refusedDaysAgo: random.between(3, 20),
        unemployedDaysAgo: 60 + ((draft.index * 97) % 900),
      })
      draft.visit = { ...draft.visit, peopleLivingHere: (draft.visit.peopleLivingHere ?? 0) + 1 }
    },
  },
  mismatch: {
    story: 'A working brother lives there and was not declared',
    expected: refuse(1),
    weight: 2,
    change: ({ draft, add, random }) => {
      const brother = add({ relation: 'sibling', sex: 'male', born: [1985, 1995], occupation: 'employed' })
      draft.held.incomes.push({
        fin: brother.fin,
        kind: 'wage',
        months: everyMonth(random.between(400, 900) * 100),
      })
      draft.people.splice(draft.people.indexOf(brother), 1)
      draft.visit = { ...draft.visit, peopleLivingHere: (draft.visit.peopleLivingHere ?? 0) + 1 }
    },
  },
  'household-split': {
    story: 'A declared grandmother is on other meters, a household of her own',
    expected: refuse(1),
    weight: 1,
    change: ({ draft, add }) => {
      const { fin } = add({ relation: 'grandparent', sex: 'female', born: [1945, 1952], ableToWork: false })
      draft.held.population = draft.held.population.map((row) =>
        row.fin === fin ? { ...row, householdId: `${row.householdId}-B` } : row,
      )
    },
  },
  'dead-member': {
    story: 'A grandfather who died is still listed as living there',
    expected: refuse(1),
    weight: 1,
    change: ({ draft, add }) => {
      const { fin } = add({ relation: 'grandparent', sex: 'male', born: [1938, 1945], ableToWork: false })
      draft.held.population = draft.held.population.map((row) =>
        row.fin === fin ? { ...row, absence: 'dead' } : row,
      )
    },
  },
  'income-understated': {
    story: 'Less declared than the tax register knows',
    expected: refuse(1),
    weight: 1,
    change: ({ draft }) => {
      draft.declaredIncome = draft.declaredIncome.map((income) => ({
        ...income,
        totalLast12MonthsQepik: Math.floor(income.totalLast12MonthsQepik / 4),
      }))
    },
  },
  'no-reason': {
    story: 'Two who could work and do not, without a reason of 1.5',
    expected: refuse(),
    weight: 2,
    family: families.withoutReason,
  },
  'access-refused': {
    story: 'The inspector is not let in',
    expected: refuse(1),
    weight: 1,
    visits: () => [{ visitResult: 'access-refused', remarks: 'Evə buraxmadılar' }],
  },
} as const satisfies Record<string, Scenario>
