/** What the receiver of bank messages works with: the file store, the stored lines, and the readers. Wired here once. */
import type { Clock } from '../domain/clock.ts'
import type { BankMessageStream } from '../domain/payment.ts'
import { openBankMessage } from './bank/read-bank-message.ts'
import { createFolderStore } from './files/folder-store.ts'
import { openBulkResults } from './govstack/read-bulk-results.ts'
import { createBankMessages } from './postgres/bank-messages.ts'
import type { CopyStreams } from './postgres/copy-streams.ts'

interface BankInboxOptions {
  readonly copy: CopyStreams
  readonly clock: Clock
  /** Of the file store. */
  readonly folder: string
  /** Our accounts; lines of statements of another one are marked. Empty: not checked. */
  readonly ourIbans: readonly string[]
}

export const createBankInbox = ({ copy, clock, folder, ourIbans }: BankInboxOptions) => ({
  store: createFolderStore(folder),
  messages: createBankMessages(copy, clock),
  open: (bytes: AsyncIterable<Uint8Array>) => openMessage(bytes, ourIbans),
})

/** A bank reports in XML, a payment hub in JSON: the first sign tells. */
async function openMessage(
  bytes: AsyncIterable<Uint8Array>,
  ourIbans: readonly string[],
): Promise<BankMessageStream> {
  const source: AsyncIterator<Uint8Array, unknown> = bytes[Symbol.asyncIterator]()
  const first = await source.next()
  const all = startingWith(first, source)
  const isJson = first.done !== true && /^\s*\{/.test(Buffer.from(first.value).toString('latin1', 0, 100))
  return isJson ? openBulkResults(all) : openBankMessage(all, { ourIbans })
}

async function* startingWith(
  first: IteratorResult<Uint8Array, unknown>,
  rest: AsyncIterator<Uint8Array, unknown>,
): AsyncGenerator<Uint8Array, void> {
  try {
    for (let piece = first; piece.done !== true; piece = await rest.next()) yield piece.value
  } finally {
    await rest.return?.()
  }
}
