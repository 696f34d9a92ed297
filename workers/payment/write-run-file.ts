/**
 * Job `write-run-file` — one file of a released run: its orders as pain.001, kept and signed before anything is sent.
 * One job per file, several side by side; written again, the file is the same. Next: send-payment-file.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, isWorkingDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { PaymentFileHeader } from '../../domain/payment.ts'
import type { Records } from '../../domain/records.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function writeRunFile({
  paymentFiles,
  ordersOfFile,
}: Pick<WorkerDependencies, 'paymentFiles' | 'ordersOfFile'>): Worker<'write-run-file'> {
  return async ({ caseId, fileNumber }, job) => {
    const { file, header } = await job.read((records) =>
      whatToWrite(records, caseId, fileNumber, dateInBaku(job.now)),
    )
    // Kept bytes stay as they are; see also fileWritten.
    if (file.state !== 'released') return job.record(async () => completed({ paymentFileId: file.id }))

    const written = await paymentFiles.write(header, ordersOfFile(file.id))
    const { signature: _signature, ...totals } = written
    const { messageId } = header

    return job.record(async (records) => {
      await records.paymentRuns.fileWritten(caseId, fileNumber, written)
      records.ledger.append(
        ledgerEntry('write-run-file', job, {
          caseId,
          action: 'payment-file.written',
          after: { paymentFileId: file.id, number: file.number ?? null, messageId, ...totals },
        }),
      )
      return completed({ paymentFileId: file.id })
    })
  }
}

async function whatToWrite(records: Records, caseId: string, fileNumber: number, today: string) {
  const file = await records.paymentRuns.file(caseId, fileNumber)
  const { messageId, orderCount, controlSumQepik } = file
  const { payDay, kind, releasedAt } = await records.paymentRuns.get(caseId)
  if (messageId === undefined || releasedAt === undefined) {
    throw new OperatorError(
      `File ${fileNumber} of the run has no number yet`,
      'Let release-payment-run be done for the run first.',
    )
  }
  const moves = await records.calendarMoves()
  const earliest = isWorkingDay(today, moves) ? today : addWorkingDays(today, 1, moves)
  const header: PaymentFileHeader = {
    messageId,
    createdAt: new Date(releasedAt),
    executionDay: payDay < earliest ? earliest : payDay,
    kind,
    orderCount,
    controlSumQepik,
  }
  return { file, header }
}
