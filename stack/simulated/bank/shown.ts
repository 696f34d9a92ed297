/** What the bank shows of its books: accounts, payments, and a summary that holds no payment in memory. */
import { createHash } from 'node:crypto'
import type { Books } from './books.ts'
import { bookedQepik, entriesOf } from './write-camt053.ts'

/** Accounts that files were paid from, and those they were paid to. */
export async function accountsOf(books: Books) {
  const names = new Map(
    books.files().flatMap(({ bookings }) => bookings.map(({ iban, name }) => [iban, name] as const)),
  )
  const credited = new Map<string, { name: string; balanceQepik: number }>()
  for (const file of books.files()) {
    for await (const batch of books.paymentsOf(file)) {
      for (const payment of batch) {
        if (payment.status !== 'paid') continue
        const account = credited.get(payment.iban) ?? { name: payment.name, balanceQepik: 0 }
        account.balanceQepik += bookedQepik(payment) * entriesOf(payment)
        credited.set(payment.iban, account)
      }
    }
  }
  return {
    accounts: [
      ...books
        .accounts()
        .map(({ iban, balanceQepik }) => ({ iban, name: names.get(iban) ?? '', balanceQepik })),
      ...[...credited].map(([iban, account]) => ({ iban, ...account })),
    ],
  }
}

/** `{"payments":[…]}`, piece by piece. */
export async function* paymentsJson(books: Books): AsyncGenerator<string, void> {
  yield '{"payments":['
  let separator = ''
  for (const file of books.files()) {
    for await (const batch of books.paymentsOf(file)) {
      if (batch.length === 0) continue
      yield separator + batch.map((payment) => JSON.stringify(payment)).join(',')
      separator = ','
    }
  }
  yield ']}'
}

export interface Summary {
  readonly files: number
  readonly byStatus: Readonly<Record<string, { readonly count: number; readonly sumQepik: number }>>
  /** End-to-end ids that were paid more than once. */
  readonly paidTwice: number
}

export async function summaryOf(books: Books): Promise<Summary> {
  const byStatus: Record<string, { count: number; sumQepik: number }> = {}
  // Eight bytes for each payment: enough to tell a million references apart.
  const paid = new BigUint64Array(books.paymentCount())
  let paidCount = 0
  for (const file of books.files()) {
    for await (const batch of books.paymentsOf(file)) {
      for (const { status, amountQepik, endToEndId } of batch) {
        const total = (byStatus[status] ??= { count: 0, sumQepik: 0 })
        total.count += 1
        total.sumQepik += amountQepik
        if (status !== 'rejected') {
          paid[paidCount++] = createHash('sha256').update(endToEndId).digest().readBigUInt64LE()
        }
      }
    }
  }
  const sorted = paid.subarray(0, paidCount).sort()
  let paidTwice = 0
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) paidTwice += 1
  return { files: books.files().length, byStatus, paidTwice }
}
