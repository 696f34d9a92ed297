/**
 * Months that the bank has paid above what is decided now are asked back: each stretch of months with the same right becomes
 * a recovery, which a person reviews (docs/domain.md 1.8). Months asked back before, with whatever end, are left alone.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { formatManat } from '../../domain/money.ts'
import { openRecovery } from '../../domain/open-recovery.ts'
import { monthsPaidTooMuch, type OverpaymentCause } from '../../domain/overpayment.ts'
import type { Amendment } from '../../domain/entitlement-amounts.ts'
import type { Records } from '../../domain/records.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { amendEntitlement } from '../entitlement/amend-entitlement.ts'

export interface AskedBackBy extends Pick<WorkerDependencies, 'caseUrl'> {
  /** Why months paid already are asked back. */
  readonly cause: OverpaymentCause
  readonly actor: string
  readonly now: Date
}

/** `amendEntitlement` by a decision that may say less: what was paid beyond it already is asked back. */
export async function amendAndAskBack(
  records: Records,
  entitlementId: string,
  amendment: Amendment,
  by: AskedBackBy,
): ReturnType<typeof amendEntitlement> {
  const difference = await amendEntitlement(records, entitlementId, amendment, by.actor)
  if (difference.overpaidQepik > 0) await askBack(records, entitlementId, by)
  return difference
}

/** @returns numbers of the recoveries opened */
export async function askBack(
  records: Records,
  entitlementId: string,
  { cause, actor, now, caseUrl }: AskedBackBy,
): Promise<readonly string[]> {
  const askedBack = await records.overpayments.askedBack(entitlementId)
  const entitlement = await records.entitlements.get(entitlementId)
  const amendments = await records.entitlements.amendments(entitlementId)
  const { orders } = await records.overpayments.paidSoFar(entitlementId)
  const opened: string[] = []
  for (const months of monthsPaidTooMuch(entitlement, amendments, orders, askedBack)) {
    const { decidedIn, ...found } = months
    const { number } = await records.cases.get(decidedIn)
    const right = `${formatManat(found.rightfulMonthlyQepik)} AZN`
    const finding =
      `${number} nömrəli iş: ${found.fromPeriod} – ${found.toPeriod} ayları üçün düzgün məbləğ ayda ${right}, daha çox ödənilib. / ` +
      `Case ${number}: ${right} a month was due from ${found.fromPeriod} to ${found.toPeriod}; more was paid.`
    const file = await openRecovery(records, entitlement, { ...found, cause, finding }, dateInBaku(now), {
      actor,
      caseUrl,
    })
    opened.push(file.number)
  }
  return opened
}
