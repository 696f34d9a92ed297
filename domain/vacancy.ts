/** Vacancies of employers: entered by an adviser or another system, open until their day, until they are full or closed. */
import { Type, type Static } from 'typebox'
import { Day, Email, Phone } from './identifiers.ts'
import { JobDemands, type JobField, type WorkPlace } from './job-profile.ts'
import { literals } from './literals.ts'

const strict = { additionalProperties: false }

const Line = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\p{Cc}\\p{Cs}]+$', description: 'one line of text' })

/** `VAC-2026-000123`. */
export const VacancyNumber = Type.String({ pattern: '^VAC-[0-9]{4}-[0-9]{6,12}$', maxLength: 21 })

export const NewVacancy = Type.Object(
  {
    /** VÖEN: ten digits, the last 1 for a legal, 2 for a natural person (docs/domain.md 4). */
    employerVoen: Type.String({ pattern: '^[0-9]{9}[12]$', description: 'VÖEN' }),
    employerName: Line(2, 200),
    /** Where the employer is asked about a person who was referred. */
    employerPhone: Phone,
    employerEmail: Type.Optional(Email),
    title: Line(3, 120),
    ...JobDemands,
    places: Type.Integer({ minimum: 1, maximum: 1_000, description: 'How many people are wanted' }),
    openUntil: Day,
  },
  strict,
)
export type NewVacancy = Static<typeof NewVacancy>

/** Why one is closed before its last day. */
export const closingReasons = ['filled-otherwise', 'withdrawn-by-employer', 'entered-by-mistake'] as const
export type ClosingReason = (typeof closingReasons)[number]
export const VacancyClosure = Type.Object({ reason: literals(closingReasons) }, strict)

export interface Vacancy extends NewVacancy {
  readonly id: string
  readonly number: string
  /** Places with nobody hired or referred and unanswered. */
  readonly placesLeft: number
  /** People referred whose answer is awaited. */
  readonly awaited: number
  readonly closed: { readonly reason: ClosingReason; readonly at: string } | undefined
}

export interface VacancyFilter {
  readonly field: JobField | undefined
  readonly place: WorkPlace | undefined
  /** Only those that somebody may be referred to on that day; `undefined` for all. */
  readonly openOn: string | undefined
  /** Of those that nobody may be referred to any more, the ones where an answer is awaited, too. */
  readonly orAwaited?: boolean
  /** Number of the last one seen. */
  readonly after: string | undefined
  readonly limit: number
}

/** Port: vacancies, by number. */
export interface Vacancies {
  add(vacancy: NewVacancy, by: { readonly actor: string; readonly year: string }): Promise<Vacancy>
  get(id: string): Promise<Vacancy>
  findByNumber(number: string): Promise<Vacancy | undefined>
  /** By number, oldest first. */
  list(filter: VacancyFilter): Promise<readonly Vacancy[]>
  /** All that somebody may be referred to on that day. */
  openOn(day: string): Promise<readonly Vacancy[]>
  /** Once; `false` when it is closed already. Nobody is referred to it until the end of the transaction, nor later. */
  close(id: string, closure: { readonly reason: ClosingReason; readonly by: string }): Promise<boolean>
}

export const isOpenOn = (
  { openUntil, closed }: Pick<Vacancy, 'openUntil' | 'closed'>,
  day: string,
): boolean => openUntil >= day && closed === undefined
