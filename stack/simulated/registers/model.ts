/** A generated household: what is true, what the registers hold of it, and what its application says. */
import type { Meters, NewApplication } from '../../../domain/application.ts'
import type { RegisterAnswers, RegisterName } from '../../../domain/registers.ts'
import type { VisitForm } from '../../../domain/visit.ts'
import type { Sex } from './names.ts'

type Row<
  R extends RegisterName,
  K extends keyof RegisterAnswers[R],
> = RegisterAnswers[R][K] extends readonly (infer T)[] ? T : never
type Member = NewApplication['declaration']['members'][number]
export type IncomeKind = NewApplication['declaration']['declaredIncome'][number]['kind']

export interface Person extends Omit<Member, 'givenName' | 'familyName'> {
  sex: Sex
  givenName: string
  familyName: string
}

/** What a month brought, oldest first; month 11 is the last one before the application. Always 12. */
export type TwelveMonths = number[]

/** What the registers hold. Days and months are counted back from the application, so they fit any date asked. */
export interface Held {
  population: Row<'population', 'members'>[]
  incomes: { fin: string; kind: IncomeKind; months: TwelveMonths }[]
  properties: Row<'property', 'properties'>[]
  transactions: (Omit<Row<'property', 'transactions'>, 'date'> & { daysAgo: number })[]
  vehicles: Row<'vehicles', 'vehicles'>[]
  accounts: (Omit<Row<'utilities', 'accounts'>, 'months'> & { months: TwelveMonths })[]
  students: Row<'education', 'students'>[]
  disabilities: Row<'disability', 'disabilities'>[]
  statuses: (Omit<
    Row<'employment', 'statuses'>,
    'lastRefusalOn' | 'unemployedSince' | 'releasedFromPrisonOn'
  > & { refusedDaysAgo?: number; unemployedDaysAgo?: number; releasedDaysAgo?: number })[]
}

/** A household while it is put together; scenarios change it. */
export interface Draft {
  readonly index: number
  readonly people: Person[]
  readonly held: Held
  /** As on the devices. */
  readonly meters: Meters
  declaredMeters: Meters
  declaredIncome: NewApplication['declaration']['declaredIncome']
  address: NewApplication['declaration']['address']
  iban: string
  visit: Omit<VisitForm, 'visitedAt'>
}

export interface Household {
  readonly index: number
  readonly scenario: string
  /** One sentence on what an office meets here. */
  readonly story: string
  readonly expected: Expected
  /** What the family posts to the API. */
  readonly application: NewApplication
  /** What an inspector finds there, by round of the visit; `visitedAt` is the caller's. */
  readonly visits: readonly Omit<VisitForm, 'visitedAt'>[]
  /** An open account of the representative, for a payment that came back. */
  readonly otherIban: string
  readonly held: Held
  /** Registers that answer in the wrong shape the first time they are asked about this household. */
  readonly wrongAtFirst: readonly RegisterName[]
}

/** What should come out, as the law of 2025 and 2026 stands. */
export interface Expected {
  readonly outcome: 'assign' | 'refuse'
  /** Refusal grounds of docs/domain.md 1.6 by number; empty with `refuse` when no reason of 1.5 explains the income. */
  readonly grounds: readonly number[]
  /** What somebody has to do on the way. */
  readonly needs?: 'correction-on-site' | 'register-question' | 'second-visit' | 'account-correction'
}
