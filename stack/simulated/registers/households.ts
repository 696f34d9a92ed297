/**
 * The generated households: the same from the same seed on every machine, each made when it is asked for.
 * `household(index)` gives the true application with what the registers hold and what an inspector finds.
 */
import { utilityKinds, type Meters } from '../../../domain/application.ts'
import { transliterate } from '../../../domain/transliteration.ts'
import type { VisitForm } from '../../../domain/visit.ts'
import { furnish, startDraft, type Builder } from './draft.ts'
import { ordinaryFamilies } from './families.ts'
import type { Expected, Household, Person } from './model.ts'
import { createIban, createNumbers, createPhone, createRandom } from './numbers.ts'
import type { Scenario } from './scenario.ts'
import { scenarioNames, scenarios, type ScenarioName } from './scenarios.ts'

export interface HouseholdsOptions {
  readonly seed?: number
  readonly count?: number
}

export interface HouseholdWanted {
  readonly scenario?: ScenarioName
  readonly outcome?: Expected['outcome']
  /** The first of this number or above. */
  readonly from?: number
}

export interface Households {
  readonly count: number
  readonly household: (index: number) => Household
  /** The first that fits; throws RangeError when none does. */
  readonly findHousehold: (wanted: HouseholdWanted) => Household
  readonly ofFin: (fin: string) => Household | undefined
  readonly ofSubscriber: (subscriberNumber: string) => Household | undefined
}

export const DEFAULT_SEED = 2
export const DEFAULT_COUNT = 6_000
const KEPT = 2_000

/** Scenario of each index: a fixed cycle by weight, so that every scenario is met in every 60 households. */
const cycle: readonly ScenarioName[] = scenarioNames
  .flatMap((name) => {
    const { weight } = scenarios[name]
    return Array.from({ length: weight }, (_, turn) => ({ name, place: (turn + 0.5) / weight }))
  })
  .toSorted((one, other) => one.place - other.place)
  .map(({ name }) => name)

export function createHouseholds({
  seed = DEFAULT_SEED,
  count = DEFAULT_COUNT,
}: HouseholdsOptions = {}): Households {
  const numbers = createNumbers(seed)
  const kept = new Map<number, Household>()
  const scenarioOf = (index: number): ScenarioName => cycle[index % cycle.length] ?? 'clean-assign'

  const make = (index: number): Household => {
    const name = scenarioOf(index)
    const scenario: Scenario = scenarios[name]
    const builder = startDraft(index, numbers, createRandom(seed, index))
    const family = scenario.family ?? builder.random.pick(ordinaryFamilies)
    family(builder)
    furnish(builder, numbers)
    const [representative] = builder.draft.people
    if (representative === undefined) throw new RangeError(`Household ${index} has nobody in it`)
    scenario.change?.(builder, representative)
    return finish(name, scenario, builder, representative)
  }
  const household = (index: number): Household => {
    if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`No household ${index}`)
    const known = kept.get(index)
    if (known !== undefined) return known
    const made = make(index)
    if (kept.size >= KEPT) kept.clear()
    kept.set(index, made)
    return made
  }
  const within = (index: number) => (index >= 0 && index < count ? household(index) : undefined)

  return {
    count,
    household,
    ofFin: (fin) => within(numbers.householdOfFin(fin)),
    ofSubscriber: (subscriberNumber) => within(numbers.householdOfSubscriber(subscriberNumber)),
    findHousehold({ scenario, outcome, from = 0 }) {
      for (let index = from; index < count; index += 1) {
        const name = scenarioOf(index)
        if (scenario !== undefined && scenario !== name) continue
        if (outcome !== undefined && outcome !== scenarios[name].expected.outcome) continue
        return household(index)
      }
      throw new RangeError(`No household fits ${JSON.stringify({ scenario, outcome, from })}`)
    },
  }
}

/** The households every simulated register serves by default. */
export const households = createHouseholds()
export const { household, findHousehold } = households

/** The visit form of that round as the inspector fills it in; the last one is repeated for later rounds. */
export function visitOf({ visits }: Household, round: number, visitedAt: Date): VisitForm {
  const found = visits[Math.min(round, visits.length) - 1]
  if (found === undefined) throw new RangeError(`No visit of round ${round}`)
  return { ...found, visitedAt: visitedAt.toISOString() }
}

function finish(
  name: ScenarioName,
  scenario: Scenario,
  { draft, random }: Builder,
  representative: Person,
): Household {
  const { fin, givenName } = representative
  const withEmail = random.chance(50)
  const email = `${transliterate(givenName)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')}.${draft.index}@example.com`
  return {
    index: draft.index,
    scenario: name,
    story: scenario.story,
    expected: scenario.expected,
    application: {
      kind: 'targeted-social-assistance',
      applicant: {
        fin,
        phone: createPhone(random),
        ...(withEmail ? { email } : {}),
        language: random.pick(['az', 'az', 'az', 'az', 'az', 'az', 'az', 'ru', 'ru', 'en']),
      },
      declaration: {
        members: draft.people.map(({ sex: _sex, ...member }) => member),
        address: draft.address,
        meters: onlyKnown(draft.declaredMeters),
        declaredIncome: draft.declaredIncome,
        iban: draft.iban,
      },
    },
    visits: scenario.visits?.(draft.visit) ?? [draft.visit],
    otherIban: createIban(random),
    held: draft.held,
    wrongAtFirst: scenario.wrongAtFirst ?? [],
  }
}

/** Kinds of supply a home does not have stay out of the declaration. */
function onlyKnown(meters: Meters): Meters {
  const { electricity } = meters
  const known = utilityKinds.flatMap((kind) => {
    const meter = meters[kind]
    return meter === undefined ? [] : [[kind, meter] as const]
  })
  return { electricity, ...Object.fromEntries(known) }
}
