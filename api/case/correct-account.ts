/**
 * Another account after the bank sent a payment back: entered on the case page or by the API, because an
 * IBAN is personal data and never passes through a form of the engine. The task CorrectAccount is completed
 * in Tasklist afterwards; workers/payment/correct-account.ts takes it up from there.
 */
import { DomainError } from '../../domain/errors.ts'
import type { Transact } from '../../domain/records.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { findCase } from './open-case.ts'

/** Orders the bank did not carry out, or that a checker sent back: their account may be wrong. */
const correctable = ['ordered', 'rejected', 'returned']

export function createAccountCorrector({ transact }: { readonly transact: Transact }) {
  /** Throws `DomainError` `CASE_NOT_FOUND`, or `ACCOUNT_NOT_TO_CORRECT` when the newest order of the case is under way or paid. */
  return async function correctAccount(caseRef: string, iban: string, principal: Principal): Promise<void> {
    await transact(async (records) => {
      const { id } = await findCase(records, caseRef)
      const orders = await records.payments.ordersOf(id)
      const newest = orders.at(-1)
      if (newest === undefined || !correctable.includes(newest.state)) {
        throw new DomainError(
          'ACCOUNT_NOT_TO_CORRECT',
          'No payment of this case is waiting for another account',
        )
      }
      await records.payments.correctAccount(id, iban)
      records.ledger.append({
        caseId: id,
        actor: actorOf(principal),
        action: 'account.entered',
        reason: newest.bankReason ?? 'returned by the payment checker',
        after: { paymentOrderId: newest.id },
      })
    })
  }
}
export type CorrectAccount = ReturnType<typeof createAccountCorrector>
