/**
 * How well a vacancy suits a job-seeker, with every point explained: what was compared, what it gives, and what rules the
 * job out. No black box: an adviser can tell the person why. The same profile and vacancies give the same ranking, in
 * whatever order they come. docs/domain.md 2.3 speaks of a "suitable job" and does not define it: the weights and the
 * least sum are parameters, marked as assumptions.
 */
import { educationLevels, type JobProfile } from './job-profile.ts'
import type { Parameters, ParameterName } from './parameters.ts'
import { findDistrict } from './territory.ts'
import type { Vacancy } from './vacancy.ts'

export const matchCriteria = [
  'occupation',
  'education',
  'experience',
  'place',
  'wage',
  'languages',
  'health',
] as const
export type MatchCriterion = (typeof matchCriteria)[number]

export const matchReasons = [
  'same-occupation',
  'related-occupation',
  'same-field',
  'other-field',
  'enough',
  'less-than-asked',
  'place-wanted',
  'same-district',
  'place-not-wanted',
  'as-wanted',
  'somewhat-less',
  'much-less',
  'all-spoken',
  'some-missing',
  'nothing-forbidden',
  'forbidden-by-health',
] as const
export type MatchReason = (typeof matchReasons)[number]

export interface MatchLine {
  readonly criterion: MatchCriterion
  readonly points: number
  readonly outOf: number
  readonly why: MatchReason
  /** Whatever the sum: this rules the job out. */
  readonly rulesOut: boolean
}

export interface Match {
  readonly points: number
  readonly outOf: number
  /** Nothing rules it out, and the sum is enough: refusing it needs a reason. */
  readonly suitable: boolean
  readonly lines: readonly MatchLine[]
}

type Demands = Pick<
  Vacancy,
  | 'occupationCode'
  | 'field'
  | 'leastEducation'
  | 'leastExperienceYears'
  | 'conditions'
  | 'languages'
  | 'place'
  | 'wageQepik'
>

/** A wage this little below the wanted one still gives points. */
const SOMEWHAT = { numerator: 8, denominator: 10 }

const weightNames = {
  occupation: 'job-match-occupation-points',
  education: 'job-match-education-points',
  experience: 'job-match-experience-points',
  place: 'job-match-place-points',
  wage: 'job-match-wage-points',
  languages: 'job-match-language-points',
} as const satisfies Partial<Record<MatchCriterion, ParameterName>>

/** Part of the full points, whole, rounded down: half of 15 is 7. */
const part = (full: number, numerator: number, denominator: number): number =>
  Math.floor((full * numerator) / denominator)

export function matchOf(profile: JobProfile, vacancy: Demands, parameters: Parameters): Match {
  const full = (criterion: keyof typeof weightNames) => parameters.value(weightNames[criterion])
  const lines: readonly MatchLine[] = [
    occupationLine(profile, vacancy, full('occupation')),
    educationLine(profile, vacancy, full('education')),
    experienceLine(profile, vacancy, full('experience')),
    placeLine(profile, vacancy, full('place')),
    wageLine(profile, vacancy, full('wage')),
    languageLine(profile, vacancy, full('languages')),
    healthLine(profile, vacancy),
  ]
  const points = lines.reduce((sum, line) => sum + line.points, 0)
  return {
    points,
    outOf: lines.reduce((sum, line) => sum + line.outOf, 0),
    suitable: !lines.some(({ rulesOut }) => rulesOut) && points >= parameters.value('job-match-least-points'),
    lines,
  }
}

export interface RankedVacancy {
  readonly vacancy: Vacancy
  readonly match: Match
}

/** Best first: suitable ones before others, then points, then wage; equal ones by number, so that the order is one. */
export function rankVacancies(
  profile: JobProfile,
  vacancies: readonly Vacancy[],
  parameters: Parameters,
): readonly RankedVacancy[] {
  return vacancies
    .map((vacancy) => ({ vacancy, match: matchOf(profile, vacancy, parameters) }))
    .toSorted(
      (one, other) =>
        Number(other.match.suitable) - Number(one.match.suitable) ||
        other.match.points - one.match.points ||
        other.vacancy.wageQepik - one.vacancy.wageQepik ||
        (one.vacancy.number < other.vacancy.number ? -1 : 1),
    )
}

/** The first two digits of an occupation name its group, e.g. 74: electricians and electronics workers. */
function occupationLine(profile: JobProfile, vacancy: Demands, outOf: number): MatchLine {
  const line = (points: number, why: MatchReason): MatchLine => ({
    criterion: 'occupation',
    points,
    outOf,
    why,
    rulesOut: false,
  })
  if (profile.occupationCode === vacancy.occupationCode) return line(outOf, 'same-occupation')
  if (profile.occupationCode.slice(0, 2) === vacancy.occupationCode.slice(0, 2)) {
    return line(part(outOf, 2, 3), 'related-occupation')
  }
  return profile.field === vacancy.field ? line(part(outOf, 1, 3), 'same-field') : line(0, 'other-field')
}

function educationLine(profile: JobProfile, vacancy: Demands, outOf: number): MatchLine {
  const isEnough =
    educationLevels.indexOf(profile.education) >= educationLevels.indexOf(vacancy.leastEducation)
  return {
    criterion: 'education',
    points: isEnough ? outOf : 0,
    outOf,
    why: isEnough ? 'enough' : 'less-than-asked',
    rulesOut: !isEnough,
  }
}

/** Less experience than asked lessens the points and rules nothing out: employers teach. */
function experienceLine({ experienceYears }: JobProfile, vacancy: Demands, outOf: number): MatchLine {
  const { leastExperienceYears: asked } = vacancy
  const isEnough = experienceYears >= asked
  return {
    criterion: 'experience',
    points: isEnough ? outOf : part(outOf, experienceYears, asked),
    outOf,
    why: isEnough ? 'enough' : 'less-than-asked',
    rulesOut: false,
  }
}

function placeLine({ places }: JobProfile, { place }: Demands, outOf: number): MatchLine {
  const district = findDistrict(place)
  const line = (points: number, why: MatchReason, rulesOut: boolean): MatchLine => ({
    criterion: 'place',
    points,
    outOf,
    why,
    rulesOut,
  })
  if (places.includes(place)) return line(outOf, 'place-wanted', false)
  const isNear = district !== undefined && places.some((wanted) => findDistrict(wanted) === district)
  return isNear ? line(part(outOf, 1, 2), 'same-district', false) : line(0, 'place-not-wanted', true)
}

function wageLine({ wageWantedQepik }: JobProfile, { wageQepik }: Demands, outOf: number): MatchLine {
  const line = (points: number, why: MatchReason): MatchLine => ({
    criterion: 'wage',
    points,
    outOf,
    why,
    rulesOut: false,
  })
  if (wageQepik >= wageWantedQepik) return line(outOf, 'as-wanted')
  return wageQepik * SOMEWHAT.denominator >= wageWantedQepik * SOMEWHAT.numerator
    ? line(part(outOf, 1, 2), 'somewhat-less')
    : line(0, 'much-less')
}

function languageLine({ languages }: JobProfile, vacancy: Demands, outOf: number): MatchLine {
  const missing = vacancy.languages.filter((language) => !languages.includes(language))
  return {
    criterion: 'languages',
    points: missing.length === 0 ? outOf : 0,
    outOf,
    why: missing.length === 0 ? 'all-spoken' : 'some-missing',
    rulesOut: missing.length > 0,
  }
}

/** Gives no points: a job that health forbids suits nobody. */
function healthLine({ healthLimits }: JobProfile, { conditions }: Demands): MatchLine {
  const isForbidden = conditions.some((condition) => healthLimits.includes(condition))
  return {
    criterion: 'health',
    points: 0,
    outOf: 0,
    why: isForbidden ? 'forbidden-by-health' : 'nothing-forbidden',
    rulesOut: isForbidden,
  }
}
