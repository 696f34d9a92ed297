/**
 * The yearly territorial employment programme of the No. 2 Baku Territorial Employment Centre
 * (bpmn/territorial-employment-programme.bpmn): what is counted, what is aimed at, who comments, how it goes on.
 * docs/domain.md 2.3, 2.4 and 5; that there is such a programme and its terms are from the office's own description,
 * so every term is a parameter marked as an assumption.
 */
import { Type, type Static } from 'typebox'
import { addDays, addMonths, addToMonth, lastOfMonth } from './days.ts'
import { literals } from './literals.ts'
import { FreeText } from './service-request.ts'
import type { StaffGroup } from './staff.ts'
import { settlementNames } from './territory.ts'

const strict = { additionalProperties: false }

/** The body whose programme it is; another centre would have its own. */
export const programmeBody = 'employment-centre-2'

export const programmeStates = [
  'draft',
  'commenting',
  'revising',
  'approving',
  'published',
  'closed',
] as const
export type ProgrammeState = (typeof programmeStates)[number]

/**
 * What is counted: people registered as job seekers, placed in a job, taken into training or another active measure,
 * given a self-employment asset within the time; and able-bodied members of families with aid at its end.
 */
export const indicators = ['registered', 'placed', 'trained', 'self-employed', 'able-bodied'] as const
export type Indicator = (typeof indicators)[number]

/** What the centre's work can move, and a target is set for. The others only say how things stand. */
export const targetIndicators = ['registered', 'placed', 'trained', 'self-employed'] as const
export type TargetIndicator = (typeof targetIndicators)[number]

/** People may belong to several groups; `all` counts each once. */
export const clientGroups = ['all', 'women', 'youth', 'disability', 'assistance', 'long-term'] as const
export type ClientGroup = (typeof clientGroups)[number]

/** The settlements served, and people who live elsewhere in Baku: residence is never a refusal (docs/domain.md 4). */
export const elsewhere = 'elsewhere'
export const places = [...settlementNames, elsewhere] as const
export type Place = (typeof places)[number]

/** Whose comments are asked for, and the group of staff that gives them. */
export const commentingBodies = ['dost-centre', 'khazar-administration', 'pirallahi-administration'] as const
export type CommentingBody = (typeof commentingBodies)[number]
export const commentGroups = {
  'dost-centre': 'dost-quality',
  'khazar-administration': 'khazar-administration',
  'pirallahi-administration': 'pirallahi-administration',
} as const satisfies Readonly<Record<CommentingBody, StaffGroup>>

/** `silent`: the term passed without a word. */
export const commentOutcomes = ['commented', 'no-comment', 'silent'] as const
export type CommentOutcome = (typeof commentOutcomes)[number]
export const commentAnswers = ['accepted', 'refused'] as const
export type CommentAnswer = (typeof commentAnswers)[number]

export const QUARTERS = [1, 2, 3, 4] as const

export const ProgrammeYear = Type.Integer({ minimum: 2020, maximum: 2100 })
export const NewProgramme = Type.Object({ year: ProgrammeYear }, strict)

/** Long enough for the measures of a year. */
export const ProgrammeText = Type.String({
  minLength: 3,
  maxLength: 6_000,
  pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\n\\r\\t])+$',
  description: 'text of several lines, without personal data',
})
const Target = Type.Integer({ minimum: 0, maximum: 1_000_000 })
export const Targets = Type.Object(
  {
    registered: Target,
    placed: Target,
    trained: Target,
    'self-employed': Target,
  } satisfies Record<TargetIndicator, typeof Target>,
  strict,
)
export type Targets = Static<typeof Targets>

export const ProgrammeDraft = Type.Object({ measures: ProgrammeText, targets: Targets }, strict)
export type ProgrammeDraft = Static<typeof ProgrammeDraft>

export const NewProgrammeComment = Type.Object({ comment: FreeText }, strict)
export const NewCommentAnswer = Type.Object(
  { body: literals(commentingBodies), answer: literals(commentAnswers), reason: FreeText },
  strict,
)
export type NewCommentAnswer = Static<typeof NewCommentAnswer>
export const NewProgrammeProgress = Type.Object({ explanation: ProgrammeText }, strict)

/** One figure; those of people who belong to no place or group that is counted are not there. */
export interface IndicatorValue {
  readonly indicator: Indicator
  readonly place: Place
  readonly group: ClientGroup
  readonly value: number
}

export interface ProgrammeComment {
  readonly body: CommentingBody
  readonly dueAt: string
  readonly comment: string | undefined
  readonly outcome: CommentOutcome | undefined
  readonly answer: CommentAnswer | undefined
  readonly answerReason: string | undefined
}

export interface ProgrammeProgress {
  readonly quarter: number
  readonly computedAt: string
  readonly dueAt: string
  readonly explanation: string | undefined
  readonly publishedAt: string | undefined
}

export interface Programme {
  readonly caseId: string
  readonly caseNumber: string
  readonly year: number
  readonly body: string
  readonly state: ProgrammeState
  readonly measures: string | undefined
  /** Empty until the draft is complete. */
  readonly targets: Readonly<Partial<Record<TargetIndicator, number>>>
  /** What the figures of the start are counted over: the twelve months before it was opened. */
  readonly baselineFrom: string | undefined
  readonly baselineTo: string | undefined
  readonly publishedAt: string | undefined
}

/** Everything the page, the PDF and the case page tell of one. */
export interface WholeProgramme {
  readonly programme: Programme
  readonly baseline: readonly IndicatorValue[]
  readonly comments: readonly ProgrammeComment[]
  readonly progress: readonly (ProgrammeProgress & { readonly values: readonly IndicatorValue[] })[]
}

/** Port: programmes beside their case. */
export interface EmploymentProgrammes {
  /** Throws `DomainError` `PROGRAMME_ALREADY_THERE` when the year has one. */
  add(programme: { readonly caseId: string; readonly year: number }): Promise<void>
  /** Two who open the programme of a year wait for each other. @returns the case of the one there is */
  lockYear(year: number): Promise<string | undefined>
  /** Throws `OperatorError` when the case is no programme. */
  get(caseId: string): Promise<Programme>
  find(caseId: string): Promise<Programme | undefined>
  findByYear(year: number): Promise<Programme | undefined>
  whole(caseId: string): Promise<WholeProgramme>
  /** Newest year first. */
  list(): Promise<readonly Programme[]>
  setState(caseId: string, state: ProgrammeState): Promise<void>
  /** Counts from our own records, each indicator in one statement, and keeps the figures. Quarter 0: the start. */
  count(
    caseId: string,
    quarter: number,
    window: Window,
    ages: CountedAges,
  ): Promise<readonly IndicatorValue[]>
  /** Throws `DomainError` `PROGRAMME_NOT_TO_CHANGE` unless it is drafted or revised. */
  saveDraft(caseId: string, draft: ProgrammeDraft): Promise<void>
  openComment(caseId: string, body: CommentingBody, dueAt: string): Promise<void>
  comments(caseId: string): Promise<readonly ProgrammeComment[]>
  /** Throws `DomainError` `COMMENT_NOT_POSSIBLE` unless the body is asked at this moment. */
  saveComment(caseId: string, body: CommentingBody, comment: string, by: string): Promise<void>
  closeComment(caseId: string, body: CommentingBody, outcome: CommentOutcome): Promise<void>
  /** Throws `DomainError` `COMMENT_NOT_TO_ANSWER` unless there is such a comment and the programme is revised. */
  answerComment(caseId: string, answer: NewCommentAnswer, by: string): Promise<void>
  openQuarter(caseId: string, quarter: number, dueAt: string): Promise<void>
  /** The quarter that is reported on, if any. */
  openedQuarter(caseId: string): Promise<ProgrammeProgress | undefined>
  quartersOpened(caseId: string): Promise<number>
  /** Throws `DomainError` `PROGRESS_NOT_POSSIBLE` when no quarter is reported on. */
  saveProgress(caseId: string, explanation: string, by: string): Promise<void>
  publishQuarter(caseId: string, quarter: number): Promise<void>
}

/** Days, both of them counted. */
export interface Window {
  readonly from: string
  readonly to: string
}

export interface CountedAges {
  /** Oldest age that counts as youth. */
  readonly youthYears: number
  /** Months without work from which somebody is long-term unemployed. */
  readonly longTermMonths: number
  readonly workingAgeFrom: number
  readonly pensionAgeMonths: number
}

/** The year whose programme is to be opened on that day: the next one, `leadDays` before it begins; none before that. */
export function dueProgrammeYear(today: string, leadDays: number): number | undefined {
  const year = Number(addDays(today, leadDays).slice(0, 4))
  return year > Number(today.slice(0, 4)) ? year : undefined
}

/** The twelve months before a day. */
export const baselineWindow = (today: string): Window => ({
  from: addMonths(today, -12),
  to: addDays(today, -1),
})

/** From the first day of the year to the end of the quarter: a target is one for the year. */
export const quarterWindow = (year: number, quarter: number): Window => ({
  from: `${year}-01-01`,
  to: lastOfMonth(addToMonth(`${year}-01`, quarter * 3 - 1)),
})

/** Which of what a draft needs is not there. */
export function draftGaps({ measures, targets }: Pick<Programme, 'measures' | 'targets'>): readonly string[] {
  return [
    ...(measures === undefined ? ['measures'] : []),
    ...targetIndicators.filter((indicator) => targets[indicator] === undefined),
  ]
}

export const unanswered = (comments: readonly ProgrammeComment[]): readonly CommentingBody[] =>
  comments
    .filter(({ outcome, answer }) => outcome === 'commented' && answer === undefined)
    .map(({ body }) => body)

/** Bodies that somebody speaks for. */
export const bodiesOf = (groups: readonly StaffGroup[]): readonly CommentingBody[] =>
  commentingBodies.filter((body) => groups.includes(commentGroups[body]))
