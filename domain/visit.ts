/**
 * What an inspector records at a household, as the Tasklist form sends it: numbers and observations,
 * no names. docs/domain.md 1.7, "What the inspection records today" and the numbered parts of the older form.
 */
import { Type, type Static } from 'typebox'
import { Instant, UtilityNumber } from './identifiers.ts'
import { literals } from './literals.ts'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0, maximum: 10_000 })
const Manat = Type.Number({
  minimum: 0,
  maximum: 10_000_000,
  multipleOf: 0.01,
  description: 'AZN, at most two decimals',
})

export const visitResults = ['inspected', 'nobody-home', 'access-refused'] as const
export const presentRoles = [
  'representative',
  'spouse',
  'adult-member',
  'neighbour-witness',
  'municipality',
] as const
export const dwellingTypes = ['house', 'apartment', 'dormitory', 'rented', 'makeshift'] as const
export const repairStates = ['good', 'average', 'poor', 'unsafe'] as const
export const livestockKinds = ['cattle', 'buffalo', 'sheep', 'goats', 'poultry', 'beehives'] as const
export const householdGoods = [
  'refrigerator',
  'washing-machine',
  'television',
  'computer',
  'air-conditioner',
  'gas-stove',
] as const

/** Variables of the form `household-visit` (and of the re-inspection). Those after `visitResult` are asked only when the family was met. */
export const VisitForm = Type.Object(
  {
    visitResult: literals(visitResults),
    visitedAt: Instant,
    present: Type.Optional(Type.Array(literals(presentRoles), { minItems: 1, uniqueItems: true })),
    peopleLivingHere: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
    dwellingType: Type.Optional(literals(dwellingTypes)),
    rooms: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    yardSquareMetres: Type.Optional(Count),
    repairState: Type.Optional(literals(repairStates)),
    goods: Type.Optional(Type.Array(literals(householdGoods), { uniqueItems: true })),
    electricitySubscriber: Type.Optional(UtilityNumber),
    electricityMeter: Type.Optional(UtilityNumber),
    gasSubscriber: Type.Optional(UtilityNumber),
    gasMeter: Type.Optional(UtilityNumber),
    waterSubscriber: Type.Optional(UtilityNumber),
    waterMeter: Type.Optional(UtilityNumber),
    cattle: Type.Optional(Count),
    buffalo: Type.Optional(Count),
    sheep: Type.Optional(Count),
    goats: Type.Optional(Count),
    poultry: Type.Optional(Count),
    beehives: Type.Optional(Count),
    vehicleSeen: Type.Optional(Type.Boolean()),
    otherIncomeManat: Type.Optional(Manat),
    purchases: Type.Optional(
      Type.Array(
        Type.Object(
          {
            item: Type.String({ minLength: 1, maxLength: 200 }),
            valueManat: Manat,
            boughtOn: Type.String({ format: 'date' }),
          },
          strict,
        ),
        { maxItems: 50 },
      ),
    ),
    remarks: Type.Optional(Type.String({ maxLength: 2_000 })),
  },
  strict,
)
export type VisitForm = Static<typeof VisitForm>

/** A signed inspection act: the checked form, who made it, and the Ed25519 signature over its canonical JSON. */
export interface InspectionAct {
  readonly id: string
  readonly caseId: string
  readonly kind: 'visit' | 'reinspection'
  readonly round: number
  readonly result: (typeof visitResults)[number]
  readonly form: VisitForm
  readonly inspector: string
  readonly signedAt: string
  readonly sha256: string
  readonly signature: string
  readonly keyId: string
}

/** Money typed in a form as AZN with two decimals, as whole qəpik. */
export const manatToQepik = (manat: number): number => Math.round(manat * 100)
