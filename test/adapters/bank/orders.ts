/** Payment orders and files for the bank's tests, made up but well-formed. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPaymentFiles } from '../../../adapters/bank/payment-files.ts'
import { createFolderStore } from '../../../adapters/files/folder-store.ts'
import { endToEndId } from '../../../domain/end-to-end-id.ts'
import type { Bank, OutgoingFile, PayableOrder, PaymentOrder } from '../../../domain/payment.ts'
import { createEd25519Signer } from '../../../domain/signing.ts'
import { createIban, createRandom } from '../../../stack/simulated/registers/numbers.ts'

export const debtor = {
  name: 'DSMF 2 nömrəli Bakı filialı',
  iban: 'AZ21NABZ00000000137010001944',
  bic: 'NABZAZ2C',
}

/** The order of that number; the same each time. */
export function anOrder(number: number, changes: Partial<PaymentOrder> = {}): PaymentOrder {
  const entitlementId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  return {
    id: entitlementId,
    caseId: entitlementId,
    entitlementId,
    period: '2026-11',
    orderKind: 'first',
    amountQepik: 640_00 + number,
    endToEndId: endToEndId(entitlementId, '2026-11', 'first'),
    iban: createIban(createRandom(7, number)),
    payeeName: 'Əliyeva Gülşən',
    state: 'filed',
    fileId: undefined,
    bankReason: undefined,
    ...changes,
  }
}

const sumOf = (orders: readonly PayableOrder[]) =>
  orders.reduce((sum, { amountQepik }) => sum + amountQepik, 0)

export const header = (messageId: string, orders: readonly PayableOrder[]) => ({
  messageId,
  createdAt: new Date('2026-11-23T08:00:00Z'),
  executionDay: '2026-11-27',
  kind: 'targeted-social-assistance',
  orderCount: orders.length,
  controlSumQepik: sumOf(orders),
})

const privateKey = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
export const payerKey = createEd25519Signer(privateKey).publicKeyPem

/** The payment files of an office in a folder of their own, which goes with the process. */
export function openFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'payment-files-'))
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  const files = createPaymentFiles({
    debtorOf: () => debtor,
    initiatingParty: 'Dövlət Sosial Müdafiə Fondu',
    store: createFolderStore(folder),
    signer: createEd25519Signer(privateKey),
  })
  const outgoing = async (messageId: string, ...orders: readonly PayableOrder[]): Promise<OutgoingFile> => {
    const written = await files.write(header(messageId, orders), [orders])
    return { messageId, ...written, open: () => files.open({ messageId, ...written }) }
  }
  return { folder, files, outgoing }
}

/** A file with that text, whatever it is, signed by nobody. */
export function fileOfText(messageId: string, text: string): OutgoingFile {
  const bytes = Buffer.from(text)
  return {
    messageId,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    byteCount: bytes.length,
    signature: 'nobody:',
    open: async function* () {
      yield bytes
    },
  }
}

export async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** What waits at the bank, as text. */
export async function waitingTexts(
  bank: Bank,
): Promise<readonly { readonly id: string; readonly xml: string }[]> {
  const found: { id: string; xml: string }[] = []
  for (const id of await bank.waiting()) found.push({ id, xml: await textOf(await bank.fetch(id)) })
  return found
}
