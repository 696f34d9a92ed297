/**
 * Setting and releasing holds on payments, by API and page alike: the hold, what it does to the orders, its entry in the
 * ledger and the key of the request are one transaction.
 */
import { DomainError } from '../../domain/errors.ts'
import { holdFaults, type HoldRequest } from '../../domain/payment-hold.ts'
import type { HoldSeen } from '../../domain/payment-run-view.ts'
import type { Records, Transact } from '../../domain/records.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { oncePerKey } from '../intake/open-once.ts'
import { InvalidFields } from '../problem.ts'

interface Target {
  readonly entitlementId?: string
  readonly kind?: string
  /** Where the ledger keeps it. */
  readonly caseId?: string
}

const fault = (field: string, problem: string): InvalidFields =>
  new InvalidFields('INVALID_REQUEST', [{ field, problem }])

/** @throws InvalidFields for an entitlement or kind that is not there */
async function targetOf(
  { paymentRunViews }: Records,
  { scope, entitlementId, caseNumber = '', kind = '' }: HoldRequest,
): Promise<Target> {
  if (scope === 'everything') return {}
  if (scope === 'kind') {
    if (!(await paymentRunViews.isKind(kind))) throw fault('/kind', 'is no kind of aid that is paid here')
    return { kind }
  }
  const wanted = entitlementId === undefined ? { caseNumber } : { entitlementId }
  const found = await paymentRunViews.findEntitlement(wanted)
  if (found === undefined) {
    throw fault(entitlementId === undefined ? '/caseNumber' : '/entitlementId', 'has no entitlement')
  }
  return found
}

function userNameOf(principal: Principal): string {
  if (principal.kind === 'staff') return principal.userName
  throw new DomainError('NOT_ALLOWED', 'Payments are held and released by people')
}

export function createHolds({ transact }: { readonly transact: Transact }) {
  return {
    /**
     * Throws `InvalidFields` for a hold that contradicts itself or is about nothing, and what `oncePerKey` throws.
     * `repeated`: the key was used before, and nothing was held again.
     */
    set: (
      wanted: HoldRequest,
      by: { readonly principal: Principal; readonly idempotencyKey: string | undefined },
    ): Promise<{ readonly value: HoldSeen; readonly repeated: boolean }> => {
      const faults = holdFaults(wanted)
      if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
      const userName = userNameOf(by.principal)
      const actor = actorOf(by.principal)
      return transact((records) =>
        oncePerKey<HoldSeen>(
          records,
          { actor, idempotencyKey: by.idempotencyKey, body: wanted },
          {
            first: async () => {
              const { caseId, ...target } = await targetOf(records, wanted)
              const { scope, fromPeriod, toPeriod, reason, note } = wanted
              const holdId = await records.paymentRuns.hold({
                ...target,
                fromPeriod,
                ...(toPeriod === undefined ? {} : { toPeriod }),
                reason,
                ...(note === undefined ? {} : { note }),
                by: userName,
              })
              records.ledger.append({
                ...(caseId === undefined ? {} : { caseId }),
                actor,
                action: 'payment-hold.set',
                reason,
                after: { holdId, scope, ...target, fromPeriod, toPeriod: toPeriod ?? null },
              })
              return { value: await get(records, holdId), became: { holdId } }
            },
            again: async (became) => ('holdId' in became ? get(records, became.holdId) : undefined),
          },
        ),
      )
    },

    /**
     * Throws `DomainError` `HOLD_NOT_FOUND`, or `HOLD_RELEASED_BY_ITS_MAKER`. One that was released before is answered
     * as it is.
     */
    release: (holdId: string, principal: Principal): Promise<HoldSeen> =>
      transact(async (records) => {
        if (await records.paymentRuns.releaseHold(holdId, userNameOf(principal))) {
          const { entitlementId, orderId, reason } = await get(records, holdId)
          const caseId = await caseOf(records, { entitlementId, orderId })
          records.ledger.append({
            ...(caseId === undefined ? {} : { caseId }),
            actor: actorOf(principal),
            action: 'payment-hold.released',
            reason,
            after: { holdId, paymentOrderId: orderId ?? null },
          })
        }
        return get(records, holdId)
      }),
  }
}
export type Holds = ReturnType<typeof createHolds>

async function get({ paymentRunViews }: Records, holdId: string): Promise<HoldSeen> {
  const hold = await paymentRunViews.hold(holdId)
  if (hold === undefined) throw new DomainError('HOLD_NOT_FOUND', 'There is no such hold')
  return hold
}

async function caseOf(
  { payments, paymentRunViews }: Records,
  {
    entitlementId,
    orderId,
  }: { readonly entitlementId: string | undefined; readonly orderId: string | undefined },
): Promise<string | undefined> {
  if (orderId !== undefined) return (await payments.get(orderId)).caseId
  if (entitlementId === undefined) return undefined
  return (await paymentRunViews.findEntitlement({ entitlementId }))?.caseId
}
