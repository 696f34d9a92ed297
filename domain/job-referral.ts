/**
 * A job-seeker referred to a vacancy: the employer's answer, the person's own refusal, and what refusals lead to.
 * docs/domain.md 2.3: the employer answers within 5 working days; refusing a suitable job needs a reason; suitable jobs
 * refused without one within 2 years take the person off the register for 1 year.
 */
import { Type, type Static } from 'typebox'
import { addMonths } from './days.ts'
import type { Match } from './job-matching.ts'
import { literals } from './literals.ts'
import { FreeText } from './service-request.ts'

const strict = { additionalProperties: false }

/** `REF-2026-000123`. */
export const ReferralNumber = Type.String({ pattern: '^REF-[0-9]{4}-[0-9]{6,12}$', maxLength: 21 })

/** `withdrawn`: the person left the register before the answer. `vacancy-closed`: the office closed the vacancy before. */
export const referralStates = [
  'sent',
  'hired',
  'employer-refused',
  'no-answer',
  'seeker-refused',
  'withdrawn',
  'vacancy-closed',
] as const
export type ReferralState = (typeof referralStates)[number]

/** How a referral that was waited for has ended. */
export const referralOutcomes = [
  'hired',
  'employer-refused',
  'no-answer',
  'seeker-refused',
  'vacancy-closed',
] as const
export type ReferralOutcome = (typeof referralOutcomes)[number]

/** Ended while the employer was to answer, and not by them: they are told that nobody is awaited any more. */
const calledOff: readonly ReferralState[] = ['seeker-refused', 'withdrawn', 'vacancy-closed']
export const isCalledOff = ({ state }: Pick<JobReferral, 'state'>): boolean => calledOff.includes(state)

export const employerAnswers = ['hired', 'refused'] as const
export const employerRefusals = [
  'place-taken',
  'not-qualified',
  'did-not-come',
  'not-agreed-on-terms',
  'other',
] as const
export type EmployerRefusal = (typeof employerRefusals)[number]

export const refusalJudgements = ['founded', 'unfounded'] as const
export type RefusalJudgement = (typeof refusalJudgements)[number]

/** A refusal has its reason. */
export const EmployerAnswer = Type.Object(
  { answer: literals(employerAnswers), reason: Type.Optional(literals(employerRefusals)) },
  strict,
)
export type EmployerAnswer = Static<typeof EmployerAnswer>

export const answerIsWhole = ({ answer, reason }: EmployerAnswer): boolean =>
  (answer === 'refused') === (reason !== undefined)

export const NewJobRefusal = Type.Object({ reason: FreeText }, strict)

export interface JobReferral {
  readonly id: string
  readonly number: string
  readonly caseId: string
  readonly vacancyId: string
  /** As it was when the person was referred. */
  readonly match: Match
  readonly state: ReferralState
  readonly sentAt: string
  readonly answerDueAt: string
  readonly answeredAt: string | undefined
  readonly employerReason: EmployerRefusal | undefined
  /** In the person's words. */
  readonly seekerReason: string | undefined
  readonly judgement: RefusalJudgement | undefined
}

/** Unfounded refusals of a person, as the decision on targeted social assistance counts them. */
export interface OwnRefusals {
  readonly fin: string
  readonly count: number
  /** `YYYY-MM-DD` */
  readonly lastOn: string
}

/** Port: referrals of job-seekers. */
export interface JobReferrals {
  /**
   * Throws `DomainError` `VACANCY_CLOSED`, `VACANCY_FULL` when every place is taken or waits for an answer, or
   * `ALREADY_REFERRED` when the person was referred to that vacancy before or still waits for an answer.
   */
  add(referral: {
    readonly caseId: string
    readonly vacancyId: string
    readonly match: Match
    readonly answerDueAt: string
    readonly year: string
  }): Promise<JobReferral>
  get(id: string): Promise<JobReferral>
  findByNumber(number: string): Promise<JobReferral | undefined>
  /** Oldest first. */
  of(caseId: string): Promise<readonly JobReferral[]>
  /** Once, while the answer is awaited; `false` when it is not. */
  answer(id: string, answer: EmployerAnswer): Promise<boolean>
  /** The person refuses the job, once, while the answer is awaited; `false` when it is not. */
  refuse(id: string, reason: string): Promise<boolean>
  /** The vacancy is closed: nobody waits for its employer any more. @returns those who did */
  endForClosed(vacancyId: string): Promise<readonly JobReferral[]>
  /** The term is over: whatever was answered by now stands, else there was no answer. */
  settle(id: string): Promise<JobReferral>
  judge(id: string, judgement: RefusalJudgement): Promise<void>
  /** Unfounded refusals from one day to the other, of these people; nobody without one. */
  unfoundedRefusals(
    fins: readonly string[],
    days: { readonly from: string; readonly until: string },
  ): Promise<readonly OwnRefusals[]>
}

/** First day whose refusals still count on that day. */
export const refusalsCountFrom = (day: string, windowMonths: number): string => addMonths(day, -windowMonths)

/** First day on which somebody who is taken off the register may come back. */
export const offRegisterUntil = (day: string, months: number): string => addMonths(day, months)
