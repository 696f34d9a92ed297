/**
 * What the bank sends, from the poll loop or from POST /v1/bank-messages, in three steps that a crash may part: the bytes
 * are kept, the lines are stored (all or none), the lines are matched and the processes told, once. A line that does not
 * fit becomes a payment exception; nothing is lost. Next: tell-processes.ts lets the processes go on.
 */
import { DomainError } from '../../domain/errors.ts'
import { nameByHash, type FileStore } from '../../domain/file-store.ts'
import type { NoticedException } from '../../domain/payment-run.ts'
import type { BankMessages, BankMessageStream } from '../../domain/payment.ts'
import type { Records, Transact } from '../../domain/records.ts'
import { tellExceptions, tellProcesses, type Telling } from './tell-processes.ts'

export interface BankMessageResult {
  readonly messageId: string
  /** `false`: this message was here before, and nothing was done; the figures are those of then. */
  readonly isNew: boolean
  readonly settled: number
  readonly rejected: number
  readonly returned: number
  readonly exceptions: number
  /** Of the bytes received, hex. */
  readonly sha256: string
}

export interface ReceiverDependencies extends Telling {
  readonly transact: Transact
  readonly store: FileStore
  readonly messages: BankMessages
  /** Throws `DomainError` `BANK_MESSAGE_UNREADABLE` for what is no message of the bank. */
  readonly open: (bytes: AsyncIterable<Uint8Array>) => Promise<BankMessageStream>
}

/** Takes the bytes of one message; see `receiveBankMessage`. */
export type ReceiveBankMessage = (
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
) => Promise<BankMessageResult>

/**
 * The receiver of raw messages.
 * @returns a function that throws `DomainError` `BANK_MESSAGE_UNREADABLE` for what is no message of the bank,
 *   after keeping the bytes and an exception for people: whoever delivered it may forget it; and what `bytes`
 *   throws: then nothing was kept
 */
export function receiveBankMessage({
  transact,
  store,
  messages,
  open,
  ...telling
}: ReceiverDependencies): ReceiveBankMessage {
  const storeLines = async (file: { readonly name: string; readonly sha256: string }): Promise<string> => {
    const message = await open(store.read(file))
    try {
      await messages.add(message, file.sha256)
      return message.messageId
    } finally {
      await message.close()
    }
  }
  return async (bytes) => {
    const file = await store.write(nameByHash('bank-message', 'xml'), bytes)
    let messageId: string
    try {
      messageId = await storeLines(file)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'BANK_MESSAGE_UNREADABLE') throw error
      const { detail } = error as DomainError
      await transact((records) => keepUnreadable(records, detail, file.sha256, telling))
      throw error
    }
    return transact((records) => match(records, messageId, file.sha256, telling))
  }
}

async function keepUnreadable(
  records: Records,
  detail: DomainError['detail'],
  sha256: string,
  telling: Telling,
): Promise<void> {
  const messageId = `unreadable-${sha256.slice(0, 24)}`
  if (!(await records.payments.addUnreadableMessage(messageId, sha256))) return
  const exception = await records.payments.addException({ messageId, kind: 'unreadable', detail })
  await tellExceptions(records, [exception], telling)
  records.ledger.append({
    actor: 'system:bank',
    action: 'bank-message.found-unreadable',
    after: { messageId, sha256, ...detail },
  })
}

/** What makes a known message that comes with other bytes odd. */
const otherContent = 'it came again with other content'

async function match(
  records: Records,
  messageId: string,
  sha256: string,
  telling: Telling,
): Promise<BankMessageResult> {
  const stored = await records.payments.lockBankMessage(messageId)
  const isNew = !stored.matched
  const isOther = stored.sha256 !== sha256
  // Those other bytes may come again too, and are told to people once.
  const isOdd = isOther
    ? await records.payments.addUnreadableMessage(`other-content-${sha256.slice(0, 24)}`, sha256)
    : isNew
  const problems = !isOdd ? [] : isOther ? [otherContent] : stored.problems
  const odd: NoticedException[] = []
  for (const problem of problems) {
    odd.push(await records.payments.addException({ messageId, kind: 'odd-message', detail: { problem } }))
  }
  await tellExceptions(records, odd, telling)
  // Of a message that was matched before, the answer of then.
  const matched = await records.paymentRuns.matchMessage(messageId)
  const { settled, rejected, returned, noted } = matched
  const answer = { messageId, isNew, settled, rejected, returned, sha256 }
  if (!isNew) {
    const known = isOther ? [...stored.problems, otherContent] : stored.problems
    return { ...answer, exceptions: matched.exceptions.length + known.length }
  }

  await tellProcesses(records, matched, messageId, telling)
  const exceptions = matched.exceptions.length + odd.length
  records.ledger.append({
    actor: 'system:bank',
    action: 'bank-message.received',
    after: {
      messageId,
      type: stored.type,
      sha256: stored.sha256,
      lines: stored.lineCount,
      settled,
      rejected,
      returned,
      noted,
      exceptions,
    },
  })
  return { ...answer, exceptions }
}
