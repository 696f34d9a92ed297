/** Reads a payment file from the disk, checks it against the official schema piece by piece, judges each transfer and adds up. */
import { createReadStream } from 'node:fs'
import { dateInBaku } from '../../../domain/clock.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Booking, Books, Payment } from './books.ts'
import { createPieceCheck } from './check-pieces.ts'
import { createPain001Reader, type FileHeader, type Transfer } from './read-pain001.ts'
import { comesBack, judge, oddEntry, type Behaviour } from './rules.ts'
import { bookedQepik, entriesOf } from './write-camt053.ts'

/** Why a file is not taken at all. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

export interface Taking {
  readonly books: Books
  readonly behaviour: Behaviour
  readonly now: () => Date
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Judges transfer by transfer and adds up. */
export function createTally({ books, behaviour, now }: Taking) {
  const today = dateInBaku(now())
  const first = books.paymentCount() + 1
  const blocks = new Map<string, { id: string; count: number; rejected: number }>()
  const bookings = new Map<string, Mutable<Booking>>()
  const totals = { count: 0, sumQepik: 0 }
  const read: { header?: FileHeader } = {}
  let lines: string[] = []

  const bookingOf = ({ debtorIban, debtorName, executionDay }: Transfer): Mutable<Booking> => {
    const found = bookings.get(debtorIban)
    if (found !== undefined) return found
    const booking: Mutable<Booking> = {
      iban: debtorIban,
      name: debtorName,
      // Booked today, or on the day asked for when that is later.
      bookedOn: executionDay > today ? executionDay : today,
      openingQepik: books.balance(debtorIban),
      bookedQepik: 0,
      entries: 0,
      returnedQepik: 0,
      returns: 0,
    }
    bookings.set(debtorIban, booking)
    return booking
  }
  const pay = (transfer: Transfer): void => {
    const booking = bookingOf(transfer)
    const rejection = judge(transfer, behaviour, booking.openingQepik - booking.bookedQepik)
    const odd = rejection === undefined ? oddEntry(transfer.endToEndId, behaviour) : undefined
    const payment: Payment = {
      ...transfer,
      number: first + totals.count,
      messageId: read.header?.messageId ?? '',
      status: rejection === undefined ? 'paid' : 'rejected',
      ...(rejection === undefined ? {} : { rejection }),
      ...(odd === undefined ? {} : { odd }),
      bookedOn: booking.bookedOn,
    }
    const block = blocks.get(transfer.blockId) ?? { id: transfer.blockId, count: 0, rejected: 0 }
    blocks.set(transfer.blockId, block)
    block.count += 1
    totals.count += 1
    totals.sumQepik += transfer.amountQepik
    if (rejection !== undefined) block.rejected += 1
    else {
      booking.entries += entriesOf(payment)
      booking.bookedQepik += bookedQepik(payment) * entriesOf(payment)
      if (comesBack(transfer.endToEndId, behaviour) !== undefined) {
        booking.returns += 1
        booking.returnedQepik += bookedQepik(payment)
      }
    }
    lines.push(JSON.stringify(payment))
  }

  return {
    get header() {
      return read.header
    },
    totals,
    blocks: () => [...blocks.values()],
    bookings: () => [...bookings.values()].filter(({ entries }) => entries > 0),
    /** The payments as lines of the books. */
    async *readAndPay(path: string): AsyncGenerator<string, void> {
      const check = createPieceCheck('pain.001.001.09')
      const reader = createPain001Reader({
        header: (header) => {
          read.header = header
        },
        transfer: pay,
      })
      const step = (work: () => void) => {
        parse(work)
        const problem = check.problem()
        if (problem !== undefined) {
          throw new Refused(`line ${problem.line}, column ${problem.column}: not a valid pain.001.001.09`)
        }
      }
      const decoder = new TextDecoder('utf-8', { fatal: true })
      for await (const bytes of createReadStream(path, { highWaterMark: 65_536 }) as AsyncIterable<Buffer>) {
        step(() => {
          const text = decoder.decode(bytes, { stream: true })
          check.write(text)
          reader.write(text)
        })
        yield lines.map((line) => `${line}\n`).join('')
        lines = []
      }
      step(() => {
        check.close()
        reader.close()
      })
      yield lines.map((line) => `${line}\n`).join('')
    },
  }
}

function parse(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) {
      throw new Refused(
        `line ${error.detail['line'] ?? '?'}, column ${error.detail['column'] ?? '?'}: not a valid pain.001.001.09`,
      )
    }
    if (error instanceof TypeError) throw new Refused('the file is not UTF-8')
    throw error
  }
}
