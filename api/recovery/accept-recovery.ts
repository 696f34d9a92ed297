/**
 * Asking back what was paid without a right: opened by DSMF with what was found, answered by the person with an
 * objection or with money. Next: bpmn/overpayment-recovery.bpmn.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { openRecovery } from '../../domain/open-recovery.ts'
import type { NewOverpayment, NewRepayment, RecoveryStanding } from '../../domain/overpayment.ts'
import type { Records } from '../../domain/records.ts'
import { createOpenOnce, type EnteredBy } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

/** A payment or objection may be entered while its case still works on the steps before. */
const ANSWER_TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000

export function createRecoveries({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })

  const tell = (records: Records, name: 'overpayment-objected' | 'overpayment-repaid', caseId: string) =>
    records.outbox.publish({
      name,
      correlationKey: caseId,
      variables: { caseId },
      timeToLiveMs: ANSWER_TIME_TO_LIVE_MS,
    })

  async function recoveryOf(records: Records, caseId: string): Promise<void> {
    if ((await records.overpayments.find(caseId)) === undefined) {
      throw new DomainError('CASE_NOT_FOUND', 'There is no such recovery')
    }
  }

  return {
    /**
     * Throws `InvalidFields` for months in the wrong order or an unknown case, `DomainError` `NOTHING_PAID` or
     * `RECOVERY_ALREADY_OPEN`, and what `openOnce` throws.
     */
    open: (found: NewOverpayment, by: EnteredBy): Promise<AcceptedCase> => {
      if (found.fromPeriod > found.toPeriod) {
        throw new InvalidFields('INVALID_REQUEST', [
          { field: '/toPeriod', problem: 'is before the first month' },
        ])
      }
      return openOnce({ ...by, body: found }, async (records) => {
        const { aboutCaseNumber, ...overpayment } = found
        const about = await records.cases.findByNumber(aboutCaseNumber)
        if (about === undefined) {
          throw new InvalidFields('INVALID_REQUEST', [
            { field: '/aboutCaseNumber', problem: 'is not the number of a case' },
          ])
        }
        const entitlement = await records.entitlements.findByCase(about.id)
        const paid =
          entitlement === undefined ? undefined : await records.overpayments.paidSoFar(entitlement.id)
        if (entitlement === undefined || paid === undefined || paid.orders.length === 0) {
          throw new DomainError('NOTHING_PAID', 'The bank has confirmed no payment of this case')
        }
        return openRecovery(records, entitlement, overpayment, dateInBaku(clock.now()), {
          actor: by.actor,
          caseUrl: (id) => `${settings.publicUrl}/cases/${id}`,
        })
      })
    },

    /** Throws `DomainError` `CASE_NOT_FOUND` or `OBJECTION_NOT_POSSIBLE`. */
    object: (caseId: string, objection: string, actor: string): Promise<void> =>
      transact(async (records) => {
        await recoveryOf(records, caseId)
        await records.overpayments.object(caseId, objection)
        records.ledger.append({ caseId, actor, action: 'overpayment.objected' })
        await tell(records, 'overpayment-objected', caseId)
      }),

    /** Throws `DomainError` `CASE_NOT_FOUND` or `REPAYMENT_NOT_POSSIBLE`. */
    repay: (caseId: string, repayment: NewRepayment, actor: string): Promise<RecoveryStanding> =>
      transact(async (records) => {
        await recoveryOf(records, caseId)
        const { entitlementId } = await records.overpayments.get(caseId)
        const standing = await records.overpayments.repay(caseId, { ...repayment, by: actor })
        await records.accounting.bookRecovery(
          entitlementId,
          repayment.amountQepik,
          `repayment-${caseId}-${repayment.reference}`,
        )
        records.ledger.append({
          caseId,
          actor,
          action: 'overpayment.repayment-entered',
          after: { ...repayment, leftQepik: standing.leftQepik },
        })
        if (standing.leftQepik === 0) await tell(records, 'overpayment-repaid', caseId)
        return standing
      }),
  }
}
export type Recoveries = ReturnType<typeof createRecoveries>
