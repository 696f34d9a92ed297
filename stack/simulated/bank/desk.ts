/**
 * The simulated bank at work, one file after the other: takes it, pays, answers. Knows how it was told to behave, and
 * counts its own time, so that a bench can leave that out.
 */
import { rm } from 'node:fs/promises'
import { answerFile, reportRefusal, returnPayment } from './answer-file.ts'
import type { Books, Payment, TakenFile } from './books.ts'
import { politeBehaviour, type Behaviour } from './rules.ts'
import { takeFile, type IncomingFile } from './take-file.ts'
import { Refused } from './tally.ts'

export interface DeskOptions {
  readonly books: Books
  readonly now: () => Date
  /** PEM; with it files must be signed. */
  readonly payerKey?: string | undefined
}

export type Desk = ReturnType<typeof openDesk>

export function openDesk({ books, now, payerKey }: DeskOptions) {
  let behaviour: Behaviour = { ...politeBehaviour }
  let busyMs = 0
  let queue: Promise<unknown> = Promise.resolve()
  /** One thing at a time: balances and numbers follow each other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(async () => {
      const began = performance.now()
      try {
        return await work()
      } finally {
        busyMs += performance.now() - began
      }
    })
    queue = turn.catch(() => undefined)
    return turn
  }
  const answering = {
    books,
    now,
    travel: () => behaviour,
    onCut: () => {
      behaviour = { ...behaviour, cutOff: behaviour.cutOff - 1 }
    },
  }
  // What the bank was about when it stopped.
  const resumed = inTurn(async () => {
    for (const file of books.unanswered()) await answerFile(file, answering)
  })
  resumed.catch(() => undefined) // Whoever asks `ready` is told.

  return {
    ready: () => resumed,
    behaviour: () => behaviour,
    behave: (changes: Partial<Behaviour>): Behaviour => {
      behaviour = { ...behaviour, ...changes }
      return behaviour
    },
    reset: (): Behaviour => {
      behaviour = { ...politeBehaviour }
      return behaviour
    },
    busyMs: () => busyMs,
    /**
     * The file is paid once under its message id. Its copy in `incoming` is gone afterwards.
     * @returns why it is not taken; `undefined` when it is, whatever becomes of its payments
     */
    take: (
      file: IncomingFile,
    ): Promise<{ readonly status: 409 | 422; readonly reason: string } | undefined> =>
      inTurn(async () => {
        try {
          const known = books.file(file.messageId)
          if (known !== undefined && known.sha256 !== file.sha256) {
            return { status: 409, reason: `message id ${file.messageId} was used for another file` }
          }
          if (behaviour.refuseFiles) return { status: 422, reason: 'no files are taken today' }
          if (known === undefined) {
            await answerFile(await takeFile(file, { books, behaviour, now, payerKey }), answering)
          }
          return undefined
        } catch (error) {
          if (error instanceof Refused) return { status: 422, reason: error.message }
          throw error
        } finally {
          await rm(file.path, { force: true })
        }
      }),
    /** Says by message that a file was not taken. */
    report: (file: Pick<IncomingFile, 'messageId' | 'sha256'>, reason: string): Promise<void> =>
      inTurn(() => reportRefusal(file, reason, answering)),
    /** Lets a payment come back. @returns `false` when no such payment was made */
    giveBack: (endToEndId: string, code: string): Promise<boolean> =>
      inTurn(async () => {
        const found = await findPayment(books, endToEndId)
        if (found === undefined) return false
        await returnPayment(found.file, found.payment, code, answering)
        return true
      }),
  }
}

async function findPayment(
  books: Books,
  endToEndId: string,
): Promise<{ readonly file: TakenFile; readonly payment: Payment } | undefined> {
  for (const file of books.files()) {
    for await (const batch of books.paymentsOf(file)) {
      const payment = batch.find((made) => made.endToEndId === endToEndId && made.status === 'paid')
      if (payment !== undefined) return { file, payment }
    }
  }
  return undefined
}
