/**
 * The application-declaration (ərizə-bəyannamə) of a family: what the representative states.
 * docs/domain.md 1.3 (family), 1.5 (reasons), 1.7 (steps). Everything else the registers know.
 */
import { Type, type Static } from 'typebox'
import { Day, Email, Fin, Iban, Language, Phone, Qepik, UtilityNumber } from './identifiers.ts'
import { literals } from './literals.ts'
import { otherBakuDistricts, settlementNames } from './territory.ts'

const strict = { additionalProperties: false }

export const relations = [
  'representative',
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandparent',
  'grandchild',
  'other',
] as const
export const studyKinds = ['none', 'school', 'full-time', 'part-time'] as const
export const absenceKinds = ['dead', 'missing', 'imprisoned', 'whereabouts-unknown'] as const
export const incomeKinds = [
  'wage',
  'self-employment',
  'pension',
  'benefit',
  'alimony',
  'subsidiary-plot',
  'property',
  'gift',
  /** Benefit for specialists in the liberated territories, left out of the income 2023–2027 (docs/domain.md 1.1). */
  'liberated-territories-benefit',
  'other',
] as const

/** One line of text: no control characters and no halves of characters, which no database keeps. */
const Line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\p{Cc}\\p{Cs}]+$', description: 'one line of text' })
export const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: "^[\\p{L}][\\p{L}' -]*$" })

export const HouseholdMember = Type.Object(
  {
    fin: Fin,
    givenName: PersonName,
    familyName: PersonName,
    birthDate: Day,
    relation: literals(relations),
    ableToWork: Type.Boolean(),
    study: literals(studyKinds),
    /** FIN of the household member this person cares for, when care keeps them from work. */
    caresFor: Type.Optional(Fin),
    /** A member whose absence explains the low income (docs/domain.md 1.5). */
    absence: Type.Optional(literals(absenceKinds)),
  },
  strict,
)

export const Address = Type.Object(
  {
    /** One of the settlements the centre serves; the district follows from it. */
    settlement: Type.Optional(literals(settlementNames)),
    /** For an address elsewhere in Baku, instead of `settlement`. */
    district: Type.Optional(literals(otherBakuDistricts)),
    street: Line(200),
    building: Line(20),
    apartment: Type.Optional(Line(20)),
  },
  strict,
)

export const utilityKinds = ['electricity', 'gas', 'water'] as const
export const Meter = Type.Object({ subscriberNumber: UtilityNumber, meterNumber: UtilityNumber }, strict)
export const Meters = Type.Object(
  { electricity: Meter, gas: Type.Optional(Meter), water: Type.Optional(Meter) },
  strict,
)

export const DeclaredIncome = Type.Object(
  { fin: Fin, kind: literals(incomeKinds), totalLast12MonthsQepik: Qepik },
  strict,
)

export const Declaration = Type.Object(
  {
    members: Type.Array(HouseholdMember, { minItems: 1, maxItems: 30 }),
    address: Address,
    meters: Meters,
    declaredIncome: Type.Array(DeclaredIncome, { maxItems: 200 }),
    /** Account of the representative; payment is cash-free only (docs/domain.md 1.8). */
    iban: Iban,
  },
  strict,
)

export const NewApplication = Type.Object(
  {
    kind: Type.Literal('targeted-social-assistance'),
    /** The representative (təmsilçi), who is also one of the members. */
    applicant: Type.Object(
      { fin: Fin, phone: Phone, email: Type.Optional(Email), language: Language },
      strict,
    ),
    declaration: Declaration,
  },
  strict,
)

export type HouseholdMember = Static<typeof HouseholdMember>
export type Address = Static<typeof Address>
export type UtilityKind = (typeof utilityKinds)[number]
export type Meter = Static<typeof Meter>
export type Meters = Static<typeof Meters>
export type DeclaredIncome = Static<typeof DeclaredIncome>
export type Declaration = Static<typeof Declaration>
export type NewApplication = Static<typeof NewApplication>

/** An application as kept: with its case and the day it was registered, which is the application date. */
export interface Application extends NewApplication {
  readonly caseId: string
  readonly applicationDate: string
}
