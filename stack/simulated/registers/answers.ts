/** What each register answers about the people asked for, in the 12 months before the application date asked. */
import type { RegisterAnswers, RegisterName, RegisterQuery } from '../../../domain/registers.ts'
import type { Households } from './households.ts'
import type { Household, TwelveMonths } from './model.ts'

/** Calendar arithmetic on text, free of time zones. */
function monthsBefore(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)
}

/** Months in which nothing was recorded have no row. */
const dated = (months: TwelveMonths, day: string) =>
  months
    .map((qepik, index) => ({ month: monthsBefore(day, 12 - index), qepik }))
    .filter(({ qepik }) => qepik > 0)

type Answerers = { readonly [R in RegisterName]: (query: RegisterQuery, known: Known) => RegisterAnswers[R] }

interface Known {
  readonly all: readonly Household['held'][]
  readonly ofSubscriber: (subscriberNumber: string) => Household['held'] | undefined
}

const answerers: Answerers = {
  /** With whoever else lives on the same meters, asked for or not. */
  population: (_query, { all }) => ({ members: all.flatMap(({ population }) => population) }),
  income: ({ fins, applicationDate }, { all }) => ({
    incomes: all
      .flatMap(({ incomes }) => incomes)
      .filter(({ fin }) => fins.includes(fin))
      .flatMap(({ fin, kind, months }) =>
        dated(months, applicationDate).map(({ month, qepik }) => ({ fin, month, kind, qepik })),
      ),
  }),
  property: ({ fins, applicationDate }, { all }) => ({
    properties: all.flatMap(({ properties }) => properties).filter(({ fin }) => fins.includes(fin)),
    transactions: all
      .flatMap(({ transactions }) => transactions)
      .filter(({ fin }) => fins.includes(fin))
      .map(({ daysAgo, ...sale }) => ({ ...sale, date: daysBefore(applicationDate, daysAgo) })),
  }),
  vehicles: ({ fins }, { all }) => ({
    vehicles: all.flatMap(({ vehicles }) => vehicles).filter(({ fin }) => fins.includes(fin)),
  }),
  /** Meters by the subscriber numbers asked for; communication by the people. */
  utilities: ({ subscriberNumbers, applicationDate }, { all, ofSubscriber }) => ({
    accounts: [
      ...subscriberNumbers.flatMap((number) =>
        (ofSubscriber(number)?.accounts ?? []).filter((account) => account.subscriberNumber === number),
      ),
      ...all.flatMap(({ accounts }) => accounts).filter(({ kind }) => kind === 'communication'),
    ].map((account) => ({ ...account, months: dated(account.months, applicationDate) })),
  }),
  education: ({ fins }, { all }) => ({
    students: all.flatMap(({ students }) => students).filter(({ fin }) => fins.includes(fin)),
  }),
  disability: ({ fins }, { all }) => ({
    disabilities: all.flatMap(({ disabilities }) => disabilities).filter(({ fin }) => fins.includes(fin)),
  }),
  employment: ({ fins, applicationDate }, { all }) => ({
    statuses: all
      .flatMap(({ statuses }) => statuses)
      .filter(({ fin }) => fins.includes(fin))
      .map(({ refusedDaysAgo, unemployedDaysAgo, releasedDaysAgo, ...status }) => {
        const day = (daysAgo: number) => daysBefore(applicationDate, daysAgo)
        return {
          ...status,
          ...(refusedDaysAgo === undefined ? {} : { lastRefusalOn: day(refusedDaysAgo) }),
          ...(unemployedDaysAgo === undefined ? {} : { unemployedSince: day(unemployedDaysAgo) }),
          ...(releasedDaysAgo === undefined ? {} : { releasedFromPrisonOn: day(releasedDaysAgo) }),
        }
      }),
  }),
}

/** @returns `undefined` when none of the people is known: the register answers 404. */
export function answerOf<R extends RegisterName>(
  register: R,
  query: RegisterQuery,
  households: Households,
): RegisterAnswers[R] | undefined {
  const found = query.fins.map((fin) => households.ofFin(fin)).filter((household) => household !== undefined)
  // A number outside the generated places decodes to a household in which that person does not live.
  const known = [...new Set(found)].filter(({ held }) =>
    held.population.some(({ fin }) => query.fins.includes(fin)),
  )
  if (known.length === 0) return undefined
  return answerers[register](query, {
    all: known.map(({ held }) => held),
    ofSubscriber: (number) => households.ofSubscriber(number)?.held,
  })
}
