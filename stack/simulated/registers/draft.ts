/** Puts a household together: people with what the registers hold of them, a home, meters and an address. */
import type { Address, HouseholdMember } from '../../../domain/application.ts'
import { otherBakuDistricts, settlementNames } from '../../../domain/territory.ts'
import type { Draft, IncomeKind, Person, TwelveMonths } from './model.ts'
import { familyName, femaleNames, maleNames, streets, type Sex } from './names.ts'
import { createIban, createMeterNumber, type Numbers, type Random } from './numbers.ts'

type Occupation = 'employed' | 'self-employed' | 'unemployed' | 'unemployment-insurance' | 'not-registered'

export interface NewPerson {
  readonly relation: HouseholdMember['relation']
  readonly sex: Sex
  /** Inclusive range of years of birth. */
  readonly born: readonly [number, number]
  readonly study?: HouseholdMember['study']
  readonly ableToWork?: boolean
  readonly occupation?: Occupation
  /** Of the family's name, unless another line of it. */
  readonly stem?: number
}

export interface Builder {
  readonly draft: Draft
  readonly random: Random
  readonly add: (person: NewPerson) => Person
  /** The same sum every month, known to the register and declared. */
  readonly earns: (person: Person, kind: IncomeKind, monthlyQepik: number) => void
  readonly disabled: (person: Person, percent: number) => void
}

export const everyMonth = (qepik: number): TwelveMonths => Array.from({ length: 12 }, () => qepik)

/** Everything that is the same for each family; `build` of families.ts adds the people. */
export function startDraft(index: number, numbers: Numbers, random: Random): Builder {
  const stem = random.between(0, 1_000)
  const draft = emptyDraft(index, numbers, random)
  const { people, held } = draft

  return {
    draft,
    random,
    add({ relation, sex, born, study = 'none', ableToWork = true, occupation, stem: otherStem }) {
      const birthDate = `${random.between(...born)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`
      const person: Person = {
        fin: numbers.fin(index, people.length),
        sex,
        givenName: random.pick(sex === 'male' ? maleNames : femaleNames),
        familyName: familyName(otherStem ?? stem, sex),
        birthDate,
        relation,
        ableToWork,
        study,
      }
      people.push(person)
      const { fin, givenName, familyName: surname } = person
      held.population.push({
        fin,
        givenName,
        familyName: surname,
        birthDate,
        householdId: householdId(index),
      })
      if (study !== 'none') held.students.push({ fin, study })
      if (occupation !== undefined) {
        held.statuses.push({
          fin,
          status: occupation,
          refusedSuitableJobs: 0,
          ...registration(index, people.length, occupation),
        })
      }
      return person
    },
    earns({ fin }, kind, monthlyQepik) {
      held.incomes.push({ fin, kind, months: everyMonth(monthlyQepik) })
      draft.declaredIncome.push({ fin, kind, totalLast12MonthsQepik: monthlyQepik * 12 })
    },
    disabled({ fin }, percent) {
      held.disabilities.push({ fin, percent })
    },
  }
}

/**
 * What the employment register holds beside the status; from the numbers of household and person, so that the rest of
 * the household stays what it was.
 */
function registration(index: number, person: number, occupation: Occupation) {
  const turn = index * 7 + person
  if (occupation === 'unemployed' || occupation === 'unemployment-insurance') {
    return {
      unemployedDaysAgo: 30 + ((turn * 97) % 900),
      ...(turn % 29 === 0 ? { releasedDaysAgo: 200 } : {}),
    }
  }
  return occupation === 'not-registered' && turn % 5 === 0 ? { landShare: true } : {}
}

const two = (number: number): string => String(number).padStart(2, '0')

/** People on the same meters are one household (docs/domain.md 1.3). */
export const householdId = (index: number): string => `H-${String(index).padStart(6, '0')}`

function emptyDraft(index: number, numbers: Numbers, random: Random): Draft {
  const meter = (kind: number) => ({
    subscriberNumber: numbers.subscriberNumber(index, kind),
    meterNumber: createMeterNumber(random),
  })
  const gas = random.chance(80)
  const water = random.chance(70)
  const meters = {
    electricity: meter(0),
    ...(gas ? { gas: meter(1) } : {}),
    ...(water ? { water: meter(2) } : {}),
  }
  return {
    index,
    people: [],
    held: {
      population: [],
      incomes: [],
      properties: [],
      transactions: [],
      vehicles: [],
      accounts: [],
      students: [],
      disabilities: [],
      statuses: [],
    },
    meters,
    declaredMeters: meters,
    declaredIncome: [],
    address: createAddress(random),
    iban: createIban(random),
    visit: { visitResult: 'inspected' },
  }
}

/** Mostly Khazar, some Pirallahi, and now and then somebody from elsewhere in Baku. */
function createAddress(random: Random): Address {
  const apartment = random.chance(40) ? { apartment: String(random.between(1, 120)) } : {}
  const place = random.chance(95)
    ? { settlement: random.pick(settlementNames as [(typeof settlementNames)[number]]) }
    : { district: random.pick(otherBakuDistricts) }
  return { ...place, street: random.pick(streets), building: String(random.between(1, 180)), ...apartment }
}

/** Home, bills and what an inspector sees, once the people are known. Bills stay under the limit of ground 6. */
export function furnish({ draft, random }: Builder, numbers: Numbers): void {
  const { held, people, meters, address, index } = draft
  const owner = people[0]
  if (owner === undefined) return
  const home = [
    address.settlement ?? address.district ?? '',
    address.street,
    address.building,
    address.apartment,
  ]
  held.properties.push({
    fin: owner.fin,
    propertyId: `P-${numbers.subscriberNumber(index, 3)}`,
    purpose: 'dwelling',
    address: home.filter((part) => part !== undefined).join(', '),
  })
  const bill = (averageQepik: number) =>
    Array.from({ length: 12 }, () => random.between(Math.floor(averageQepik * 0.7), averageQepik))
  for (const [kind, averageQepik] of [
    ['electricity', 700],
    ['gas', 500],
    ['water', 250],
  ] as const) {
    const meter = meters[kind]
    if (meter !== undefined)
      held.accounts.push({ kind, ...meter, months: bill(averageQepik * people.length) })
  }
  held.accounts.push({
    kind: 'communication',
    subscriberNumber: numbers.subscriberNumber(index, 3),
    months: bill(1_500),
  })
  draft.visit = seenOnSite(draft, random)
}

function seenOnSite({ people, meters }: Draft, random: Random): Draft['visit'] {
  const rural = random.chance(30)
  const withSpouse = people.some(({ relation, absence }) => relation === 'spouse' && absence === undefined)
  return {
    visitResult: 'inspected',
    present: ['representative', ...(withSpouse && random.chance(40) ? (['spouse'] as const) : [])],
    peopleLivingHere: people.filter(({ absence }) => absence === undefined).length,
    dwellingType: random.pick(['house', 'apartment', 'rented']),
    rooms: random.between(1, 4),
    ...(rural ? { yardSquareMetres: random.between(50, 600), poultry: random.between(2, 15) } : {}),
    repairState: random.pick(['average', 'poor', 'good']),
    goods: ['refrigerator', 'television', 'gas-stove'],
    electricitySubscriber: meters.electricity.subscriberNumber,
    electricityMeter: meters.electricity.meterNumber,
    ...(meters.gas === undefined
      ? {}
      : { gasSubscriber: meters.gas.subscriberNumber, gasMeter: meters.gas.meterNumber }),
    ...(meters.water === undefined
      ? {}
      : { waterSubscriber: meters.water.subscriberNumber, waterMeter: meters.water.meterNumber }),
    vehicleSeen: false,
  }
}
