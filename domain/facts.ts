/**
 * The numbers a decision rests on: what the decision tables read, without a person in them.
 * Averages are not rounded here: totals of 12 months go in and the tables divide exactly.
 */
import { Type, type Static } from 'typebox'
import { Day, Qepik } from './identifiers.ts'

const Count = Type.Integer({ minimum: 0 })

export const Facts = Type.Object(
  {
    applicationDate: Day,
    memberCount: Type.Integer({ minimum: 1 }),
    /** Ground 1: whether declaration, registers and visit agree on what decides. */
    declarationMatches: Type.Boolean(),
    mismatchCount: Count,
    /** Ground 2 and the amount: all income of all members in the 12 months before the application. */
    incomeTotalQepik: Qepik,
    needCriterionQepik: Qepik,
    /** Ground 3: purchases and sales of the last 12 months, against a multiple of the living minimum. */
    purchasesTotalQepik: Qepik,
    livingMinimumQepik: Qepik,
    purchaseLimitFactor: Count,
    /** Ground 4: vehicles owned or used, those given by the state for rehabilitation left out. */
    vehicleCount: Count,
    /** Ground 5: the most suitable jobs refused by one able-bodied, non-working member. */
    refusedSuitableJobs: Count,
    refusedJobsLimit: Count,
    /** Ground 6: utilities and communication of 12 months, against a share of the living minimum per head and month. */
    utilitiesTotalQepik: Qepik,
    utilityLimitPercent: Type.Number({ minimum: 0 }),
    /** Ground 7: the most properties of one purpose at different addresses. */
    samePurposeProperties: Count,
    samePurposeLimit: Count,
    /** Entitlement reasons (docs/domain.md 1.5), counted in members. */
    unableToWorkMembers: Count,
    carerMembers: Count,
    studentMembers: Count,
    unemploymentInsuredMembers: Count,
    absentMembers: Count,
    /** Able-bodied, non-working members whom none of the reasons explains. */
    unexplainedNonWorkingMembers: Count,
    /** Months' block after false data (1 year) still running on the application date. */
    blockedForFalseData: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type Facts = Static<typeof Facts>

export const EntitlementReason = Type.Object(
  { reason: Type.String(), members: Count },
  { additionalProperties: false },
)
export type EntitlementReason = Static<typeof EntitlementReason>

/** A refusal ground that hit, with the figure found and the threshold it met; both in `unit`. */
export const RefusalGround = Type.Object(
  {
    ground: Type.String(),
    figure: Type.Number(),
    threshold: Type.Number(),
    unit: Type.Union([Type.Literal('qepik'), Type.Literal('count')]),
  },
  { additionalProperties: false },
)
export type RefusalGround = Static<typeof RefusalGround>

export interface Decision {
  readonly caseId: string
  readonly outcome: 'assign' | 'refuse'
  readonly monthlyAmountQepik: number
  readonly facts: Facts
  readonly reasons: readonly EntitlementReason[]
  readonly grounds: readonly RefusalGround[]
  /** Names and values of the legal parameters used, as valid on the application date. */
  readonly parameters: Readonly<Record<string, number>>
  readonly decidedAt: string
}
