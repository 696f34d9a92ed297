/**
 * Job `write-payment-file` — the approved order goes into a pain.001 file with the next number, kept and
 * signed before anything is sent. Next: send-payment-file.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, isWorkingDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function writePaymentFile({
  paymentFiles,
}: Pick<WorkerDependencies, 'paymentFiles'>): Worker<'write-payment-file'> {
  return async ({ caseId, paymentOrderId }, job) =>
    job.record(async (records) => {
      const order = await records.payments.get(paymentOrderId)
      const { number: caseNumber } = await records.cases.get(caseId)
      const moves = await records.calendarMoves()
      const today = dateInBaku(job.now)
      const executionDay = isWorkingDay(today, moves) ? today : addWorkingDays(today, 1, moves)
      const { kind } = await records.entitlements.get(order.entitlementId)
      const file = await records.payments.addFile([paymentOrderId], (_number, messageId) =>
        paymentFiles.write(
          {
            messageId,
            createdAt: job.now,
            executionDay,
            kind,
            orderCount: 1,
            controlSumQepik: order.amountQepik,
          },
          [[{ ...order, caseNumber }]],
        ),
      )
      records.ledger.append(
        ledgerEntry('write-payment-file', job, {
          caseId,
          action: 'payment-file.written',
          after: {
            paymentFileId: file.id,
            number: file.number,
            messageId: file.messageId,
            paymentOrderId,
            controlSumQepik: file.controlSumQepik,
            sha256: file.sha256,
          },
        }),
      )
      return completed({ paymentFileId: file.id })
    })
}
