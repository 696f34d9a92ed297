/**
 * The bank's own books, in a folder: what happened as one JSON line per event, the payments of each file and the text of
 * each message in files of their own. A restarted bank knows what it has paid and finishes what it was about; in memory
 * stand only the files, the accounts they were paid from and the messages, never the payments.
 */
import { appendFileSync, createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Transfer } from './read-pain001.ts'
import { comesBack, type Behaviour, type OddEntry, type Verdict } from './rules.ts'
import { writeWhole } from './write-whole.ts'

export interface Payment extends Transfer {
  readonly number: number
  readonly messageId: string
  readonly status: 'paid' | 'rejected' | 'returned'
  readonly rejection?: Verdict
  readonly bookedOn: string
  readonly odd?: OddEntry
}

/** What was booked on one account for one file. */
export interface Booking {
  readonly iban: string
  readonly name: string
  readonly bookedOn: string
  readonly openingQepik: number
  readonly bookedQepik: number
  readonly entries: number
  readonly returnedQepik: number
  readonly returns: number
}

export interface TakenFile {
  readonly messageId: string
  readonly sha256: string
  /** File of its payments. */
  readonly payments: string
  readonly paymentCount: number
  readonly announced: { readonly count: number; readonly sumQepik: number }
  /** Why it was rejected as a whole. */
  readonly verdict?: Verdict
  readonly blocks: readonly { readonly id: string; readonly count: number; readonly rejected: number }[]
  readonly bookings: readonly Booking[]
  readonly behaviour: Behaviour
  /** Milliseconds since 1970. */
  readonly takenAt: number
}

export interface Delivery {
  readonly id: string
  /** File of the text. */
  readonly text: string
  readonly bytes: number
  /** Milliseconds since 1970 from which it can be collected. */
  readonly from: number
}

type Event =
  | { readonly kind: 'file'; readonly file: TakenFile }
  /** All its messages are there. */
  | { readonly kind: 'answered'; readonly messageId: string }
  | {
      readonly kind: 'returned'
      readonly number: number
      readonly iban: string
      readonly amountQepik: number
    }
  | { readonly kind: 'message'; readonly id: string; readonly deliveries: readonly Delivery[] }
  | { readonly kind: 'acknowledged'; readonly id: string }

/** What every account starts with: enough for years of benefits. */
const OPENING_QEPIK = 1_000_000_000_000_00

export type Books = ReturnType<typeof openBooks>

export function openBooks(folder: string, now: () => Date) {
  const eventsPath = join(folder, 'events.jsonl')
  const files = new Map<string, TakenFile>()
  const unanswered = new Set<string>()
  const returned = new Set<number>()
  const waiting = new Map<string, Delivery>()
  const known = new Set<string>()
  const messages = new Set<string>()
  const balances = new Map<string, number>()
  let payments = 0

  const balance = (iban: string): number => balances.get(iban) ?? OPENING_QEPIK
  const apply = (event: Event): void => {
    switch (event.kind) {
      case 'file':
        files.set(event.file.messageId, event.file)
        unanswered.add(event.file.messageId)
        payments += event.file.paymentCount
        for (const { iban, bookedQepik } of event.file.bookings)
          balances.set(iban, balance(iban) - bookedQepik)
        return
      case 'answered':
        unanswered.delete(event.messageId)
        return
      case 'returned':
        returned.add(event.number)
        balances.set(event.iban, balance(event.iban) + event.amountQepik)
        return
      case 'message':
        messages.add(event.id)
        for (const delivery of event.deliveries) {
          known.add(delivery.id)
          waiting.set(delivery.id, delivery)
        }
        return
      case 'acknowledged':
        waiting.delete(event.id)
    }
  }

  for (const name of ['payments', 'messages', 'incoming']) mkdirSync(join(folder, name), { recursive: true })
  // The last line may be half written when the machine stopped; that event was never answered.
  const lines = existsSync(eventsPath) ? readFileSync(eventsPath, 'utf8').split('\n').slice(0, -1) : []
  for (const line of lines) apply(JSON.parse(line) as Event)

  /** Payments of a file in batches, with what became of them since. */
  async function* paymentsOf(file: TakenFile): AsyncGenerator<readonly Payment[], void> {
    const path = join(folder, 'payments', file.payments)
    const returnsAreOut = now().getTime() >= file.takenAt + file.behaviour.returnAfterMs
    let batch: Payment[] = []
    for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 262_144 }) })) {
      const payment = JSON.parse(line) as Payment
      const back =
        payment.status === 'paid' &&
        (returned.has(payment.number) ||
          (returnsAreOut && comesBack(payment.endToEndId, file.behaviour) !== undefined))
      batch.push(back ? { ...payment, status: 'returned' } : payment)
      if (batch.length < 500) continue
      yield batch
      batch = []
    }
    yield batch
  }

  return {
    write(event: Event): void {
      appendFileSync(eventsPath, `${JSON.stringify(event)}\n`)
      apply(event)
    },
    pathOf: (kind: 'payments' | 'messages' | 'incoming', name: string) => join(folder, kind, name),
    file: (messageId: string) => files.get(messageId),
    files: () => [...files.values()],
    /** Files that were paid before the bank stopped, and whose messages are not all there. */
    unanswered: () => [...files.values()].filter(({ messageId }) => unanswered.has(messageId)),
    paymentCount: () => payments,
    paymentsOf,
    deliveries: () => [...waiting.values()],
    delivery: (id: string) => waiting.get(id),
    knowsDelivery: (id: string) => known.has(id),
    knowsMessage: (id: string) => messages.has(id),
    /** Balance of an account that files were paid from, by IBAN. */
    balance,
    accounts: () => [...balances].map(([iban, balanceQepik]) => ({ iban, balanceQepik })),
    /** Number of the next message, over restarts too. */
    nextMessage: () => messages.size + 1,
    /** @returns the bytes written */
    writeText: async (
      kind: 'payments' | 'messages',
      name: string,
      pieces: AsyncIterable<string>,
    ): Promise<number> => {
      const path = join(folder, kind, name)
      const bytes = await writeWhole(`${path}.part`, pieces)
      await rename(`${path}.part`, path)
      return bytes
    },
  }
}
