/**
 * A rate reaches what is paid by it (docs/domain.md 3.2), with a ledger entry in the case of each benefit raised; what
 * months ordered before lack comes with the next payment. Called every morning, and by an assignment that a rate overtook.
 */
import type { BenefitRate } from '../../domain/benefit-amount.ts'
import { benefitRow } from '../../domain/benefit-kinds.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import type { LedgerEntry } from '../../domain/ledger.ts'
import type { Records } from '../../domain/records.ts'

/**
 * @param entry writes the entry of a worker
 * @returns how many were raised; none by a rate that began while it was switched off, or of what is paid once
 */
export async function raiseToRate(
  records: Records,
  rate: BenefitRate,
  {
    by,
    caseId,
    entry,
  }: {
    readonly by: string
    /** Of one claim alone. */
    readonly caseId?: string
    readonly entry: (
      what: Pick<LedgerEntry, 'caseId' | 'action' | 'reason' | 'before' | 'after'>,
    ) => LedgerEntry
  },
): Promise<number> {
  const { today } = records
  const follows = (await records.parametersOn(rate.validFrom)).value('raise-benefits-at-new-rate') !== 0
  if (!follows || benefitRow(rate.kind).oneOff) return 0
  const backPayMonths = (await records.parametersOn(today)).value('benefit-back-pay-months')
  const raised = await records.benefits.raiseTo(rate, {
    today,
    earliest: addToMonth(monthOf(today), -backPayMonths),
    by,
    ...(caseId === undefined ? {} : { caseId }),
  })
  for (const { caseId: claim, beforeQepik, ...after } of raised) {
    records.ledger.append(
      entry({
        caseId: claim,
        action: 'benefit.raised',
        reason: `rate of ${rate.kind} ${rate.variant} from ${rate.validFrom}`,
        before: { monthlyAmountQepik: beforeQepik },
        after,
      }),
    )
  }
  return raised.length
}
