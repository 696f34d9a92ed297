/** A message of the bank on its way in: kept, stored whole, matched once, whatever breaks in between. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBankInbox } from '../../adapters/bank-inbox.ts'
import { openCopyStreams, type CopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { systemClock } from '../../domain/clock.ts'
import { receiveBankMessage, type ReceiverDependencies } from '../../workers/payment/receive-bank-message.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../support/database.ts'
import { secretSettings } from '../support/secret-settings.ts'

const OURS = 'AZ21NABZ00000000137010001944'

let database: TestDatabase
let copy: CopyStreams
let dependencies: ReceiverDependencies

beforeAll(async () => {
  database = await createTestDatabase()
  copy = openCopyStreams(database.url, { maxConnections: 2 })
  dependencies = {
    transact: createTransact(database.db, systemClock),
    ...createBankInbox({
      copy,
      clock: systemClock,
      folder: secretSettings.PAYMENT_FILES_DIR,
      ourIbans: [OURS],
    }),
    clock: systemClock,
    pages: staffPages('https://dost.example'),
  }
})
afterAll(async () => {
  await copy.close()
  await database.drop()
})
beforeEach(async () => {
  await asOwner(database, 'truncate bank_message, bank_line, payment_exception, outbox')
})

const rows = <Row extends object>(sql: string) => asOwner<Row>(database, sql)
const receive = (xml: string, changes: Partial<ReceiverDependencies> = {}) =>
  receiveBankMessage({ ...dependencies, ...changes })([Buffer.from(xml)])

const entry = (number: number, more = '') =>
  `<Ntry><Amt Ccy="AZN">${number}.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-01-28</Dt></BookgDt>` +
  `<NtryDtls><TxDtls><Refs><EndToEndId>A${String(number).padStart(15, '0')}</EndToEndId></Refs>${more}</TxDtls></NtryDtls></Ntry>`
const statement = (count: number, { id = 'S1', account = OURS } = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
  `<GrpHdr><MsgId>${id}</MsgId></GrpHdr><Stmt><Id>${id}-1</Id><Acct><Id><IBAN>${account}</IBAN></Id></Acct>` +
  `${Array.from({ length: count }, (_, number) => entry(number + 1)).join('')}</Stmt></BkToCstmrStmt></Document>`

interface Kept {
  readonly message_id: string
  readonly type: string
  readonly state: string
  readonly line_count: number | null
}
const messages = () => rows<Kept>('select message_id, type, state, line_count from bank_message order by id')
const exceptions = () =>
  rows<{ kind: string; detail: Record<string, unknown> }>(
    'select kind, detail from payment_exception order by id',
  )

test('all lines are stored as they stand in the message', async () => {
  const result = await receive(statement(3_000))
  expect(result).toMatchObject({ messageId: 'S1', isNew: true, settled: 0 })
  expect(await messages()).toEqual([
    { message_id: 'S1', type: 'camt.053', state: 'matched', line_count: 3_000 },
  ])
  const [last] = await rows('select * from bank_line where line_number = 3000')
  expect(last).toMatchObject({
    scope: 'payment',
    status: 'booked',
    end_to_end_id: 'A000000000003000',
    amount_qepik: '300000',
    currency: 'AZN',
    found_in: 'end-to-end',
    problem: null,
  })
})

test('a message cut off after thousands of lines leaves none of them; whole, it comes in later', async () => {
  const whole = statement(3_000)
  await expect(receive(whole.slice(0, -60))).rejects.toMatchObject({ code: 'BANK_MESSAGE_UNREADABLE' })
  expect(await rows('select from bank_line')).toHaveLength(0)
  expect((await messages()).map(({ type }) => type)).toEqual(['unreadable'])
  expect((await exceptions()).map(({ kind }) => kind)).toEqual(['unreadable'])
  // Delivered again it is no news.
  await expect(receive(whole.slice(0, -60))).rejects.toMatchObject({ code: 'BANK_MESSAGE_UNREADABLE' })
  expect(await exceptions()).toHaveLength(1)

  expect(await receive(whole)).toMatchObject({ isNew: true })
  expect(await rows('select from bank_line')).toHaveLength(3_000)
})

test.each(['open', 'after the lines', 'in the matching'] as const)(
  'a crash (%s) is made good by the next delivery, once',
  async (place) => {
    const crash = () => Promise.reject(new Error('the power went'))
    const broken: Partial<ReceiverDependencies> =
      place === 'open'
        ? { open: crash }
        : place === 'after the lines'
          ? { transact: crash }
          : { transact: (work) => dependencies.transact((records) => work(records).then(crash)) }
    await expect(receive(statement(5), broken)).rejects.toThrow('the power went')
    expect(await receive(statement(5))).toMatchObject({ isNew: true })
    expect(await receive(statement(5))).toMatchObject({ isNew: false })
    expect(await messages()).toMatchObject([{ state: 'matched', line_count: 5 }])
    const noticed = await exceptions()
    expect(noticed.map(({ kind }) => kind)).toEqual(Array<string>(5).fill('unmatched'))
    const started = await rows(`select from outbox where name = 'payment-exception-noticed'`)
    expect(started).toHaveLength(5)
  },
)

test('the same message, delivered twice at the same time, is matched and told once', async () => {
  const results = await Promise.all([receive(statement(50)), receive(statement(50))])
  expect(results.map(({ isNew }) => isNew).toSorted()).toEqual([false, true])
  expect(await rows('select from bank_line')).toHaveLength(50)
  const started = await rows(`select from outbox where name = 'payment-exception-noticed'`)
  expect(started).toHaveLength((await exceptions()).length)
})

describe('what is odd about a message is for people', () => {
  test('the same id with other content', async () => {
    await receive(statement(2))
    const before = await exceptions()
    expect(await receive(statement(3))).toMatchObject({ isNew: false })
    // Told once, also when those bytes come again.
    await receive(statement(3))
    expect((await exceptions()).slice(before.length)).toMatchObject([
      { kind: 'odd-message', detail: { problem: 'it came again with other content' } },
    ])
    expect(await rows('select from bank_line')).toHaveLength(2)
  })

  test('an account that is not ours: no line of it counts', async () => {
    await receive(statement(2, { id: 'S2', account: 'AZ55BRES22247507319920835821' }))
    const problems = await rows<{ problem: string }>('select problem from bank_line')
    expect(problems.map(({ problem }) => problem)).toEqual(
      Array<string>(2).fill('the statement is of an account that is not ours'),
    )
    expect((await exceptions()).map(({ kind }) => kind)).toContain('odd-message')
  })

  test('single odd lines do not keep the others out', async () => {
    const odd = [
      ['Ccy="AZN">1.00', 'Ccy="USD">1.00', 'the currency is not AZN'],
      ['AZN">2.00', 'AZN">-2.00', 'the amount is negative'],
      ['AZN">3.00', 'AZN">99999999999999999999.00', 'the amount is not an amount in manat'],
      ['<BookgDt><Dt>2027-01-28', '<BookgDt><Dt>2027-13-28', 'the day of the booking is no day'],
    ] as const
    const xml = odd.reduce((text, [from, to]) => text.replace(from, to), statement(6, { id: 'S3' }))
    await receive(xml)
    const lines = await rows<{ line_number: number; problem: string | null }>(
      'select line_number, problem from bank_line order by line_number',
    )
    expect(lines.map(({ problem }) => problem)).toEqual([
      'the currency is not AZN; the day of the booking is no day',
      'the amount is negative',
      'the amount is not an amount in manat',
      null,
      null,
      null,
    ])
  })
})
