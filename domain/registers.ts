/**
 * What the state registers answer about a household. One request per register and household; every
 * answer is checked against its schema before it is believed. docs/domain.md 1.7 step 6 and 4.
 */
import { Type, type Static, type TSchema } from 'typebox'
import { absenceKinds, incomeKinds, studyKinds, utilityKinds } from './application.ts'
import { Day, Fin, Qepik, UtilityNumber } from './identifiers.ts'
import { literals } from './literals.ts'

const strict = { additionalProperties: false }
const perMember = <T extends TSchema>(schema: T) => Type.Array(schema, { maxItems: 500 })
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })

export const registerNames = [
  'population',
  'income',
  'property',
  'vehicles',
  'utilities',
  'education',
  'disability',
  'employment',
] as const
export type RegisterName = (typeof registerNames)[number]

export const registerAnswers = {
  /** Identity, and who lives together on shared meters. */
  population: Type.Object(
    {
      members: perMember(
        Type.Object(
          {
            fin: Fin,
            givenName: Type.String(),
            familyName: Type.String(),
            birthDate: Day,
            householdId: Type.String(),
            absence: Type.Optional(literals(absenceKinds)),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  /** Each income of each month of the 12 before the application. */
  income: Type.Object(
    {
      incomes: perMember(
        Type.Object({ fin: Fin, month: Month, kind: literals(incomeKinds), qepik: Qepik }, strict),
      ),
    },
    strict,
  ),
  property: Type.Object(
    {
      properties: perMember(
        Type.Object(
          {
            fin: Fin,
            propertyId: Type.String(),
            purpose: literals(['dwelling', 'commercial', 'land', 'garage']),
            address: Type.String(),
          },
          strict,
        ),
      ),
      /** Purchases and sales recorded in the last 12 months. */
      transactions: perMember(
        Type.Object({ fin: Fin, date: Day, item: Type.String(), qepik: Qepik }, strict),
      ),
    },
    strict,
  ),
  vehicles: Type.Object(
    {
      vehicles: perMember(
        Type.Object(
          {
            fin: Fin,
            plate: Type.String(),
            use: literals(['owned', 'used']),
            givenByStateForRehabilitation: Type.Boolean(),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  utilities: Type.Object(
    {
      accounts: perMember(
        Type.Object(
          {
            kind: literals([...utilityKinds, 'communication']),
            subscriberNumber: UtilityNumber,
            meterNumber: Type.Optional(UtilityNumber),
            months: Type.Array(Type.Object({ month: Month, qepik: Qepik }, strict), { maxItems: 12 }),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  education: Type.Object(
    { students: perMember(Type.Object({ fin: Fin, study: literals(studyKinds) }, strict)) },
    strict,
  ),
  disability: Type.Object(
    {
      disabilities: perMember(
        Type.Object(
          { fin: Fin, percent: Type.Integer({ minimum: 31, maximum: 100 }), validTo: Type.Optional(Day) },
          strict,
        ),
      ),
    },
    strict,
  ),
  employment: Type.Object(
    {
      statuses: perMember(
        Type.Object(
          {
            fin: Fin,
            status: literals([
              'employed',
              'self-employed',
              'unemployed',
              'unemployment-insurance',
              'not-registered',
            ]),
            refusedSuitableJobs: Type.Integer({ minimum: 0 }),
            lastRefusalOn: Type.Optional(Day),
            /** Day of the decision "unemployed". */
            unemployedSince: Type.Optional(Day),
            /** Owns a share of agricultural land (docs/domain.md 2.2). */
            landShare: Type.Optional(Type.Boolean()),
            releasedFromPrisonOn: Type.Optional(Day),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
} satisfies Record<RegisterName, TSchema>

export type RegisterAnswer<R extends RegisterName> = Static<(typeof registerAnswers)[R]>
export type RegisterAnswers = { readonly [R in RegisterName]: RegisterAnswer<R> }

/** What a register is asked: whose data, and for which utility accounts, as of which day. */
export const RegisterQuery = Type.Object(
  {
    fins: Type.Array(Fin, { minItems: 1, maxItems: 30 }),
    applicationDate: Day,
    subscriberNumbers: Type.Array(UtilityNumber),
  },
  strict,
)
export type RegisterQuery = Static<typeof RegisterQuery>

/** The register answered, but not with what its schema promises: people have to look, a retry cannot help. */
export class RegisterAnswerUnusable extends Error {
  override readonly name = 'RegisterAnswerUnusable'
}

/** Port to the registers. Throws `RetryableError` when one is slow or down, `RegisterAnswerUnusable` when it answers nonsense. */
export interface Registers {
  ask<R extends RegisterName>(register: R, query: RegisterQuery): Promise<RegisterAnswer<R>>
}
