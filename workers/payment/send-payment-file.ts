/**
 * Job `send-payment-file` — the stored bytes go to the bank, which takes a message id once however often it
 * is sent. Next: wait for the bank's answer, at most until `bankAnswerDueAt`; a file that the bank will not
 * take is a question for people (BANK_REFUSED_FILE).
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Bank, OutgoingFile } from '../../domain/payment.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function sendPaymentFile({
  bank,
  paymentFiles,
}: Pick<WorkerDependencies, 'bank' | 'paymentFiles'>): Worker<'send-payment-file'> {
  return async ({ caseId, paymentFileId }, job) => {
    const file = await job.read((records) => records.payments.getFile(paymentFileId))
    const refusal = await send(bank, { ...file, open: () => paymentFiles.open(file) })

    return job.record(async (records) => {
      if (refusal !== undefined) {
        records.ledger.append(
          ledgerEntry('send-payment-file', job, {
            caseId,
            action: 'payment-file.refused',
            reason: refusal,
            after: { paymentFileId, messageId: file.messageId },
          }),
        )
        return {
          kind: 'refused',
          code: 'BANK_REFUSED_FILE',
          message: `The bank refused the file ${file.messageId}`,
        }
      }
      const { applicationDate } = await records.cases.get(caseId)
      const parameters = await records.parametersOn(applicationDate)
      const bankAnswerDueAt = endOfOfficeDay(
        addWorkingDays(
          dateInBaku(job.now),
          parameters.value('bank-answer-working-days'),
          await records.calendarMoves(),
        ),
      ).toISOString()
      // Moves its orders on too, but not one that the bank has answered already.
      await records.payments.markFileSent(paymentFileId)
      records.ledger.append(
        ledgerEntry('send-payment-file', job, {
          caseId,
          action: 'payment-file.sent',
          after: { paymentFileId, messageId: file.messageId, sha256: file.sha256, bankAnswerDueAt },
        }),
      )
      return completed({ bankAnswerDueAt })
    })
  }
}

/** @returns why the bank refused the file, without account numbers; `undefined` when it took it */
async function send(bank: Bank, file: OutgoingFile): Promise<string | undefined> {
  try {
    await bank.send(file)
    return undefined
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BANK_REFUSED_FILE') throw error
    return error.message.replace(/\b[A-Z]{2}\d{2}[0-9A-Z]{8,30}\b/g, '(account)')
  }
}
