/** What strangers may send under the name of the bank: refused whole with a reason, or line by line, and never kept in memory. */
import { describe, expect, test } from 'vitest'
import { openBankMessage, readBankMessage } from '../../../adapters/bank/read-bank-message.ts'
import type { BankLine } from '../../../domain/payment.ts'
import { memoryHeld } from '../../support/heap.ts'
import { debtor } from './orders.ts'

const ID = '7K3M9QX2V5B8N4TA'
const statementStart = (prefix = '') =>
  `<${prefix}BkToCstmrStmt><${prefix}GrpHdr><${prefix}MsgId>S1</${prefix}MsgId></${prefix}GrpHdr>` +
  `<${prefix}Stmt><${prefix}Id>S1-1</${prefix}Id><${prefix}Acct><${prefix}Id><${prefix}IBAN>${debtor.iban}</${prefix}IBAN></${prefix}Id></${prefix}Acct>`
const statementEnd = (prefix = '') => `</${prefix}Stmt></${prefix}BkToCstmrStmt>`
const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'
const entry = (more = `<NtryDtls><TxDtls><Refs><EndToEndId>${ID}</EndToEndId></Refs></TxDtls></NtryDtls>`) =>
  `<Ntry><Amt Ccy="AZN">640.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-01-28</Dt></BookgDt>${more}</Ntry>`
const document = (body: string) =>
  `<Document xmlns="${namespace}">${statementStart()}${body}${statementEnd()}</Document>`
const ours = { ourIbans: [debtor.iban] }
const linesOf = (body: string) => readBankMessage(document(body), ours).lines

async function* inPieces(bytes: Uint8Array, size = 4_096) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function readStream(bytes: AsyncIterable<Uint8Array>) {
  const message = await openBankMessage(bytes, ours)
  const lines: BankLine[] = []
  for await (const batch of message.batches) lines.push(...batch)
  return { ...message, lines }
}

describe('a message in a form that few banks use', () => {
  test('with a prefix on every element', () => {
    const prefixed = entry().replaceAll(/<(\/?)(\w)/g, '<$1c:$2')
    const xml = `<c:Document xmlns:c="${namespace}">${statementStart('c:')}${prefixed}${statementEnd('c:')}</c:Document>`
    expect(readBankMessage(xml, ours).lines).toMatchObject([{ endToEndId: ID, amountQepik: 640_00 }])
  })

  test('with elements of other namespaces among ours: they are nobody’s fields', () => {
    const other = `<x:Amt xmlns:x="urn:x">1.00</x:Amt><Amt xmlns="urn:y" Ccy="AZN">2.00</Amt>`
    expect(linesOf(entry().replace('<Ntry>', `<Ntry>${other}`))).toMatchObject([{ amountQepik: 640_00 }])
  })

  test('with CDATA, comments, character references and line breaks', () => {
    const details = `<NtryDtls><TxDtls><!-- a --><Refs><EndToEndId>\n<![CDATA[${ID.slice(0, 8)}]]>&#x${ID.charCodeAt(8).toString(16)};${ID.slice(9)}\n</EndToEndId></Refs></TxDtls></NtryDtls>`
    expect(linesOf(entry(details))).toMatchObject([{ endToEndId: ID, foundIn: 'end-to-end' }])
  })

  test('with no details, and the reference in the words of the entry', () => {
    expect(linesOf(entry(`<AddtlNtryInf>UDSY 2027-01 ${ID}</AddtlNtryInf>`))).toMatchObject([
      { endToEndId: ID, foundIn: 'unstructured', amountQepik: 640_00 },
    ])
  })

  test('with several reasons: code and words of the first belong together', () => {
    const details =
      `<NtryDtls><TxDtls><Refs><EndToEndId>${ID}</EndToEndId></Refs><RtrInf><Rsn><Cd>AC06</Cd></Rsn></RtrInf>` +
      `<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrInf></TxDtls></NtryDtls>`
    expect(linesOf(entry(details))).toMatchObject([{ reason: 'AC06' }])
  })

  test('with two statements: each adds up by itself', () => {
    const balance = (code: string, sum: string) =>
      `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="AZN">${sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
    const first = `${balance('OPBD', '1000.00')}${balance('CLBD', '360.00')}${entry()}`
    const second = `</Stmt><Stmt><Id>S1-2</Id><Acct><Id><IBAN>AZ55BRES22247507319920835821</IBAN></Id></Acct>${balance('OPBD', '1.00')}${balance('CLBD', '1.00')}${entry()}`
    const { lines, problems } = readBankMessage(document(first + second), ours)
    expect(lines.map(({ problem }) => problem)).toEqual([
      undefined,
      'the statement is of an account that is not ours',
    ])
    expect(problems).toEqual([
      'the balances of statement S1-2 do not add up',
      'a statement is of an account that is not ours',
    ])
  })
})

test.each([
  ['a day of no calendar', '2027-02-30', 'the day of the booking is no day'],
  ['a day that is no day', 'yesterday', 'the day of the booking is no day'],
  ['a day of another form', '2027-01', 'the day of the booking is no day'],
])('%s stays a line that says so, and no day', (_what, day, problem) => {
  const [line] = linesOf(entry().replace('2027-01-28', day))
  expect(line).toMatchObject({ bookedOn: undefined, problem })
})

test('two messages read by turns do not get into each other', async () => {
  const text = (id: string) =>
    Buffer.from(document(Array.from({ length: 200 }, () => entry().replace(ID, id)).join('')))
  const [one, other] = await Promise.all([
    readStream(inPieces(text('AAAAAAAAAAAAAAAA'), 100)),
    readStream(inPieces(text('BBBBBBBBBBBBBBBB'), 130)),
  ])
  expect(new Set(one.lines.map(({ endToEndId }) => endToEndId))).toEqual(new Set(['AAAAAAAAAAAAAAAA']))
  expect(new Set(other.lines.map(({ endToEndId }) => endToEndId))).toEqual(new Set(['BBBBBBBBBBBBBBBB']))
  expect([one.lines.length, other.lines.length]).toEqual([200, 200])
})

describe('refused, without having been kept in memory', () => {
  const MEBIBYTE = 1_048_576
  /** A beginning, then the same again and again. */
  async function* endless(start: string, piece: string, taken: { bytes: number }) {
    yield Buffer.from(start)
    const bytes = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)))
    for (;;) {
      taken.bytes += bytes.length
      if (taken.bytes > 64 * MEBIBYTE) throw new Error('It was read on and on')
      yield bytes
    }
  }
  const start = document('').slice(0, document('').indexOf(statementEnd()))

  test.each([
    ['a text that does not end', `${start}<Ntry><AddtlNtryInf>`, 'x'],
    ['a text of entities that does not end', `${start}<Ntry><AddtlNtryInf>`, '&amp;'],
    ['a comment that does not end', `${start}<!-- `, 'x'],
    ['a CDATA section that does not end', `${start}<Ntry><AddtlNtryInf><![CDATA[`, 'x'],
    ['a tag name that does not end', `${start}<N`, 'x'],
    ['an attribute that does not end', `${start}<Ntry a="`, 'x'],
    ['attributes that do not end', `${start}<Ntry `, 'a="1" '],
    ['a processing instruction that does not end', `${start}<?x `, 'x'],
    ['a document type that does not end', '<!DOCTYPE a [', '<!ENTITY a "b">'],
    ['elements that do not end', start, '<a>'],
    ['an entry that does not end', `${start}<Ntry>`, '<a/>'],
    ['entries before any header', `<Document xmlns="${namespace}"><BkToCstmrStmt><Stmt>`, entry()],
  ])('%s', async (_what, beginning, piece) => {
    const taken = { bytes: 0 }
    await expect(readStream(endless(beginning, piece, taken))).rejects.toMatchObject({
      code: 'BANK_MESSAGE_UNREADABLE',
    })
    expect(taken.bytes).toBeLessThan(2 * MEBIBYTE)
  })

  test.each([
    ['bytes that are not UTF-8', Buffer.concat([Buffer.from(start), Buffer.from([0xff, 0xfe, 0xc0])])],
    ['UTF-16', Buffer.from(`\uFEFF${document(entry())}`, 'utf16le')],
    [
      'another encoding by its own words',
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-9"?>${document(entry())}`, 'latin1'),
    ],
    [
      'a message cut off in the middle of a letter',
      Buffer.from(`${start}<Ntry><AddtlNtryInf>ə`).subarray(0, -1),
    ],
    ['a message cut off after its last entry', Buffer.from(start + entry())],
    ['nothing', Buffer.alloc(0)],
  ])('%s', async (_what, bytes) => {
    await expect(readStream(inPieces(bytes))).rejects.toMatchObject({ code: 'BANK_MESSAGE_UNREADABLE' })
  })
})

test('a mark of byte order before UTF-8 does no harm', async () => {
  const { lines } = await readStream(inPieces(Buffer.from(`\uFEFF${document(entry())}`)))
  expect(lines).toHaveLength(1)
})

test('whoever stops reading lets go of the source', async () => {
  const source = { closed: false }
  async function* bytes() {
    try {
      yield* inPieces(Buffer.from(document(entry().repeat(1_000))))
    } finally {
      source.closed = true
    }
  }
  const message = await openBankMessage(bytes(), ours)
  await message.close()
  expect(source.closed).toBe(true)
})

test('a statement of 300,000 entries is read in the memory of a few', async () => {
  const part = Buffer.from(entry().repeat(500))
  async function* statement() {
    yield Buffer.from(document('').slice(0, document('').indexOf(statementEnd())))
    for (let time = 0; time < 600; time += 1) yield part
    yield Buffer.from(`${statementEnd()}</Document>`)
  }
  const message = await openBankMessage(statement(), ours)
  const used: number[] = []
  let lines = 0
  for await (const batch of message.batches) {
    lines += batch.length
    if (lines > (used.length + 1) * 70_000) used.push(memoryHeld())
  }
  expect(lines).toBe(300_000)
  expect(used).toHaveLength(4)
  expect(Math.max(...used) - Math.min(...used)).toBeLessThan(5_000_000)
})
