/** People of the generated households who apply for the self-employment programme, by what the employment register says. */
import type { NewBusinessPlan } from '../../domain/business-plan.ts'
import type { NewSelfEmployment } from '../../domain/self-employment.ts'
import { createHouseholds } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'

type Status = Household['held']['statuses'][number]

const households = createHouseholds()
// Families of `world.household` come from the beginning.
let next = 3_000

/** An application of somebody of that status, another one at each call. */
export function anApplicant(is: (status: Status) => boolean): NewSelfEmployment {
  for (; next < households.count;) {
    const household = households.household(next)
    next += 1
    const found = household.held.statuses.find(is)
    if (found !== undefined && household.application.declaration.address.settlement !== undefined) {
      return applicationOf(household, found.fin)
    }
  }
  throw new RangeError('No generated household has such a member')
}

export function applicationOf(household: Household, fin: string): NewSelfEmployment {
  const { applicant, declaration } = household.application
  const member = declaration.members.find((one) => one.fin === fin)
  const known = household.held.population.find((one) => one.fin === fin)
  const person = member ?? known
  if (person === undefined) throw new RangeError(`${fin} does not live there`)
  const { givenName, familyName, birthDate } = person
  const { address } = declaration
  return {
    applicant: { fin, givenName, familyName, birthDate, phone: applicant.phone, address },
    language: 'az',
    activity: 'tailoring',
    idea: 'Evdə tikiş sexi açmaq istəyirəm.',
  }
}

export const isUnemployed = ({ status }: Status): boolean => status === 'unemployed'

/** The smallest file that begins as a PNG does. */
export const png = (): AsyncIterable<Uint8Array> =>
  (async function* () {
    yield Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3])
  })()

export const aPlan: NewBusinessPlan = {
  activity: 'tailoring',
  summary: 'İki tikiş maşını ilə məktəbli geyimləri tikmək.',
  budget: [
    { item: 'Tikiş maşını', quantity: 2, unitPriceQepik: 120_000, amountQepik: 240_000 },
    { item: 'Parça, metr', quantity: 50, unitPriceQepik: 1_200, amountQepik: 60_000 },
  ],
  totalQepik: 300_000,
}
