/**
 * What a job-seeker can and wants to do, and what a vacancy asks for, in the same codes, so that one can be compared
 * with the other (domain/job-matching.ts). docs/domain.md 2.3: the employment centre looks for a suitable job.
 */
import { Type, type Static } from 'typebox'
import { literals } from './literals.ts'
import { otherBakuDistricts, settlementNames } from './territory.ts'

const strict = { additionalProperties: false }

/** From the least to the most. */
export const educationLevels = [
  'none',
  'general-secondary',
  'vocational',
  'specialised-secondary',
  'higher',
] as const
export type EducationLevel = (typeof educationLevels)[number]

export const jobFields = [
  'agriculture',
  'manufacturing',
  'construction',
  'trade',
  'transport',
  'catering',
  'services',
  'office',
  'education',
  'health',
  'it',
  'other',
] as const
export type JobField = (typeof jobFields)[number]

/** What health forbids a person, and what a workplace demands. */
export const workConditions = [
  'heavy-lifting',
  'long-standing',
  'heights',
  'night-work',
  'noise',
  'dust',
  'screen-work',
] as const
export type WorkCondition = (typeof workConditions)[number]

export const jobLanguages = ['az', 'ru', 'en', 'tr'] as const
export type JobLanguage = (typeof jobLanguages)[number]

/** A settlement that the centre serves, or another district of Baku. */
export const workPlaces = [...settlementNames, ...otherBakuDistricts] as const
export type WorkPlace = (typeof workPlaces)[number]

/** Who is one of these counts as employed and is not given the status "unemployed" (docs/domain.md 2.3). */
export const employedAs = [
  'entrepreneur',
  'land-share-owner',
  'family-farm-member',
  'full-time-student',
] as const
export type EmployedAs = (typeof employedAs)[number]

const several = <const T extends string>(values: readonly T[], minItems: number) =>
  Type.Array(literals(values), { minItems, maxItems: values.length, uniqueItems: true })

/** Four digits of the international classification of occupations (ISCO-08), e.g. 7411 electrician. */
export const OccupationCode = Type.String({ pattern: '^[1-9][0-9]{3}$', description: 'ISCO-08, e.g. 7411' })
export const Years = Type.Integer({ minimum: 0, maximum: 60 })
/** A month's wage, whole qəpik. */
export const Wage = Type.Integer({ minimum: 1, maximum: 10_000_000 })

export const JobProfile = Type.Object(
  {
    education: literals(educationLevels),
    occupationCode: OccupationCode,
    field: literals(jobFields),
    experienceYears: Years,
    /** Where they can work. */
    places: several(workPlaces, 1),
    wageWantedQepik: Wage,
    healthLimits: several(workConditions, 0),
    languages: several(jobLanguages, 1),
    employedAs: Type.Optional(literals(employedAs)),
  },
  strict,
)
export type JobProfile = Static<typeof JobProfile>

/** What is demanded of whoever takes the job. */
export const JobDemands = {
  field: literals(jobFields),
  occupationCode: OccupationCode,
  leastEducation: literals(educationLevels),
  leastExperienceYears: Years,
  conditions: several(workConditions, 0),
  languages: several(jobLanguages, 0),
  place: literals(workPlaces),
  wageQepik: Wage,
}
