/** Entitlements, payment orders and what the bank says of them. */
import { nameByHash } from './file-store.ts'

export interface Entitlement {
  readonly id: string
  readonly caseId: string
  /** Kind of aid, e.g. `targeted-social-assistance`. */
  readonly kind: string
  /** First and last day: 12 months from the 1st of the month of application (docs/domain.md 0 and 1.8). */
  readonly validFrom: string
  readonly validTo: string
  readonly monthlyAmountQepik: number
}

export const orderStates = [
  'ordered',
  'approved',
  'held',
  'filed',
  'sent',
  'settled',
  'rejected',
  'returned',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

export interface PaymentOrder {
  readonly id: string
  readonly caseId: string
  readonly entitlementId: string
  /** `YYYY-MM`. */
  readonly period: string
  /** `first` for the first payment with its arrears; `repair-N` when a rejected one is paid again; `monthly` and `supplementary` of runs. */
  readonly orderKind: string
  readonly amountQepik: number
  /** At most 16 letters and digits, derived from entitlement, period and kind. */
  readonly endToEndId: string
  readonly iban: string
  readonly payeeName: string
  readonly state: OrderState
  readonly fileId: string | undefined
  readonly bankReason: string | undefined
  /** Printed on the payee's statement when known. */
  readonly caseNumber?: string
}

/** `first` → `repair-1` → `repair-2`: the order that pays again what one of that kind did not. */
export function repairKind(orderKind: string): string {
  const round = /^repair-(\d+)$/.exec(orderKind)?.[1] ?? '0'
  return `repair-${Number(round) + 1}`
}

/** What a payment file says of one order. */
export type PayableOrder = Pick<
  PaymentOrder,
  'endToEndId' | 'amountQepik' | 'iban' | 'payeeName' | 'period' | 'caseNumber'
>

/** What is known of a payment file before it is written. The same header and orders give the same bytes. */
export interface PaymentFileHeader {
  /** The bank takes one message id once. */
  readonly messageId: string
  readonly createdAt: Date
  /** Day the bank shall pay, `YYYY-MM-DD`: a working day. */
  readonly executionDay: string
  /** Kind of aid, e.g. `targeted-social-assistance`. */
  readonly kind: string
  readonly orderCount: number
  readonly controlSumQepik: number
}

/** A file in the file store, as the database keeps it. */
export interface WrittenFile {
  readonly sha256: string
  /** Detached signature of what identifies the file (domain/signed-file.ts). */
  readonly signature: string
  readonly byteCount: number
  readonly orderCount: number
  readonly controlSumQepik: number
}

/** A file for the bank: kept before it is sent, its number without gaps. Its bytes are in the file store. */
export interface PaymentFile extends WrittenFile {
  readonly id: string
  readonly number: number
  readonly messageId: string
  readonly state: 'written' | 'sent'
}

/** Port to the writer of payment files and their place in the file store. */
export interface PaymentFileWriter {
  /**
   * Writes, checks and signs one file, no faster than its orders come.
   * @throws OperatorError when an order does not fit the bank's form or the orders are not those announced: nothing is kept
   */
  write(
    header: PaymentFileHeader,
    orders: Iterable<readonly PayableOrder[]> | AsyncIterable<readonly PayableOrder[]>,
  ): Promise<WrittenFile>
  /** The bytes as written; see `FileStore.read`. */
  open(file: { readonly messageId: string; readonly sha256: string }): AsyncIterable<Uint8Array>
}

/** Where a payment file lies in the file store; its signature beside it, with `.sig` after the name. */
export const paymentFileName = (messageId: string, sha256: string): string =>
  nameByHash(messageId, 'xml')(sha256)

/** One line the bank reports, from pain.002 or camt.053, already parsed. */
export interface BankLine {
  readonly endToEndId: string | undefined
  readonly amountQepik: number | undefined
  readonly currency: string | undefined
  readonly iban: string | undefined
  readonly bookedOn: string | undefined
  readonly status: 'accepted' | 'rejected' | 'booked' | 'returned' | 'pending'
  readonly reason: string | undefined
  /** Where the reference was found: end-to-end, instruction, structured, unstructured, servicer, supplementary. */
  readonly foundIn: string | undefined
  /**
   * `payment` (the usual case, also when left out) is about one transfer. A pain.002 may judge a whole file or
   * block instead: then the line has no end-to-end id and means every order of `originalMessageId`.
   */
  readonly scope?: 'payment' | 'block' | 'file'
  /** Message id of the payment file the line is about, where the bank says it. */
  readonly originalMessageId?: string
  /** What is odd about the line itself, in plain words without personal data, e.g. a currency other than AZN. */
  readonly problem?: string
}

export interface BankMessage {
  readonly messageId: string
  /** `bulk-result`: a payment hub's report on a batch, where one stands for the bank. */
  readonly type: 'pain.002' | 'camt.053' | 'bulk-result'
  readonly lines: readonly BankLine[]
  /** What is odd about the message as a whole: totals or balances that do not add up, a foreign account. */
  readonly problems?: readonly string[]
}

/** A message of the bank while it is read: its lines never stand in memory together. */
export interface BankMessageStream {
  readonly messageId: string
  readonly type: BankMessage['type']
  /** In the order of the message. May throw `DomainError` `BANK_MESSAGE_UNREADABLE` at any point: then none of them counts. */
  readonly batches: AsyncIterable<readonly BankLine[]>
  /** What is odd about the message as a whole; ask after the last batch. */
  readonly problems: () => readonly string[]
  /** Lets go of the bytes; also without having read them. */
  readonly close: () => Promise<void>
}

/** Port to the stored messages of the bank. Works outside of a unit of work: a message may have a million lines. */
export interface BankMessages {
  /**
   * Stores a message with its lines, all or none; `false` when its id was there already. Next: `PaymentRuns.matchMessage`.
   * @throws what the message throws while it is read
   */
  add(message: BankMessageStream, sha256: string): Promise<boolean>
}

/** Port: the orders of a payment file, in a fixed order, no faster than they are used. */
export type OrdersOfFile = (paymentFileId: string) => AsyncIterable<readonly PayableOrder[]>

/** A file on its way to the bank. */
export interface OutgoingFile {
  readonly messageId: string
  readonly sha256: string
  readonly byteCount: number
  readonly signature: string
  /** The bytes from the beginning, each time it is called: sending may be tried again. */
  readonly open: () => AsyncIterable<Uint8Array>
}

/** Port to the bank. Every call throws `RetryableError` when the bank is away. */
export interface Bank {
  /**
   * A file with a message id that the bank has already taken is answered like the first time.
   * @throws DomainError `BANK_REFUSED_FILE`
   */
  send(file: OutgoingFile): Promise<void>
  /** Ids of messages waiting at the bank, oldest first. */
  waiting(): Promise<readonly string[]>
  /** The bytes of a waiting message, as they come; read them to the end or stop. */
  fetch(id: string): Promise<AsyncIterable<Uint8Array>>
  /** After the message is stored. One that the bank does not know any more is none the worse. */
  acknowledge(id: string): Promise<void>
}

/** Port to the SMS and e-mail gateway. `key` makes a repeated call harmless. */
export interface NotificationGateway {
  send(message: {
    readonly key: string
    readonly channel: 'sms' | 'email'
    readonly to: string
    readonly subject?: string
    readonly text: string
  }): Promise<void>
}
