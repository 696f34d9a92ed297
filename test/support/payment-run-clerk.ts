/**
 * Takes a payment run from open to closed, one step after the other, each in a transaction of its own, and plays the
 * bank. Knows nothing but what the database says, so that another one can go on after it was killed anywhere. With
 * DIES_IN_STEP it kills itself (SIGKILL) DIES_AFTER_MS after that many steps began, whatever they are doing then.
 */
import { createTransact } from '../../adapters/postgres/records.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { systemClock } from '../../domain/clock.ts'
import { RetryableError } from '../../domain/errors.ts'
import type { BankLine } from '../../domain/payment.ts'
import type { RunFile } from '../../domain/payment-run.ts'
import type { Transact } from '../../domain/records.ts'
import { openMessageStore } from './bank-messages.ts'

const caseId = process.env['RUN_CASE_ID'] ?? ''
const db = openDatabase(process.env['RUN_DATABASE_URL'] ?? '')
const begin: Transact = createTransact(db, systemClock)
let stepsToLive = Number(process.env['DIES_IN_STEP'] ?? 'Infinity')

const messages = openMessageStore(process.env['RUN_DATABASE_URL'] ?? '', systemClock)

function beginStep(): void {
  stepsToLive -= 1
  if (stepsToLive === 0)
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(process.env['DIES_AFTER_MS']))
}
const transact: Transact = (work) => {
  beginStep()
  return begin(work)
}

const write = (file: RunFile) =>
  transact((records) =>
    records.paymentRuns.fileWritten(caseId, file.fileNumber, {
      sha256: String(file.number).padStart(64, '0'),
      signature: 'c2lnbmVk',
      byteCount: 1000,
      orderCount: file.orderCount,
      controlSumQepik: file.controlSumQepik,
    }),
  )

/** Every tenth payment is rejected by the status report, the others are booked; both messages come twice. */
async function answer(file: RunFile): Promise<void> {
  const orders = await transact((records) => records.payments.ordersInFile(file.messageId ?? ''))
  const rejected = (endToEndId: string) => endToEndId.endsWith('0')
  const line = (endToEndId: string, amountQepik: number, status: BankLine['status']): BankLine => ({
    endToEndId,
    amountQepik,
    currency: 'AZN',
    iban: undefined,
    bookedOn: undefined,
    status,
    reason: status === 'rejected' ? 'AC04' : undefined,
    foundIn: 'end-to-end',
  })
  const said = [
    {
      messageId: `STATUS-${file.number ?? 0}`,
      type: 'pain.002',
      lines: orders
        .filter(({ endToEndId }) => rejected(endToEndId))
        .map(({ endToEndId, amountQepik }) => line(endToEndId, amountQepik, 'rejected')),
    },
    {
      messageId: `STATEMENT-${file.number ?? 0}`,
      type: 'camt.053',
      lines: orders
        .filter(({ endToEndId }) => !rejected(endToEndId))
        .map(({ endToEndId, amountQepik }) => line(endToEndId, amountQepik, 'booked')),
    },
  ] as const
  for (const message of [...said, ...said]) {
    beginStep()
    await messages.add(message)
    await transact((records) => records.paymentRuns.matchMessage(message.messageId))
  }
}

async function step(): Promise<'go on' | 'closed'> {
  const run = await transact((records) => records.paymentRuns.get(caseId))
  switch (run.state) {
    case 'open':
      await transact((records) => records.paymentRuns.freeze(caseId))
      break
    case 'frozen':
      await transact((records) => records.paymentRuns.check(caseId))
      break
    case 'checked':
      await transact((records) => records.paymentRuns.approve(caseId))
      break
    case 'approved':
      await transact((records) => records.paymentRuns.release(caseId))
      break
    case 'released': {
      const { files } = await transact((records) => records.paymentRuns.progress(caseId))
      for (const file of files.filter(({ answeredCount, orderCount }) => answeredCount < orderCount)) {
        const written = file.state === 'released' ? await write(file) : file
        if (written.state === 'written')
          await transact((records) => records.paymentRuns.fileSent(caseId, file.fileNumber))
        await answer(file)
      }
      await transact((records) => records.paymentRuns.close(caseId))
      break
    }
    case 'closed':
    case 'cancelled':
      return 'closed'
  }
  return 'go on'
}

for (;;) {
  try {
    if ((await step()) === 'closed') break
  } catch (error) {
    // A connection cut off, or another clerk at work: look again where the run stands.
    if (!(error instanceof RetryableError)) throw error
  }
}
await messages.close()
await db.close()
