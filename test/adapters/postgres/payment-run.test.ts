/** A month from frozen entitlements to the closed run, every step more than once and from two workers at a time. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OperatorError } from '../../../domain/errors.ts'
import { bytesOf, openPaymentOffice, type PaymentOffice } from './a-payment-run.ts'

let office: PaymentOffice
beforeEach(async () => {
  office = await openPaymentOffice()
})
afterEach(() => office.close())

/** Every step by two workers at the same time, and once more afterwards: all three get the same answer. */
async function thrice<T>(step: () => Promise<T>): Promise<T> {
  const answers = [...(await Promise.all([step(), step()])), await step()]
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
  return answers[0] as T
}

test('a month, from the frozen orders to the closed run, each step by two workers at once and again', async () => {
  await office.family()
  await office.family({ monthlyQepik: 425_00, settlement: 'pirallahi' })
  const opened = {
    kind: 'targeted-social-assistance',
    period: '2027-01',
    body: 'dsmf-branch-2',
    payDay: '2027-01-28',
  }
  const openings = await Promise.all(
    [1, 2, 3].map(() => office.runs((port) => port.open({ ...opened, purpose: 'monthly' }))),
  )
  expect(openings.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(openings.map(({ caseId }) => caseId)).size).toBe(1)
  const run = await office.open()
  expect(openings[0]).toMatchObject({
    caseId: run,
    number: expect.stringMatching(/^PAY-2027-\d{6}$/) as string,
  })

  expect(await thrice(() => office.runs((port) => port.freeze(run)))).toEqual({
    orderCount: 2,
    totalQepik: 1125_00,
    fileCount: 1,
  })
  expect(await thrice(() => office.runs((port) => port.check(run)))).toMatchObject({
    total: { count: 2, sumQepik: 1125_00 },
    bySettlement: [
      { settlement: 'mardakan', count: 1, sumQepik: 700_00 },
      { settlement: 'pirallahi', count: 1, sumQepik: 425_00 },
    ],
    held: [],
    fundsShortQepik: 0,
    thirdSignatureNeeded: false,
  })
  await thrice(() => office.runs((port) => port.approve(run)))
  const [file] = await thrice(() => office.runs((port) => port.release(run)))
  if (file === undefined) throw new Error('No file')
  await thrice(() => office.runs((port) => port.fileWritten(run, 1, bytesOf(file))))
  await thrice(() => office.runs((port) => port.fileSent(run, 1)))

  const statement = await office.settled(run)
  const answered = await thrice(() => office.answer(statement, { messageId: 'STATEMENT-1' }))
  expect(answered).toMatchObject({ settled: 2, exceptionLines: 0, answeredRuns: [run], answeredOrders: [] })
  expect(await thrice(() => office.runs((port) => port.close(run)))).toMatchObject({
    closed: true,
    settled: { count: 2, sumQepik: 1125_00 },
  })

  const postings = await office.rows('select from posting')
  expect(postings).toHaveLength(4)
  expect((await office.runs((port) => port.progress(run))).files).toMatchObject([
    { state: 'sent', orderCount: 2, answeredCount: 2, number: file.number },
  ])
})

test('the month is paid once, whatever other runs are opened for it', async () => {
  await office.family()
  const first = await office.open()
  const second = await office.open('2027-01', { purpose: 'supplementary' })
  const third = await office.open('2027-01', { purpose: 'supplementary' })
  const frozen = await Promise.all(
    [first, second, third].map((run) => office.runs((port) => port.freeze(run))),
  )
  expect(frozen.map(({ orderCount }) => orderCount).toSorted()).toEqual([0, 0, 1])
})

test('a family assigned late is paid by a supplementary run', async () => {
  await office.family()
  const run = await office.open()
  await office.approve(run)
  await office.family({ monthlyQepik: 300_00 })
  const late = await office.open('2027-01', { purpose: 'supplementary' })
  expect(await office.runs((port) => port.freeze(late))).toMatchObject({ orderCount: 1, totalQepik: 300_00 })
  expect((await office.ordersOf(late)).map(({ order_kind }) => order_kind)).toEqual(['supplementary-2-1'])
})

test('orders are cut into files of the size that is set, numbered without gaps over all runs', async () => {
  await office.rows(`update legal_parameter set value = 2 where name = 'payment-orders-per-file'`)
  for (let count = 0; count < 5; count += 1) await office.family()
  const stopped = await office.open()
  await office.approve(stopped)
  await office.runs((port) => port.cancel(stopped, 'wrong month'))
  const run = await office.open('2027-01', { sequence: 2, purpose: 'supplementary' })
  await office.approve(run)
  const files = await office.send(run)
  expect(files.map(({ number, orderCount, messageId }) => [number, orderCount, messageId])).toEqual([
    [1, 2, 'DSMF-B2-000001'],
    [2, 2, 'DSMF-B2-000002'],
    [3, 1, 'DSMF-B2-000003'],
  ])
})

describe('a run is not approved', () => {
  test('before it is checked, nor released before it is approved', async () => {
    await office.family()
    const run = await office.open()
    await expect(office.runs((port) => port.approve(run))).rejects.toThrow(
      /is open and would have to be checked/,
    )
    await office.runs((port) => port.freeze(run))
    await expect(office.runs((port) => port.approve(run))).rejects.toBeInstanceOf(OperatorError)
    await expect(office.runs((port) => port.release(run))).rejects.toBeInstanceOf(OperatorError)
    await expect(office.runs((port) => port.close(run))).rejects.toBeInstanceOf(OperatorError)
  })

  test('while funds are short; an appropriation that covers it helps', async () => {
    await office.fund('2027-01', 1000_00)
    await office.family()
    await office.family()
    const run = await office.open()
    await office.runs((port) => port.freeze(run))
    expect(await office.runs((port) => port.check(run))).toMatchObject({ fundsShortQepik: 400_00 })
    await expect(office.runs((port) => port.approve(run))).rejects.toThrow(/40000 qəpik short/)
    await office.fund('2027-01', 1400_00)
    expect(await office.runs((port) => port.check(run))).toMatchObject({ fundsShortQepik: 0 })
    expect(await office.runs((port) => port.approve(run))).toMatchObject({ totalQepik: 1400_00 })
  })

  test('without an appropriation at all', async () => {
    await office.family({ validFrom: '2027-05-01' })
    const run = await office.open('2027-05')
    await office.runs((port) => port.freeze(run))
    expect(await office.runs((port) => port.check(run))).toMatchObject({ fundsShortQepik: 700_00 })
  })

  test('for more than was checked', async () => {
    await office.family({ iban: 'AZ21NABZ00000000137010001944' })
    await office.family({ iban: 'AZ21NABZ00000000137010001944', assignedAt: '2026-12-11T08:00:00Z' })
    const run = await office.open()
    await office.runs((port) => port.freeze(run))
    await office.runs((port) => port.check(run))
    const [hold] = await office.runs((port) => port.holds(run))
    await office.runs((port) => port.releaseHold(hold?.id ?? '', 'dsmf-payment-checker'))
    await expect(office.runs((port) => port.approve(run))).rejects.toThrow(/more than was checked/)
    await office.runs((port) => port.check(run))
    expect(await office.runs((port) => port.approve(run))).toMatchObject({ totalQepik: 1400_00 })
  })
})

test('a sum above the set one needs a third signature', async () => {
  await office.rows(`update legal_parameter set value = 69999 where name = 'third-signature-sum'`)
  await office.family()
  const run = await office.open()
  await office.runs((port) => port.freeze(run))
  expect(await office.runs((port) => port.check(run))).toMatchObject({ thirdSignatureNeeded: true })
})

test('a file whose bytes differ from its orders is not kept, and a kept one is not replaced', async () => {
  await office.family()
  const run = await office.open()
  await office.approve(run)
  const [file] = await office.runs((port) => port.release(run))
  if (file === undefined) throw new Error('No file')
  const written = bytesOf(file)
  await expect(
    office.runs((port) => port.fileWritten(run, 1, { ...written, controlSumQepik: 1 })),
  ).rejects.toThrow(/1 qəpik, its orders are 1 and 70000/)
  await expect(office.runs((port) => port.fileSent(run, 1))).rejects.toThrow(/not written/)
  await office.runs((port) => port.fileWritten(run, 1, written))
  await expect(
    office.runs((port) => port.fileWritten(run, 1, { ...written, sha256: 'f'.repeat(64) })),
  ).rejects.toThrow(/cannot be written as other bytes/)
})

test('a file that the bank refuses is for people; sent after all, the run goes on', async () => {
  await office.family()
  const run = await office.open()
  await office.approve(run)
  const [file] = await office.runs((port) => port.release(run))
  if (file === undefined) throw new Error('No file')
  await office.runs((port) => port.fileWritten(run, 1, bytesOf(file)))
  await thrice(() => office.runs((port) => port.fileRefused(run, 1, 'signature unknown')))
  const [exception] = await office.runs((port) => port.exceptions(run))
  expect(exception).toMatchObject({ kind: 'file-refused', amountQepik: 700_00, lineCount: 1 })
  await office.runs((port) => port.fileSent(run, 1))
  await office.answer(await office.settled(run))
  expect(await office.runs((port) => port.close(run))).toMatchObject({ closed: false, openExceptions: 1 })
})

test('a run does not close while an order waits for the bank', async () => {
  await office.family()
  await office.family()
  const run = await office.open()
  await office.approve(run)
  await office.send(run)
  const [first] = await office.settled(run)
  if (first === undefined) throw new Error('No line')
  expect(await office.answer([first])).toMatchObject({ answeredRuns: [] })
  expect(await office.runs((port) => port.close(run))).toEqual({
    closed: false,
    waiting: { count: 1, sumQepik: 700_00 },
    openExceptions: 0,
    unsentFiles: 0,
  })
})
