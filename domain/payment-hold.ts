/**
 * A hold on payments as a person sets it: what is not to be paid, from which month on, why. What is held and when it is
 * paid again is in adapters/postgres/payment-run-holds.ts; the holds of the check itself never come from here.
 */
import { Type, type Static } from 'typebox'
import { CaseNumber } from './identifiers.ts'
import { literals } from './literals.ts'

export const holdScopes = ['entitlement', 'kind', 'everything'] as const
export type HoldScope = (typeof holdScopes)[number]

/** `freeze-period` is for the office's own books; the others are about one entitlement or kind. */
export const holdReasons = [
  'stop-order',
  'court-order',
  'under-review',
  'account-in-doubt',
  'freeze-period',
] as const
export type HoldReason = (typeof holdReasons)[number]

/** As PostgreSQL takes it; the format of the same name takes more. */
export const uuid = '^[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}$'

const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$', description: 'Month, YYYY-MM' })

/** What is held is said outright: nothing left out by mistake holds everything. */
export const HoldRequest = Type.Object(
  {
    scope: literals(holdScopes),
    entitlementId: Type.Optional(Type.String({ pattern: uuid, description: 'With scope entitlement' })),
    /** Instead of entitlementId: the case it was assigned on. */
    caseNumber: Type.Optional(CaseNumber),
    kind: Type.Optional(
      Type.String({
        pattern: '^[a-z]+(-[a-z]+)*$',
        maxLength: 60,
        description: 'With scope kind: kind of aid',
      }),
    ),
    fromPeriod: Month,
    toPeriod: Type.Optional(Month),
    reason: literals(holdReasons),
    note: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 200,
        pattern: '^[^\\p{Cc}\\p{Cs}]+$',
        description: 'Without personal data: it is shown to everybody who sees the run',
      }),
    ),
  },
  { additionalProperties: false },
)
export type HoldRequest = Static<typeof HoldRequest>

/** What contradicts itself in a hold, by the field at fault; empty when it can be set. */
export function holdFaults({
  scope,
  entitlementId,
  caseNumber,
  kind,
  fromPeriod,
  toPeriod,
}: HoldRequest): { field: string; problem: string }[] {
  const faults: { field: string; problem: string }[] = []
  const isOfOne = scope === 'entitlement'
  if (isOfOne && (entitlementId === undefined) === (caseNumber === undefined)) {
    faults.push({ field: '/entitlementId', problem: 'or caseNumber has to be given, one of the two' })
  }
  if (!isOfOne && (entitlementId ?? caseNumber) !== undefined) {
    const field = entitlementId === undefined ? '/caseNumber' : '/entitlementId'
    faults.push({ field, problem: 'goes with scope entitlement only' })
  }
  if ((scope === 'kind') !== (kind !== undefined)) {
    faults.push({ field: '/kind', problem: scope === 'kind' ? 'is missing' : 'goes with scope kind only' })
  }
  if (toPeriod !== undefined && toPeriod < fromPeriod) {
    faults.push({ field: '/toPeriod', problem: 'is before fromPeriod' })
  }
  return faults
}
