/**
 * The register of job-seekers (bpmn/job-placement.bpmn): who is on it, looking for a job, with the status "unemployed",
 * or off it. docs/domain.md 2.3.
 */
import { Type, type Static } from 'typebox'
import { addWorkingDays, endOfOfficeDay, type CalendarMove } from './calendar.ts'
import { Language } from './identifiers.ts'
import { JobProfile } from './job-profile.ts'
import { literals } from './literals.ts'
import type { Parameters } from './parameters.ts'
import { ServiceApplicant } from './service-request.ts'

const strict = { additionalProperties: false }

export const NewJobSeeker = Type.Object(
  { applicant: ServiceApplicant, language: Language, profile: JobProfile },
  strict,
)
export type NewJobSeeker = Static<typeof NewJobSeeker>

/** The first two are on the register. `not-unemployed`: counts as employed, so no status is given. */
export const jobSeekerStates = [
  'seeking',
  'unemployed',
  'placed',
  'off-register',
  'left',
  'not-unemployed',
] as const
export type JobSeekerState = (typeof jobSeekerStates)[number]

/** Why a person leaves the register by themselves. */
export const leavingReasons = ['own-request', 'found-work'] as const
export type LeavingReason = (typeof leavingReasons)[number]
export const JobSeekerRemoval = Type.Object({ reason: literals(leavingReasons) }, strict)

export const activeMeasures = ['training', 'public-works', 'subsidised-job', 'self-employment'] as const
export type ActiveMeasure = (typeof activeMeasures)[number]

/** `placed`: it became a job. `case-opened`: it goes on as a case of its own. */
export const measureOutcomes = ['completed', 'placed', 'dropped-out', 'not-held', 'case-opened'] as const
export type MeasureOutcome = (typeof measureOutcomes)[number]
/** What an adviser can say of a measure. */
export const recordedOutcomes = ['completed', 'placed', 'dropped-out', 'not-held'] as const
export type RecordedOutcome = (typeof recordedOutcomes)[number]

export interface JobSeeker {
  readonly caseId: string
  readonly fin: string
  /** `undefined` until the adviser has entered it: a request at the front desk does not hold it. */
  readonly profile: JobProfile | undefined
  readonly state: JobSeekerState
  /** `YYYY-MM-DD` */
  readonly registeredOn: string
  /** Until when the round of search that goes on lasts; `undefined` between rounds. */
  readonly searchDueAt: string | undefined
  readonly unemployedSince: string | undefined
  readonly offRegisterUntil: string | undefined
  readonly leavingReason: LeavingReason | undefined
  readonly endedOn: string | undefined
}

export interface MeasureTaken {
  readonly id: string
  readonly caseId: string
  readonly measure: ActiveMeasure
  readonly begunOn: string
  readonly dueAt: string | undefined
  readonly outcome: MeasureOutcome | undefined
  readonly endedOn: string | undefined
  readonly openedCaseId: string | undefined
}

export interface SearchTerm {
  readonly searchDueAt: string
  readonly escalateAt: string
}

/** Port: the register, and the active measures of those who have the status. */
export interface JobSeekers {
  /**
   * Whether the person may be registered on that day; asked before a case is opened, and nobody else registers them until
   * the end of the transaction. Throws `DomainError` `JOB_SEEKER_ALREADY_REGISTERED`, or `OFF_REGISTER` with the day.
   */
  check(fin: string, on: string): Promise<void>
  add(entry: {
    readonly caseId: string
    readonly fin: string
    readonly profile: JobProfile | undefined
    readonly registeredOn: string
  }): Promise<void>
  /** Throws `OperatorError` when the case is no entry of the register. */
  get(caseId: string): Promise<JobSeeker>
  find(caseId: string): Promise<JobSeeker | undefined>
  /** While on the register; throws `DomainError` `NOT_ON_REGISTER` otherwise. */
  setProfile(caseId: string, profile: JobProfile): Promise<void>
  setSearchDueAt(caseId: string, searchDueAt: string | undefined): Promise<void>
  /** The day stays that of the first time. */
  setUnemployed(caseId: string, since: string): Promise<void>
  /** The person takes themselves off; a referral that waits is withdrawn. `false` when they are not on the register. */
  leave(caseId: string, reason: LeavingReason, on: string): Promise<boolean>
  /** Once; an entry that has ended stays as it ended. */
  end(
    caseId: string,
    ended: {
      readonly state: 'placed' | 'off-register' | 'not-unemployed'
      readonly on: string
      readonly offRegisterUntil?: string
    },
  ): Promise<void>
  beginMeasure(
    caseId: string,
    begun: { readonly measure: ActiveMeasure; readonly on: string; readonly dueAt: string | undefined },
  ): Promise<string>
  endMeasure(
    measureId: string,
    ended: {
      readonly outcome: MeasureOutcome
      readonly on: string
      readonly openedCaseId?: string
    },
  ): Promise<void>
  measures(caseId: string): Promise<readonly MeasureTaken[]>
}

/**
 * Until when a job is looked for: 5 working days from the registration, or from today for somebody who has the status
 * already and is looked for again.
 */
export function searchTerm(
  { registeredOn, unemployedSince }: Pick<JobSeeker, 'registeredOn' | 'unemployedSince'>,
  today: string,
  parameters: Parameters,
  moves: readonly CalendarMove[],
): SearchTerm {
  const from = unemployedSince === undefined ? registeredOn : today
  const days = parameters.value('job-search-working-days')
  const before = parameters.value('job-search-escalation-working-days')
  return {
    searchDueAt: endOfOfficeDay(addWorkingDays(from, days, moves)).toISOString(),
    escalateAt: endOfOfficeDay(addWorkingDays(from, Math.max(1, days - before), moves)).toISOString(),
  }
}

const measureTerms = {
  training: 'job-training-days',
  'public-works': 'job-public-works-days',
  'subsidised-job': 'job-subsidised-days',
  'self-employment': 'job-self-employment-days',
} as const satisfies Readonly<Record<ActiveMeasure, string>>

/** Days after which the outcome of a measure is asked for. */
export const measureDays = (measure: ActiveMeasure, parameters: Parameters): number =>
  parameters.value(measureTerms[measure])
