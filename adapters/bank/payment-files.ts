/**
 * Steps write-payment-file and write-run-file: payment orders in, one checked and signed pain.001.001.09 in the file
 * store out, piece by piece. The signature lies beside the file. Implements `PaymentFileWriter` (domain/payment.ts).
 */
import { OperatorError } from '../../domain/errors.ts'
import { nameByHash, type FileStore } from '../../domain/file-store.ts'
import { paymentFileName, type PayableOrder, type PaymentFileWriter } from '../../domain/payment.ts'
import { remittanceOf } from '../../domain/remittance.ts'
import { signFile } from '../../domain/signed-file.ts'
import type { Signer } from '../../domain/signing.ts'
import { checkXml } from './check-xml.ts'
import { pain001Chunks, type Batches, type Debtor, type PaymentBlock } from './write-pain001.ts'

export interface PaymentFilesOptions {
  /** DSMF's account that a kind of aid is paid from. */
  readonly debtorOf: (kind: string) => Debtor
  readonly initiatingParty: string
  readonly store: FileStore
  readonly signer: Signer
}

/**
 * So many transfers of a file are checked against the official schema as they stand in it. All others have the same
 * elements in the same order, and their values are checked by the schema's own rules as they are written; checking
 * each with libxml2 would cost twice as much as reading, ordering and writing them.
 */
const CHECKED_TRANSFERS = 500

export function createPaymentFiles({
  debtorOf,
  initiatingParty,
  store,
  signer,
}: PaymentFilesOptions): PaymentFileWriter {
  return {
    write: async ({ messageId, createdAt, executionDay, kind, orderCount, controlSumQepik }, orders) => {
      const header = { messageId, createdAt, initiatingParty }
      const sample: PayableOrder[] = []
      const block = (batches: Batches<PayableOrder>, totals: PaymentBlock['totals']): PaymentBlock => ({
        blockId: `${messageId}-1`,
        debtor: debtorOf(kind),
        executionDay,
        purpose: 'SSBE',
        totals,
        lines: withRemittance(batches, kind),
      })
      async function* file(): AsyncGenerator<Uint8Array, void> {
        const whole = block(tapped(orders, sample), { count: orderCount, sumQepik: controlSumQepik })
        for await (const chunk of pain001Chunks(header, [whole])) yield Buffer.from(chunk, 'latin1')
        await checkSample(messageId, pain001Chunks(header, [block([sample], totalsOf(sample))]))
      }

      const { name, sha256, byteCount } = await store.write(nameByHash(messageId, 'xml'), file())
      const statement = { messageId, sha256, byteCount, orderCount, controlSumQepik }
      const signature = await signFile(statement, signer)
      await store.write(`${name}.sig`, [Buffer.from(`${JSON.stringify({ ...statement, signature })}\n`)])
      return { sha256, byteCount, orderCount, controlSumQepik, signature }
    },
    open: ({ messageId, sha256 }) => store.read({ name: paymentFileName(messageId, sha256), sha256 }),
  }
}

const totalsOf = (orders: readonly PayableOrder[]): PaymentBlock['totals'] => ({
  count: orders.length,
  sumQepik: orders.reduce((sum, { amountQepik }) => sum + amountQepik, 0),
})

async function* withRemittance(batches: Batches<PayableOrder>, kind: string) {
  for await (const orders of batches) {
    yield orders.map((order) => ({ ...order, remittance: remittanceOf(order, kind) }))
  }
}

/** Passes all on, and keeps the first ones. */
async function* tapped(batches: Batches<PayableOrder>, sample: PayableOrder[]) {
  for await (const orders of batches) {
    if (sample.length < CHECKED_TRANSFERS) sample.push(...orders.slice(0, CHECKED_TRANSFERS - sample.length))
    yield orders
  }
}

async function checkSample(messageId: string, chunks: AsyncIterable<string>): Promise<void> {
  let xml = ''
  for await (const chunk of chunks) xml += chunk
  const [problem] = checkXml(xml, 'pain.001.001.09')
  if (problem === undefined) return
  // The message of the checker may quote an account or a name, so only the place is told.
  throw new OperatorError(
    `Payment file ${messageId} does not pass pain.001.001.09 at line ${problem.line}, column ${problem.column}`,
    'Look at that payment in the case page: account, name and amount. Correct it, then retry.',
  )
}
