/**
 * A payment worker of the bench, as a process of its own: the steps of a run on the real database, file store and
 * readers, told one by one by its parent. Answers each with seconds and the most memory it ever held.
 */
import { generateKeyPairSync } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createPaymentFiles } from '../../adapters/bank/payment-files.ts'
import { createBankInbox } from '../../adapters/bank-inbox.ts'
import { createFolderStore } from '../../adapters/files/folder-store.ts'
import { openCopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { createFileOrders } from '../../adapters/postgres/file-orders.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { systemClock } from '../../domain/clock.ts'
import { createEd25519Signer } from '../../domain/signing.ts'
import { receiveBankMessage } from '../../workers/payment/receive-bank-message.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import type { Told, WorkDone } from './payments-told.ts'

const setting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}
const caseId = setting('RUN_CASE_ID')
const db = openDatabase(setting('DATABASE_URL'))
const copies = openCopyStreams(setting('DATABASE_URL'))
const transact = createTransact(db, systemClock)
const folder = setting('FILE_FOLDER')
const debtor = { name: 'DSMF', iban: 'AZ21NABZ00000000137010001944', bic: 'NABZAZ2C' }
const ordersOfFile = createFileOrders(copies)
const paymentFiles = createPaymentFiles({
  debtorOf: () => debtor,
  initiatingParty: debtor.name,
  store: createFolderStore(folder),
  signer: createEd25519Signer(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  ),
})
const receive = receiveBankMessage({
  transact,
  ...createBankInbox({ copy: copies, clock: systemClock, folder, ourIbans: [debtor.iban] }),
  clock: systemClock,
  pages: staffPages('http://127.0.0.1:3000'),
})

async function write(fileNumber: number): Promise<number> {
  const [file, run] = await transact(async (records) => [
    await records.paymentRuns.file(caseId, fileNumber),
    await records.paymentRuns.get(caseId),
  ])
  const { messageId = '', orderCount, controlSumQepik } = file
  const written = await paymentFiles.write(
    {
      messageId,
      createdAt: new Date(run.releasedAt ?? 0),
      executionDay: run.payDay,
      kind: run.kind,
      orderCount,
      controlSumQepik,
    },
    ordersOfFile(file.id),
  )
  await transact((records) => records.paymentRuns.fileWritten(caseId, fileNumber, written))
  await transact((records) => records.paymentRuns.fileSent(caseId, fileNumber))
  return written.byteCount
}

const work = async (told: Told): Promise<unknown> => {
  switch (told.step) {
    case 'write':
      return write(told.fileNumber)
    case 'receive':
      return receive(createReadStream(told.path, { highWaterMark: 65_536 }))
    case 'freeze':
    case 'check':
    case 'approve':
    case 'release':
    case 'close':
      return transact((records): Promise<unknown> => records.paymentRuns[told.step](caseId))
  }
}

process.on('message', (told: Told) => {
  const from = performance.now()
  work(told).then(
    (answer) => {
      const done: WorkDone = {
        answer,
        seconds: (performance.now() - from) / 1000,
        // Kilobytes on Linux: the highest it ever was.
        peakMiB: process.resourceUsage().maxRSS / 1024,
      }
      process.send?.(done)
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
// A profile is written when the process ends by itself.
process.once('SIGTERM', () => process.exit(0))
process.send?.('ready')
