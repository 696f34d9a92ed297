/** What an entitlement pays from a month on, changed in the transaction of whatever decided it (docs/domain.md 1.8). */
import { differenceOfOrdered, type Amendment } from '../../domain/entitlement-amounts.ts'
import { RetryableError } from '../../domain/errors.ts'
import type { Records } from '../../domain/records.ts'

/**
 * A new amount from a month on, 0 for the end. Months ordered before with another amount are made good: what they lack
 * is added to the next payment, what they hold too much is booked as a claim and recovered apart.
 * Once for each case and month that it decides from.
 * @throws RetryableError while the first payment is not ordered: it pays the amount assigned
 */
export async function amendEntitlement(
  records: Records,
  entitlementId: string,
  amendment: Amendment,
  by: string,
): Promise<{ readonly underpaidQepik: number; readonly overpaidQepik: number }> {
  const entitlement = await records.entitlements.lock(entitlementId)
  if (await records.entitlements.awaitsFirstPayment(entitlementId)) {
    throw new RetryableError('The first payment of the entitlement is not ordered yet')
  }
  const known = await records.entitlements.amendments(entitlementId)
  const orderedUntil = await records.entitlements.orderedUntil(entitlementId)
  const difference = differenceOfOrdered(entitlement, known, amendment, orderedUntil)
  await records.entitlements.amend(entitlementId, amendment)
  const reference = `amendment ${amendment.caseId} ${amendment.fromPeriod}`
  const { underpaidQepik, overpaidQepik } = difference
  if (underpaidQepik > 0) {
    await records.paymentRuns.adjust({
      entitlementId,
      part: 'addition',
      amountQepik: underpaidQepik,
      fromPeriod: amendment.fromPeriod,
      reason: 'decided-again',
      reference,
      by,
    })
  }
  if (overpaidQepik > 0) await records.accounting.bookOverpayment(entitlementId, overpaidQepik, reference)
  return difference
}
