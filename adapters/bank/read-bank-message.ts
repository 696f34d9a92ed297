/**
 * What the bank sends back: pain.002 on our files, camt.053 on our account. Read as a stream with strict limits
 * (read-xml.ts), so that a statement of a million payments costs the memory of a few lines. Odd lines are kept with
 * their problem, so that nothing the bank says is lost; only a message that does not parse is refused, whole.
 * Next: the lines are stored, then matched.
 */
import { DomainError } from '../../domain/errors.ts'
import type { BankLine, BankMessage, BankMessageStream } from '../../domain/payment.ts'
import { createCamt053Collector } from './read-camt053.ts'
import { createPain002Collector } from './read-pain002.ts'
import { createXmlReader } from './read-xml.ts'
import type { RecordHandler } from './xml-fields.ts'
import { standardLimits, type XmlLimits } from './xml-limits.ts'

export interface BankMessageOptions {
  /** Our accounts; a statement of another one is marked. Empty: not checked. */
  readonly ourIbans?: readonly string[]
  readonly limits?: Partial<XmlLimits>
}

/** Turns records of one kind of message into lines, which whoever reads takes away as they come. */
export interface LineCollector<Field extends string = string> {
  readonly type: BankMessage['type']
  readonly handler: RecordHandler<Field, string>
  readonly lines: BankLine[]
  messageId(): string | undefined
  /** What is odd about the message as a whole; known when it has ended. */
  problems(): readonly string[]
}

interface Reader {
  readonly write: (chunk: string) => void
  readonly close: () => void
  /** Set when the root element has been read. */
  readonly collector: () => LineCollector | undefined
}

const rootNamespace = /^urn:iso:std:iso:20022:tech:xsd:(pain\.002|camt\.053)\.001\.\d{2}$/

function createReader({ ourIbans = [], limits }: BankMessageOptions): Reader {
  let collector: LineCollector | undefined
  const reader = createXmlReader(
    (namespace) => {
      const type = rootNamespace.exec(namespace)?.[1]
      if (type === undefined) throw new RangeError('it is neither pain.002 nor camt.053')
      const found: LineCollector =
        type === 'pain.002' ? createPain002Collector() : createCamt053Collector(ourIbans)
      collector = found
      return {
        fields: found.handler.fields,
        record(name, values) {
          found.handler.record(name, values)
          // Nothing may stand before the header: without an id there is no place for lines.
          if (found.messageId() === undefined) throw new RangeError(noMessageId)
        },
      }
    },
    { ...standardLimits, ...limits },
  )
  return { ...reader, collector: () => collector }
}

/**
 * Opens a message: returns when its id is known. Its lines come in batches, read no faster than they are taken.
 * @throws DomainError `BANK_MESSAGE_UNREADABLE`, also from the batches: whoever stores them gives up all of them then
 */
export async function openBankMessage(
  bytes: AsyncIterable<Uint8Array>,
  options: BankMessageOptions = {},
): Promise<BankMessageStream> {
  const reader = createReader(options)
  const decode = createDecoder()
  const source: AsyncIterator<Uint8Array, unknown> = bytes[Symbol.asyncIterator]()
  const progress = { ended: false }
  /** Reads one piece on. */
  const advance = async (): Promise<void> => {
    const next = await source.next()
    reader.write(decode(next.done === true ? undefined : next.value))
    if (next.done !== true) return
    progress.ended = true
    reader.close()
  }
  const messageId = () => reader.collector()?.messageId()
  try {
    while (!progress.ended && messageId() === undefined) await advance()
    const collector = reader.collector()
    const id = messageId()
    if (collector === undefined || id === undefined) throw unreadable(noMessageId)
    return {
      messageId: id,
      type: collector.type,
      problems: () => collector.problems(),
      close: async () => {
        await source.return?.()
      },
      batches: (async function* () {
        for (;;) {
          const lines = collector.lines.splice(0)
          if (lines.length > 0) yield lines
          if (progress.ended) return
          await advance()
        }
      })(),
    }
  } catch (error) {
    await source.return?.()
    throw error
  }
}

/** Piece by piece; without a piece: the end. */
function createDecoder(): (piece: Uint8Array | undefined) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (piece) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined })
    } catch (error) {
      throw unreadable('it is not UTF-8', error)
    }
  }
}

/** A small message at once, as it came over HTTP. @throws DomainError `BANK_MESSAGE_UNREADABLE`. */
export function readBankMessage(xml: string, options: BankMessageOptions = {}): BankMessage {
  const reader = createReader(options)
  reader.write(xml)
  reader.close()
  const collector = reader.collector()
  const messageId = collector?.messageId()
  if (collector === undefined || messageId === undefined) throw unreadable(noMessageId)
  const problems = collector.problems()
  return {
    messageId,
    type: collector.type,
    lines: collector.lines,
    ...(problems.length === 0 ? {} : { problems }),
  }
}

const noMessageId = 'it has no message id (GrpHdr/MsgId)'

const unreadable = (problem: string, cause?: unknown): DomainError =>
  new DomainError('BANK_MESSAGE_UNREADABLE', `The bank's message cannot be read: ${problem}`, {
    detail: { line: '0', column: '0', problem },
    ...(cause === undefined ? {} : { cause }),
  })
