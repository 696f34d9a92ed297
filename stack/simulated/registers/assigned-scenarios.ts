/** Households with a right: ordinary ones, and the odd ones that an office has to help along. */
import * as families from './families.ts'
import type { Expected } from './model.ts'
import { familyName } from './names.ts'
import { createIban, createMeterNumber } from './numbers.ts'
import type { Scenario } from './scenario.ts'

const assign: Expected = { outcome: 'assign', grounds: [] }

export const assignedScenarios = {
  'clean-assign': { story: 'Nothing odd, a right to assistance', expected: assign, weight: 16 },
  'rehabilitation-vehicle': {
    story: 'A car given by the state for rehabilitation, which does not count',
    expected: assign,
    weight: 1,
    family: families.disabledFather,
    change: ({ draft, random }, { fin }) => {
      const plate = `99-RH-${random.between(100, 999)}`
      draft.held.vehicles.push({ fin, plate, use: 'owned', givenByStateForRehabilitation: true })
      draft.visit = { ...draft.visit, vehicleSeen: true }
    },
  },
  'land-and-garage': {
    story: 'A home, a plot and a garage: one of each purpose',
    expected: assign,
    weight: 2,
    change: ({ draft }, { fin }) => {
      const address = 'Mərdəkan, Bağlar massivi, 7'
      draft.held.properties.push({ fin, propertyId: `P-3-${draft.index}`, purpose: 'land', address })
      draft.held.properties.push({ fin, propertyId: `P-4-${draft.index}`, purpose: 'garage', address })
    },
  },
  'wrong-meter': {
    story: 'A digit of the meter number is wrong in the declaration',
    expected: { ...assign, needs: 'correction-on-site' },
    weight: 2,
    change: ({ draft }) => {
      const { electricity } = draft.meters
      const last = Number(electricity.meterNumber.slice(-1))
      const meterNumber = `${electricity.meterNumber.slice(0, -1)}${(last + 1) % 10}`
      draft.declaredMeters = { ...draft.declaredMeters, electricity: { ...electricity, meterNumber } }
    },
  },
  'meter-changed': {
    story: 'The grid changed the meter and the old bill was used',
    expected: { ...assign, needs: 'correction-on-site' },
    weight: 1,
    change: ({ draft, random }) => {
      const { electricity } = draft.meters
      const meterNumber = createMeterNumber(random)
      draft.declaredMeters = { ...draft.declaredMeters, electricity: { ...electricity, meterNumber } }
    },
  },
  'name-spelled-differently': {
    story: 'The register spells the name in another way; FIN and birth date agree',
    expected: assign,
    weight: 1,
    change: ({ draft }) => {
      draft.held.population = draft.held.population.map((row) => ({
        ...row,
        givenName: row.givenName.replaceAll('ə', 'e').replaceAll('ı', 'i').toUpperCase(),
      }))
    },
  },
  'missing-months': {
    story: 'The tax register lacks three months that were declared',
    expected: assign,
    weight: 2,
    family: families.parentsWithSmallChild,
    change: ({ draft }) => {
      for (const { months } of draft.held.incomes) months.splice(2, 3, 0, 0, 0)
    },
  },
  'unemployment-insurance': {
    story: 'The father draws unemployment insurance',
    expected: assign,
    weight: 2,
    family: families.insuredUnemployed,
  },
  imprisoned: {
    story: 'The father is in prison',
    expected: assign,
    weight: 1,
    family: families.imprisonedFather,
  },
  'big-family': {
    story: 'Three generations, eight or nine people',
    expected: assign,
    weight: 2,
    family: families.bigFamily,
  },
  remarried: {
    story: 'The spouse has another family name',
    expected: assign,
    weight: 2,
    family: families.parentsWithSmallChild,
    change: ({ draft, random }) => {
      const spouse = draft.people.find(({ relation }) => relation === 'spouse')
      if (spouse !== undefined) spouse.familyName = familyName(random.between(0, 1_000), 'female')
    },
  },
  'unusable-answer': {
    story: 'The income register answers nonsense the first time',
    expected: { ...assign, needs: 'register-question' },
    weight: 1,
    wrongAtFirst: ['income'],
  },
  'nobody-home': {
    story: 'Nobody is at home at the first visit',
    expected: { ...assign, needs: 'second-visit' },
    weight: 2,
    visits: (found) => [{ visitResult: 'nobody-home', remarks: 'Qapı bağlı idi' }, found],
  },
  'closed-account': {
    story: 'The account was closed: the bank rejects the first payment',
    expected: { ...assign, needs: 'account-correction' },
    weight: 1,
    change: ({ draft, random }) => {
      draft.iban = createIban(random, true)
    },
  },
} as const satisfies Record<string, Scenario>
