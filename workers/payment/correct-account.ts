/**
 * Job `correct-account` — the maker says the account was corrected on the case page; the database must
 * agree before the payment is ordered again. Next: another person approves, then order-repair-payment.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { accountIsAtFault } from '../../domain/bank-matching.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function correctAccount(): Worker<'correct-account'> {
  return async ({ caseId, paymentOrderId, accountCorrected }, job) =>
    job.record(async (records) => {
      const order = await records.payments.get(paymentOrderId)
      const account = await records.payments.accountOf(caseId)
      // An order the checker sent back may be right as it is, and so may one that came back for the bank's own
      // reasons; one whose account the bank refused needs another account.
      const changed = account.iban !== order.iban
      if (
        !accountCorrected ||
        (order.state === 'rejected' && accountIsAtFault(order.bankReason) && !changed)
      ) {
        records.ledger.append(
          ledgerEntry('correct-account', job, {
            caseId,
            action: 'account.left-uncorrected',
            after: { paymentOrderId, accountCorrected, changed },
          }),
        )
        return {
          kind: 'refused',
          code: 'ACCOUNT_NOT_CORRECTED',
          message: 'The account of the household is still the one that did not work',
        }
      }
      records.ledger.append(
        ledgerEntry('correct-account', job, {
          caseId,
          action: 'account.corrected',
          after: { paymentOrderId, changed },
        }),
      )
      return completed({})
    })
}
