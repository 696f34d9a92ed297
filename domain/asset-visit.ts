/**
 * What is looked at when a given asset is visited, as the Tasklist form sends it, and the facts that the table
 * `asset-findings` reads of it. Observations, counts and codes, no person: income is a band beside the business plan,
 * never a sum. docs/domain.md 2.4, steps 9 and 10; the form itself was not found and is a design choice.
 */
import { Type, type Static } from 'typebox'
import { literals } from './literals.ts'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0, maximum: 10_000 })

/** `not-shown`: nobody was there, or the asset was said to be elsewhere. `gone`: it is no longer there. */
export const assetSights = ['seen', 'not-shown', 'gone'] as const
/** How it is used beside the business plan. */
export const assetUses = ['as-planned', 'partly', 'not-used'] as const
export const assetConditions = ['good', 'worn', 'damaged'] as const
export const incomeBands = ['none-yet', 'below-plan', 'as-planned', 'above-plan'] as const
/** Why the asset or some of its animals are gone. */
export const lossCauses = ['disease-or-disaster', 'theft-reported', 'neglect', 'sold-or-given-away'] as const

/** As read off the device, or the ear tag of an animal. */
export const SerialNumber = Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z /.-]{1,39}$' })

/** Variables of the forms `visit-asset` and `revisit-asset`. Those after `assetSight` are asked only where they apply. */
export const AssetVisitForm = Type.Object(
  {
    visitedOn: Type.String({ format: 'date' }),
    assetSight: literals(assetSights),
    serialNumberRead: Type.Optional(SerialNumber),
    assetUse: Type.Optional(literals(assetUses)),
    assetCondition: Type.Optional(literals(assetConditions)),
    incomeBand: Type.Optional(literals(incomeBands)),
    animalsAlive: Type.Optional(Count),
    animalsLost: Type.Optional(Count),
    lossCause: Type.Optional(literals(lossCauses)),
    adviceGiven: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type AssetVisitForm = Static<typeof AssetVisitForm>

/** What bpmn/decisions/asset-findings.dmn reads. */
export const AssetFacts = Type.Object(
  {
    assetSight: literals(assetSights),
    /** True also where there was nothing to read it from. */
    serialNumberMatches: Type.Boolean(),
    assetUse: literals([...assetUses, 'not-looked-at']),
    assetCondition: literals([...assetConditions, 'not-looked-at']),
    animalsLost: Count,
    lossCause: literals([...lossCauses, 'none']),
    /** The visit before found a fault, and its term to mend it has passed. */
    warned: Type.Boolean(),
  },
  strict,
)
export type AssetFacts = Static<typeof AssetFacts>

/** `mend`: a fault that can be put right. `lost`: gone through no fault of the person, as far as can be seen. */
export const assetFindings = ['in-order', 'mend', 'misuse', 'sold', 'lost'] as const
export type AssetFinding = (typeof assetFindings)[number]

/** Why, as the table says it. */
export const findingGrounds = [
  'in-order',
  'not-shown',
  'other-serial-number',
  'not-as-planned',
  'damaged',
  'animals-neglected',
  'lost-without-fault',
  'lost-by-neglect',
  'disposed-of',
] as const
export type FindingGround = (typeof findingGrounds)[number]

export const AssetFindingResult = Type.Object(
  { finding: literals(assetFindings), ground: literals(findingGrounds) },
  strict,
)

/** What the table is told of a visit. */
export function assetFacts(
  form: AssetVisitForm,
  { serialNumber, warned }: { readonly serialNumber: string; readonly warned: boolean },
): AssetFacts {
  const { assetSight, serialNumberRead, assetUse, assetCondition, animalsLost, lossCause } = form
  return {
    assetSight,
    serialNumberMatches: assetSight !== 'seen' || sameSerial(serialNumberRead, serialNumber),
    assetUse: assetUse ?? 'not-looked-at',
    assetCondition: assetCondition ?? 'not-looked-at',
    animalsLost: animalsLost ?? 0,
    lossCause: lossCause ?? 'none',
    warned,
  }
}

/** Blanks, dots, strokes and the size of letters differ between plate and paper. */
const sameSerial = (one: string | undefined, other: string): boolean => bare(one ?? '') === bare(other)
const bare = (serial: string): string => serial.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** Names of the fields as the form says them. */
const fieldNames = {
  visitedOn: 'Baxışın tarixi / Date of the visit',
  serialNumberRead: 'Seriya nömrəsi / Serial number',
  assetUse: 'İstifadə / Use',
  assetCondition: 'Vəziyyəti / Condition',
  incomeBand: 'Gəlir / Income',
  lossCause: 'Səbəb / Cause',
} as const

const missing = (field: keyof typeof fieldNames): string => `${fieldNames[field]}: yoxdur / missing`

/**
 * What is wrong with a form beside its shape, Azerbaijani first.
 * @param earliest the first day that counts for this visit
 */
export function assetVisitProblems(
  form: AssetVisitForm,
  { earliest, today }: { readonly earliest: string; readonly today: string },
): readonly string[] {
  const { visitedOn, assetSight, lossCause, animalsLost = 0 } = form
  const seen = assetSight === 'seen'
  const needsCause = assetSight === 'gone' || animalsLost > 0
  return [
    ...(visitedOn > today ? [`${fieldNames.visitedOn}: gələcəkdədir / is in the future`] : []),
    ...(visitedOn < earliest
      ? [`${fieldNames.visitedOn}: ${earliest} tarixindən əvvəldir / is before ${earliest}`]
      : []),
    ...(seen && form.assetUse === undefined ? [missing('assetUse')] : []),
    ...(seen && form.assetCondition === undefined ? [missing('assetCondition')] : []),
    ...(seen && form.incomeBand === undefined ? [missing('incomeBand')] : []),
    ...(seen && form.serialNumberRead === undefined ? [missing('serialNumberRead')] : []),
    ...(needsCause && lossCause === undefined ? [missing('lossCause')] : []),
    ...(!needsCause && lossCause !== undefined
      ? [`${fieldNames.lossCause}: heç nə itməyib / nothing is gone`]
      : []),
  ]
}

/** Of the fields, as people read them in a sentence about what is wrong. */
export const assetFieldName = (field: string): string =>
  Object.hasOwn(fieldNames, field) ? fieldNames[field as keyof typeof fieldNames] : field
