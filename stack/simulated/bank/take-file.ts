/**
 * A payment file comes in: read once from the disk, checked against the official schema piece by piece, each transfer
 * judged and written to the books. Taken or refused as a whole. Next: answer-file.ts writes the bank's messages.
 */
import { fileSignatureFits } from '../../../domain/signed-file.ts'
import type { TakenFile } from './books.ts'
import type { FileHeader } from './read-pain001.ts'
import type { Behaviour, Verdict } from './rules.ts'
import { createTally, Refused, type Taking } from './tally.ts'

export interface IncomingFile {
  /** From `Idempotency-Key`, or from the name of the file. */
  readonly messageId: string
  readonly path: string
  readonly sha256: string
  readonly byteCount: number
  readonly signature: string | undefined
}

/** @returns the file as it stands in the books now. @throws Refused */
export async function takeFile(
  incoming: IncomingFile,
  taking: Taking & { /** PEM; with it files must be signed. */ readonly payerKey?: string | undefined },
): Promise<TakenFile> {
  const { books, behaviour, now } = taking
  const tally = createTally(taking)
  const payments = `${incoming.messageId}-${incoming.sha256.slice(0, 8)}.jsonl`
  await books.writeText('payments', payments, tally.readAndPay(incoming.path))
  const { header, totals } = tally
  if (header?.messageId !== incoming.messageId) {
    throw new Refused('the message id of the file is not the one in Idempotency-Key')
  }
  checkSignature(incoming, header, taking.payerKey)
  const verdict = judgeFile(header, totals, behaviour)
  const file: TakenFile = {
    messageId: incoming.messageId,
    sha256: incoming.sha256,
    payments,
    announced: header.announced,
    behaviour,
    takenAt: now().getTime(),
    ...(verdict === undefined
      ? { paymentCount: totals.count, blocks: tally.blocks(), bookings: tally.bookings() }
      : { paymentCount: 0, blocks: [], bookings: [], verdict }),
  }
  if (verdict !== undefined) await books.writeText('payments', payments, nothing())
  books.write({ kind: 'file', file })
  return file
}

async function* nothing(): AsyncGenerator<string, void> {
  // A file that was rejected as a whole has no payments.
}

function checkSignature(
  incoming: IncomingFile,
  { announced }: FileHeader,
  payerKey: string | undefined,
): void {
  if (payerKey === undefined) return
  const { messageId, sha256, byteCount, signature = '' } = incoming
  const statement = {
    messageId,
    sha256,
    byteCount,
    orderCount: announced.count,
    controlSumQepik: announced.sumQepik,
  }
  if (!fileSignatureFits(statement, signature, payerKey))
    throw new Refused('the signature does not fit the file')
}

function judgeFile(
  { announced }: FileHeader,
  totals: { readonly count: number; readonly sumQepik: number },
  behaviour: Behaviour,
): Verdict | undefined {
  if (behaviour.rejectFiles) return { code: 'NARR', words: 'file not accepted' }
  if (totals.count !== announced.count) return { code: 'AM18', words: 'number of payments differs' }
  return totals.sumQepik === announced.sumQepik ? undefined : { code: 'AM10', words: 'control sum differs' }
}
