/** Whole messages of the bank: judged files, the same message again and at the same time, floods of odd lines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  bankLine,
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

describe('a judgement of the whole file', () => {
  const messageIdOf = async ({ id }: OrderRow) =>
    (
      await office.rows<{ message_id: string }>(
        'select message_id from payment_file where id = (select file_id from payment_order where id = $1)',
        [id],
      )
    )[0]?.message_id ?? ''
  const judge = async (order: OrderRow, scope: 'file' | 'block') =>
    bankLine({
      scope,
      status: 'rejected',
      amountQepik: undefined,
      originalMessageId: await messageIdOf(order),
      reason: 'FF01',
    })

  test('rejects every order of it, once', async () => {
    const orders = await office.sentOrders(3)
    const [first] = orders
    const line = await judge(first, 'file')
    expect(await office.answer([line], { type: 'pain.002' })).toMatchObject({ rejected: 3, exceptions: [] })
    expect(await office.answer([line], { type: 'pain.002' })).toMatchObject({ rejected: 0, exceptions: [] })
    for (const order of orders) expect(await office.stateOf(order)).toBe('rejected')
  })

  test('says nothing more of an order that the same report judged by itself', async () => {
    const [first] = await office.sentOrders(2)
    const matched = await office.answer(
      [lineFor(first, { status: 'rejected', amountQepik: undefined }), await judge(first, 'block')],
      { type: 'pain.002' },
    )
    expect(matched).toMatchObject({ rejected: 2, exceptions: [] })
  })

  test('of a file that we never sent is for people', async () => {
    const line = bankLine({
      scope: 'file',
      status: 'rejected',
      amountQepik: undefined,
      originalMessageId: 'NOT-OURS',
    })
    expect(kindsOf(await office.answer([line], { type: 'pain.002' }))).toEqual(['no-reference'])
  })
})

test('a message that is matched again answers as the first time, and moves nothing', async () => {
  const [order] = await office.sentOrders(1)
  const lines = [lineFor(order), bankLine({ endToEndId: 'ZZZZZZZZZZZZZZZZ' })]
  const first = await office.answer(lines, { messageId: 'TWICE' })
  const [again, oncemore] = await Promise.all([1, 2].map(() => office.answer(lines, { messageId: 'TWICE' })))
  expect(again).toEqual(first)
  expect(oncemore).toEqual(first)
  const exceptions = await office.rows(`select from payment_exception where message_id = 'TWICE'`)
  expect(exceptions).toHaveLength(1)
})

test('two messages with the same debits, matched at the same time, settle it once', async () => {
  const orders = await office.sentOrders(20)
  const lines = orders.map((order) => lineFor(order))
  const both = await Promise.all([office.answer(lines), office.answer(lines.toReversed())])
  expect(both.map(({ settled }) => settled).toSorted()).toEqual([0, 20])
  expect(both.flatMap(kindsOf)).toEqual(Array<string>(20).fill('duplicate-debit'))
})

test('many exceptions alike are one task for people, and one more of another kind stays apart', async () => {
  const [order] = await office.sentOrders(1)
  const strangers = Array.from({ length: 150 }, () =>
    bankLine({ endToEndId: 'ZZZZZZZZZZZZZZZZ', amountQepik: 1_00 }),
  )
  const matched = await office.answer([...strangers, lineFor(order, { amountQepik: 1_00 })])
  expect(matched.exceptionLines).toBe(151)
  expect(matched.exceptions.toSorted((a, b) => b.lineCount - a.lineCount)).toMatchObject([
    { kind: 'unmatched', lineCount: 150, amountQepik: 150_00 },
    { kind: 'partial', lineCount: 1, orderId: order.id },
  ])
})
