/** What lines of the bank mean for our orders: every odd line ends as what it is, and nothing is settled twice. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BankLine } from '../../../domain/payment.ts'
import {
  bankLine,
  bytesOf,
  kindsOf,
  lineFor,
  openPaymentOffice,
  type OrderRow,
  type PaymentOffice,
} from './a-payment-run.ts'

let office: PaymentOffice
beforeAll(async () => {
  office = await openPaymentOffice()
})
afterAll(() => office.close())

const oneSent = async () => (await office.sentOrders(1))[0]
const stateOf = (order: OrderRow) => office.stateOf(order)

/** An order on its way, and one after the bank booked, rejected or returned it. */
const ways: Readonly<Record<string, (order: OrderRow) => Promise<unknown>>> = {
  sent: async () => undefined,
  settled: (order) => office.answer([lineFor(order)]),
  rejected: (order) =>
    office.answer([lineFor(order, { status: 'rejected', reason: 'AC04' })], { type: 'pain.002' }),
  returned: (order) => office.answer([lineFor(order), lineFor(order, { status: 'returned' })]),
}

describe('a line that fits', () => {
  test.each([
    ['a debit booked', 'camt.053', {}, 'sent', 'settled'],
    ['with the account of the payee', 'camt.053', { iban: 'ours' }, 'sent', 'settled'],
    [
      'a rejection without amount',
      'pain.002',
      { status: 'rejected', amountQepik: undefined },
      'sent',
      'rejected',
    ],
    ['an acceptance settles nothing', 'pain.002', { status: 'accepted' }, 'sent', 'sent'],
    ['a pending booking settles nothing', 'camt.053', { status: 'pending' }, 'sent', 'sent'],
  ] as const)('%s (%s)', async (_, type, changes, before, after) => {
    const order = await oneSent()
    await ways[before]?.(order)
    const iban = 'iban' in changes ? order.iban : undefined
    expect(kindsOf(await office.answer([lineFor(order, { ...changes, iban })], { type }))).toEqual([])
    expect(await stateOf(order)).toBe(after)
  })
})

describe('a line that does not fit is for people, and moves nothing', () => {
  test.each([
    ['less than the order', 'camt.053', { amountQepik: 699_99 }, 'sent', 'partial'],
    ['more than the order', 'camt.053', { amountQepik: 700_01 }, 'sent', 'amount-differs'],
    ['no amount', 'camt.053', { amountQepik: undefined }, 'sent', 'amount-differs'],
    ['another currency', 'camt.053', { currency: 'USD' }, 'sent', 'currency-differs'],
    ['another account', 'camt.053', { iban: 'AZ77NABZ00000000137010001942' }, 'sent', 'account-differs'],
    ['booked twice', 'camt.053', {}, 'settled', 'duplicate-debit'],
    ['booked after a rejection', 'camt.053', {}, 'rejected', 'already-rejected'],
    ['rejected after it was booked', 'pain.002', { status: 'rejected' }, 'settled', 'already-settled'],
    ['rejected by two messages', 'pain.002', { status: 'rejected' }, 'rejected', 'already-rejected'],
    ['booked by a mere status report', 'pain.002', {}, 'sent', 'settled-by-status'],
    ['returned before it was booked', 'camt.053', { status: 'returned' }, 'sent', 'returned'],
    ['returned twice', 'camt.053', { status: 'returned' }, 'returned', 'returned'],
    ['odd in itself', 'camt.053', { problem: 'neither debit nor credit' }, 'sent', 'odd-line'],
    [
      'of a foreign account',
      'camt.053',
      { problem: 'the statement is of an account that is not ours' },
      'sent',
      'foreign',
    ],
    ['without a reference', 'camt.053', { endToEndId: undefined, amountQepik: 1 }, 'sent', 'no-reference'],
    ['with a reference of nobody', 'camt.053', { endToEndId: 'ZZZZZZZZZZZZZZZZ' }, 'sent', 'unmatched'],
  ] as const)('%s', async (_, type, changes, before, kind) => {
    const order = await oneSent()
    await ways[before]?.(order)
    const matched = await office.answer([lineFor(order, changes)], { type })
    expect(kindsOf(matched)).toEqual([kind])
    expect(matched).toMatchObject({ settled: 0, rejected: 0, returned: 0, exceptionLines: 1 })
    expect(await stateOf(order)).toBe(before)
  })

  test('booked before its file was written', async () => {
    const family = await office.family()
    const run = await office.open('2027-01', { purpose: 'supplementary' })
    await office.approve(run)
    await office.runs((port) => port.release(run))
    const order = await office.orderOf(run, family)
    expect(kindsOf(await office.answer([lineFor(order)]))).toEqual(['unexpected'])
    expect(await stateOf(order)).toBe('approved')
  })
})

test('an answer that comes before the file was marked as sent counts, and the file can still be marked', async () => {
  const family = await office.family()
  const run = await office.open('2027-01', { purpose: 'supplementary' })
  await office.approve(run)
  const [file] = await office.runs((port) => port.release(run))
  if (file === undefined) throw new Error('No file')
  await office.runs((port) => port.fileWritten(run, 1, bytesOf(file)))
  const order = await office.orderOf(run, family)
  expect(await office.answer([lineFor(order)])).toMatchObject({ settled: 1, answeredRuns: [run] })
  await office.runs((port) => port.fileSent(run, 1))
  expect(await stateOf(order)).toBe('settled')
  expect(await office.runs((port) => port.close(run))).toMatchObject({ closed: true })
})

describe('several lines of one message on one order', () => {
  test('booked and returned: it is returned, and somebody looks', async () => {
    const order = await oneSent()
    const matched = await office.answer([
      lineFor(order),
      lineFor(order, { status: 'returned', reason: 'AC04 closed' }),
    ])
    expect(matched).toMatchObject({
      settled: 1,
      returned: 1,
      exceptions: [{ kind: 'returned', orderId: order.id }],
    })
    expect(await stateOf(order)).toBe('returned')
  })

  test('booked twice: the second debit is a duplicate', async () => {
    const order = await oneSent()
    const matched = await office.answer([lineFor(order), lineFor(order)])
    expect(matched).toMatchObject({ settled: 1, exceptions: [{ kind: 'duplicate-debit' }] })
  })

  test('rejected and booked: what comes first counts', async () => {
    const [one, other] = await office.sentOrders(2)
    const rejected = { status: 'rejected' } as const
    const matched = await office.answer([
      lineFor(one, rejected),
      lineFor(one),
      lineFor(other),
      lineFor(other, rejected),
    ])
    expect(kindsOf(matched).toSorted()).toEqual(['already-rejected', 'already-settled'])
    expect([await stateOf(one), await stateOf(other)]).toEqual(['rejected', 'settled'])
  })
})

describe('a debit without our reference', () => {
  const unnamed = (order: OrderRow, changes: Partial<BankLine> = {}) =>
    bankLine({ iban: order.iban, bookedOn: '2027-01-21', foundIn: undefined, ...changes })
  const gradeOf = async ({ id }: OrderRow) =>
    (
      await office.rows<{ grade: string }>(
        `select grade from posting where about = $1 and event = 'settled'`,
        [id],
      )
    )[0]?.grade

  test('settles the one order of that amount and account, and says how sure that is', async () => {
    const order = await oneSent()
    expect(await office.answer([unnamed(order)])).toMatchObject({ settled: 1, exceptions: [] })
    expect(await gradeOf(order)).toBe('amount-account-date')
    const named = await oneSent()
    await office.answer([lineFor(named)])
    expect(await gradeOf(named)).toBe('reference')
  })

  test.each([
    ['of another amount', { amountQepik: 1_00 }],
    ['booked before the file was written', { bookedOn: '2027-01-19' }],
    ['booked long after', { bookedOn: '2027-04-01' }],
    ['without a day', { bookedOn: undefined }],
  ] as const)('%s settles nothing', async (_, changes) => {
    const order = await oneSent()
    expect(kindsOf(await office.answer([unnamed(order, changes)]))).toEqual(['no-reference'])
    expect(await stateOf(order)).toBe('sent')
  })

  test('that comes twice settles nothing: which of the two would it be?', async () => {
    const order = await oneSent()
    expect(kindsOf(await office.answer([unnamed(order), unnamed(order)]))).toEqual([
      'no-reference',
      'no-reference',
    ])
    expect(await stateOf(order)).toBe('sent')
  })
})
