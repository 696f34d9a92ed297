/**
 * What the bank says of a file it has taken: a pain.002, a statement for each account it was paid from, and later a
 * statement of what came back. Written to the books; handed out late, twice or cut off, as the bank was told. Done again
 * after a crash, each message has the same id and is there once.
 */
import { dateInBaku } from '../../../domain/clock.ts'
import type { Booking, Books, Delivery, Payment, TakenFile } from './books.ts'
import { comesBack, oddMessage, type Behaviour, type Verdict } from './rules.ts'
import { bookedQepik, writeCamt053 } from './write-camt053.ts'
import { writePain002 } from './write-pain002.ts'

interface Answering {
  readonly books: Books
  readonly now: () => Date
  /** How messages travel may change from one to the next. */
  readonly travel: () => Behaviour
  /** One message less to cut off. */
  readonly onCut: () => void
}

export async function answerFile(file: TakenFile, answering: Answering): Promise<void> {
  const { books, now } = answering
  let part = 0
  const message = async (write: (id: string) => AsyncIterable<string>, from = now().getTime()) => {
    part += 1
    const key = `${file.messageId}/${part}`
    if (!books.knowsMessage(key)) await deliver(key, write, from, answering)
  }
  await message((id) => writePain002(id, now(), file, books.paymentsOf(file)))
  for (const booking of file.bookings) {
    await message((id) => statementOf(id, file, booking, answering))
  }
  const backAt = file.takenAt + file.behaviour.returnAfterMs
  for (const booking of file.bookings) {
    if (booking.returns > 0) await message((id) => returnsOf(id, file, booking, answering, backAt), backAt)
  }
  books.write({ kind: 'answered', messageId: file.messageId })
}

/** For a bank that has no other way to say it: a pain.002 that rejects the whole file, which is not in the books. */
export async function reportRefusal(
  { messageId, sha256 }: { readonly messageId: string; readonly sha256: string },
  words: string,
  answering: Answering,
): Promise<void> {
  const key = `refused/${messageId}/${sha256}`
  if (answering.books.knowsMessage(key)) return
  const refused = {
    messageId,
    announced: { count: 0, sumQepik: 0 },
    // ISO 20022: invalid file format.
    verdict: { code: 'FF01', words: words.slice(0, 105) },
    paymentCount: 0,
    blocks: [],
  }
  await deliver(
    key,
    (id) => writePain002(id, answering.now(), refused, only([])),
    answering.now().getTime(),
    answering,
  )
}

/** Days later the money of one payment comes back: a statement with a credit. */
export async function returnPayment(
  file: TakenFile,
  payment: Payment,
  code: string,
  answering: Answering,
): Promise<void> {
  const { books, now } = answering
  const statement = {
    number: books.nextMessage(),
    createdAt: now(),
    accountIban: payment.debtorIban,
    openingQepik: books.balance(payment.debtorIban),
    totalQepik: bookedQepik(payment),
    entryCount: 1,
    bookedOn: dateInBaku(now()),
    returnedFor: (): Verdict => ({ code, words: 'returned' }),
    behaviour: { ...file.behaviour, statementVersion: answering.travel().statementVersion },
  }
  books.write({
    kind: 'returned',
    number: payment.number,
    iban: payment.debtorIban,
    amountQepik: bookedQepik(payment),
  })
  await deliver(
    `return/${payment.number}`,
    (messageId) => writeCamt053({ ...statement, messageId }, only([payment])),
    now().getTime(),
    answering,
  )
}

async function* only(payments: readonly Payment[]): AsyncGenerator<readonly Payment[], void> {
  yield payments
}

async function* filtered(
  payments: AsyncIterable<readonly Payment[]>,
  wanted: (payment: Payment) => boolean,
): AsyncGenerator<readonly Payment[], void> {
  for await (const batch of payments) yield batch.filter(wanted)
}

function statementOf(messageId: string, file: TakenFile, booking: Booking, { books, now }: Answering) {
  return writeCamt053(
    {
      messageId,
      number: books.nextMessage(),
      createdAt: now(),
      accountIban: booking.iban,
      openingQepik: booking.openingQepik,
      totalQepik: booking.bookedQepik,
      entryCount: booking.entries,
      bookedOn: booking.bookedOn,
      behaviour: file.behaviour,
    },
    filtered(
      books.paymentsOf(file),
      ({ status, debtorIban }) => status !== 'rejected' && debtorIban === booking.iban,
    ),
  )
}

function returnsOf(
  messageId: string,
  file: TakenFile,
  booking: Booking,
  { books }: Answering,
  backAt: number,
) {
  const reasonOf = ({ endToEndId }: Payment) => comesBack(endToEndId, file.behaviour)
  return writeCamt053(
    {
      messageId,
      number: books.nextMessage(),
      createdAt: new Date(backAt),
      accountIban: booking.iban,
      openingQepik: booking.openingQepik - booking.bookedQepik,
      totalQepik: booking.returnedQepik,
      entryCount: booking.returns,
      bookedOn: dateInBaku(new Date(backAt)),
      returnedFor: (payment) => reasonOf(payment) ?? { code: 'NARR', words: 'returned' },
      behaviour: file.behaviour,
    },
    filtered(
      books.paymentsOf(file),
      (payment) =>
        payment.status !== 'rejected' &&
        payment.debtorIban === booking.iban &&
        reasonOf(payment) !== undefined,
    ),
  )
}

const HOUR_MS = 60 * 60 * 1000

/** Queues a message: once, or twice, or cut off first, as the bank was told. */
async function deliver(
  key: string,
  write: (messageId: string) => AsyncIterable<string>,
  from: number,
  { books, travel, onCut }: Answering,
): Promise<void> {
  const behaviour = travel()
  const id = `BANK${String(books.nextMessage()).padStart(8, '0')}`
  const text = `${id}.xml`
  const bytes = await books.writeText('messages', text, write(id))
  const odd = oddMessage(id, behaviour)
  const whole: Delivery = { id, text, bytes, from: from + behaviour.lateMs + (odd === 'late' ? HOUR_MS : 0) }
  const cut = behaviour.cutOff > 0 || odd === 'cut'
  books.write({
    kind: 'message',
    id: key,
    deliveries: [
      ...(cut ? [{ ...whole, id: `${id}-cut`, bytes: Math.floor(bytes * 0.6) }] : []),
      whole,
      ...(behaviour.twice || odd === 'twice' ? [{ ...whole, id: `${id}-again` }] : []),
    ],
  })
  if (behaviour.cutOff > 0) onCut()
}
