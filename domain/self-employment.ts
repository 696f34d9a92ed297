/**
 * The self-employment programme (bpmn/self-employment.bpmn): who asks, on what the tables decide, and what they find.
 * docs/domain.md 2. The port to the tables is domain/self-employment-records.ts.
 */
import { Type, type Static } from 'typebox'
import { Language } from './identifiers.ts'
import { literals } from './literals.ts'
import { FreeText, ServiceApplicant } from './service-request.ts'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })

/** What the office supports; docs/domain.md 2.4 names kinds without the official list of 14, so analysts confirm it. */
export const activities = [
  'sheep-and-goats',
  'cattle',
  'beekeeping',
  'poultry',
  'greenhouse',
  'flour-products',
  'tailoring',
  'beauty-salon',
  'car-repair',
  'photo-studio',
  'carpentry',
  'other-services',
] as const
export type Activity = (typeof activities)[number]

/** Kinds of asset given in kind, never money (docs/domain.md 2.2). */
export const assetKinds = ['livestock', 'beehives', 'feed', 'equipment', 'tools'] as const
export type AssetKind = (typeof assetKinds)[number]

export const NewSelfEmployment = Type.Object(
  {
    applicant: ServiceApplicant,
    language: Language,
    /** `undefined`: to be chosen with the adviser, by the business plan at the latest. */
    activity: Type.Optional(literals(activities)),
    /** What the person wants to do, in their words. */
    idea: Type.Optional(FreeText),
  },
  strict,
)
export type NewSelfEmployment = Static<typeof NewSelfEmployment>

/** By which right somebody may take part: docs/domain.md 2.2. */
export const participationBases = ['unemployed', 'land-share', 'none'] as const

/** What the tables of exclusion and priority read: numbers without a person. */
export const ParticipantFacts = Type.Object(
  {
    basis: literals(participationBases),
    receivesUnemploymentInsurance: Type.Boolean(),
    isEntrepreneur: Type.Boolean(),
    /** Contracts of the programme that still run for this person. */
    runningContracts: Count,
    /** Share of land-share owners among this year's participants if this one were taken, in percent. */
    landSharePercent: Type.Number({ minimum: 0, maximum: 100 }),
    landShareLimitPercent: Type.Number({ minimum: 0, maximum: 100 }),
    receivesTargetedAssistance: Type.Boolean(),
    disabilityPercent: Count,
    monthsUnemployed: Count,
    longUnemployedMonths: Count,
    /** To pension age by the earlier of the two ages; 0 when it is reached. */
    monthsToPension: Count,
    nearPensionMonths: Count,
    releasedFromPrison: Type.Boolean(),
  },
  strict,
)
export type ParticipantFacts = Static<typeof ParticipantFacts>

/** Why somebody cannot take part: what was found, against what, by which text. */
export const Exclusion = Type.Object(
  { exclusion: Type.String(), figure: Type.Number(), limit: Type.Number(), source: Type.String() },
  strict,
)
export type Exclusion = Static<typeof Exclusion>

/** Why somebody comes first. */
export const Priority = Type.Object(
  { priority: Type.String(), figure: Type.Number(), source: Type.String() },
  strict,
)
export type Priority = Static<typeof Priority>

export const interviewResults = ['held', 'no-show'] as const
/** What the interview judges, each from 0 to 10. */
export const InterviewScore = Type.Integer({ minimum: 0, maximum: 10 })

/** What the selection table reads. */
export const ReadinessFacts = Type.Object(
  {
    motivation: Count,
    experience: Count,
    marketKnowledge: Count,
    priorityGrounds: Count,
    /** The family is on targeted assistance and could not be visited. */
    livingConditionsUnseen: Type.Boolean(),
  },
  strict,
)
export type ReadinessFacts = Static<typeof ReadinessFacts>

/** Points of one criterion, with the figure they are for. */
export const SelectionPoints = Type.Object(
  { criterion: Type.String(), figure: Type.Number(), points: Type.Integer({ minimum: -100, maximum: 100 }) },
  strict,
)
export type SelectionPoints = Static<typeof SelectionPoints>

export const trainingResults = ['finished', 'not-finished'] as const
export const dropOutReasons = ['illness', 'found-work', 'family', 'did-not-come', 'other'] as const
export type DropOutReason = (typeof dropOutReasons)[number]

export const handoverResults = ['handed-over', 'failed'] as const
export const handoverFailures = ['applicant-absent', 'asset-faulty', 'applicant-refused'] as const
export type HandoverFailure = (typeof handoverFailures)[number]

/** Where the way ended; `granted` with a registered contract. */
export const programmeOutcomes = [
  'granted',
  'excluded',
  'not-selected',
  'training-not-finished',
  'no-plan',
  'plan-failed',
  'not-handed-over',
  'withdrawn',
] as const
export type ProgrammeOutcome = (typeof programmeOutcomes)[number]

export const pointsTotal = (points: readonly SelectionPoints[]): number =>
  points.reduce((sum, { points: each }) => sum + each, 0)

/** Why a way that did not lead to an asset ended, from how far it came. */
export function refusalOutcome(way: {
  readonly exclusions: readonly Exclusion[]
  readonly selected: boolean | undefined
  readonly trainingFinished: boolean | undefined
  readonly planTaken: boolean
  readonly planPassed: boolean | undefined
}): Exclude<ProgrammeOutcome, 'granted' | 'withdrawn'> {
  if (way.exclusions.length > 0) return 'excluded'
  if (way.selected !== true) return 'not-selected'
  if (way.trainingFinished !== true) return 'training-not-finished'
  if (!way.planTaken) return 'no-plan'
  return way.planPassed === true ? 'not-handed-over' : 'plan-failed'
}
