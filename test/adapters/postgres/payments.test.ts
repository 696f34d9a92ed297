/** Payments on a real database: nothing is ordered twice, moves are guarded, file numbers have no gaps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { systemClock } from '../../../domain/clock.ts'
import { OperatorError } from '../../../domain/errors.ts'
import type { OrderState } from '../../../domain/payment.ts'
import type { Transact } from '../../../domain/records.ts'
import { openMessageStore } from '../../support/bank-messages.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { anOrder, approved, assigned, fileFor } from './a-household.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, systemClock)
})
afterAll(() => database.drop())

describe('ordering', () => {
  test('the same entitlement, period and kind give the order of the first time', async () => {
    const entitlement = await assigned(transact)
    const order = anOrder(entitlement)
    const both = await Promise.all([1, 2].map(() => transact((records) => records.payments.order(order))))
    expect(both[0]).toEqual(both[1])
    expect(await transact((records) => records.payments.ordersOf(entitlement.caseId))).toEqual([both[0]])
  })

  test('a month is not paid again while an order for it is on its way', async () => {
    const first = await approved(transact)
    const again = anOrder({ id: first.entitlementId, caseId: first.caseId }, { orderKind: 'repair-1' })
    await expect(transact((records) => records.payments.order(again))).rejects.toBeInstanceOf(OperatorError)

    await transact(async (records) => {
      await fileFor(records, first.id)
      await records.payments.move(first.id, 'rejected', 'AC01')
    })
    expect(await transact((records) => records.payments.order(again))).toMatchObject({ state: 'ordered' })
    expect(await transact((records) => records.payments.get(first.id))).toMatchObject({
      state: 'rejected',
      bankReason: 'AC01',
    })
  })

  test('an order that was never approved gives way to its repair', async () => {
    const entitlement = await assigned(transact)
    const first = await transact((records) => records.payments.order(anOrder(entitlement)))
    await transact((records) => records.payments.order(anOrder(entitlement, { orderKind: 'repair-1' })))
    expect(await transact((records) => records.payments.get(first.id))).toMatchObject({ state: 'returned' })
  })

  test.each(['TOO-LONG-OR-ODD', 'A'.repeat(17), 'small'])('reference %s is refused', async (endToEndId) => {
    const entitlement = await assigned(transact)
    await expect(
      transact((records) => records.payments.order(anOrder(entitlement, { endToEndId }))),
    ).rejects.toThrow(/bank_reference/)
  })
})

describe('moves', () => {
  const ways: Record<string, readonly OrderState[]> = {
    'paid without being approved': ['settled'],
    'sent without a file': ['approved', 'sent'],
    'approved again after the bank refused it': ['approved', 'filed', 'rejected', 'approved'],
  }
  test.each(Object.entries(ways))('%s: refused', async (_, moves) => {
    const entitlement = await assigned(transact)
    const order = await transact((records) => records.payments.order(anOrder(entitlement)))
    const walk = async () => {
      for (const to of moves) {
        await transact(async (records) => {
          if (to === 'filed') await fileFor(records, order.id)
          else await records.payments.move(order.id, to)
        })
      }
    }
    await expect(walk()).rejects.toThrow(OperatorError)
  })

  test('from order to settled', async () => {
    const order = await approved(transact)
    const file = await transact((records) => fileFor(records, order.id))
    await transact((records) => records.payments.markFileSent(file.id))
    expect(await transact((records) => records.payments.ordersInFile(file.messageId))).toMatchObject([
      { id: order.id, state: 'sent', fileId: file.id },
    ])
    await transact((records) => records.payments.move(order.id, 'settled'))
    expect(await transact((records) => records.payments.getFile(file.id))).toEqual({ ...file, state: 'sent' })
  })
})

describe('files', () => {
  test('numbers have no gaps, with many writers and with some that fail', async () => {
    const orders = []
    for (let count = 0; count < 10; count += 1) orders.push(await approved(transact))
    const before = await transact(async (records) => fileFor(records, (await approved(transact)).id))

    const written = await Promise.allSettled(
      orders.map((order, place) =>
        transact(async (records) => {
          const file = await fileFor(records, order.id)
          if (place % 3 === 0) throw new Error('the signer is away')
          return file.number
        }),
      ),
    )

    const numbers = written.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, place) => before.number + 1 + place))
    expect(numbers).toHaveLength(6)
  })

  test('a file whose totals differ from its orders is not kept', async () => {
    const order = await approved(transact)
    const wrong = transact((records) =>
      records.payments.addFile([order.id], async () => ({
        sha256: 'b'.repeat(64),
        signature: 'key:signature',
        byteCount: 1_000,
        orderCount: 1,
        controlSumQepik: 700_01,
      })),
    )
    await expect(wrong).rejects.toThrow(/70001 qəpik, its orders are 1 and 70000/)
    expect(await transact((records) => records.payments.get(order.id))).toMatchObject({ state: 'approved' })
  })
})

test('a message of the bank counts once', async () => {
  const message = { messageId: 'BANK-1', type: 'camt.053', lines: [] } as const
  const messages = openMessageStore(database.url, systemClock)
  const added = await Promise.all([messages.add(message), messages.add(message)])
  await messages.close()
  expect(added.toSorted()).toEqual([false, true])
})
