/** A message of the bank over HTTP: of any size, kept as it comes, taken whole or not at all, counted once. */
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { boundedPieces, limitArrival } from '../../api/arrival.ts'
import { asOwner } from '../support/database.ts'
import { secretSettings } from '../support/secret-settings.ts'
import { openOffice, type Office } from './office.ts'

const MAX_BYTES = 3_000_000
/** A busy machine may take its time. */
const patiently = { timeout: 30_000, interval: 50 }

let office: Office
let url: string
let headers: Record<string, string>

beforeAll(async () => {
  office = await openOffice({ changedSettings: { bankMessageMaxBytes: MAX_BYTES } })
  url = `${await office.app.listen({ port: 0, host: '127.0.0.1' })}/v1/bank-messages`
})
afterAll(() => office.close())
beforeEach(async () => {
  await asOwner(office.database, 'truncate bank_message, bank_line, payment_exception, outbox')
  headers = { authorization: `Bearer ${await office.token()}`, 'content-type': 'application/xml' }
})

const entry = (number: number) =>
  `<Ntry><Amt Ccy="AZN">${number}.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-01-28</Dt></BookgDt>` +
  `<NtryDtls><TxDtls><Refs><EndToEndId>A${String(number).padStart(15, '0')}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>\n`
const statement = (count: number): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
      `<GrpHdr><MsgId>S-${count}</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>AZ21NABZ00000000137010001944</IBAN></Id></Acct>` +
      `${Array.from({ length: count }, (_, number) => entry(number + 1)).join('')}</Stmt></BkToCstmrStmt></Document>`,
  )
function* inPieces(bytes: Buffer, size = 10_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const post = (bytes: Buffer) =>
  fetch(url, { method: 'POST', headers, body: Readable.from(inPieces(bytes)), duplex: 'half' })

const kept = (table: 'bank_message' | 'bank_line') =>
  asOwner<Record<string, unknown>>(office.database, `select * from ${table}`)
const half = () => readdirSync(secretSettings.PAYMENT_FILES_DIR).filter((name) => name.endsWith('.part'))

/** Sends without waiting for an end, as a program with a line that breaks would. */
function begin(more: Record<string, string> = {}): {
  sending: ClientRequest
  answer: Promise<IncomingMessage>
} {
  const sending = request(url, { method: 'POST', headers: { ...headers, ...more } })
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sending.once('response', resolve).once('error', reject)
  })
  return { sending, answer }
}
const problemOf = async (answer: IncomingMessage) =>
  JSON.parse(await text(answer)) as { readonly code: string; readonly detail: string }

test('a statement in chunks, of no announced length: all its lines, and the hash of what came', async () => {
  const bytes = statement(5_000)
  const answer = await post(bytes)
  expect(answer.status).toBe(202)
  expect(await answer.json()).toMatchObject({
    messageId: 'S-5000',
    isNew: true,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(await kept('bank_line')).toHaveLength(5_000)
})

test('the same body twice gets the same answer, and does nothing twice', async () => {
  const first = (await (await post(statement(300))).json()) as object
  expect(first).toMatchObject({ isNew: true, exceptions: 1 })
  const second = (await (await post(statement(300))).json()) as object
  expect(second).toEqual({ ...first, isNew: false })
  const [one, other] = await Promise.all([post(statement(301)), post(statement(301))])
  const answers = [(await one.json()) as { isNew: boolean }, (await other.json()) as { isNew: boolean }]
  expect(answers.map(({ isNew }) => isNew).toSorted()).toEqual([false, true])
  expect({ ...answers[0], isNew: true }).toEqual({ ...answers[1], isNew: true })
  expect(await kept('bank_line')).toHaveLength(601)
})

test('a line that breaks in the middle leaves nothing behind; sent again, the message is new', async () => {
  const bytes = statement(2_000)
  const { sending, answer } = begin()
  answer.catch(() => undefined) // There is nobody left to be answered.
  sending.write(bytes.subarray(0, bytes.length / 2))
  await vi.waitFor(() => {
    const sizes = half().map((name) => statSync(join(secretSettings.PAYMENT_FILES_DIR, name)).size)
    expect(Math.max(0, ...sizes)).toBeGreaterThan(100_000)
  }, patiently)
  sending.destroy()
  await vi.waitFor(() => {
    expect(half()).toEqual([])
  }, patiently)
  expect(await kept('bank_message')).toEqual([])
  expect(await (await post(bytes)).json()).toMatchObject({ isNew: true })
  expect(await kept('bank_line')).toHaveLength(2_000)
})

test('a message whose text ends too early is refused with its place, and none of its lines counts', async () => {
  const answer = await post(statement(2_000).subarray(0, 300_000))
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ code: 'BANK_MESSAGE_UNREADABLE' })
  expect(await kept('bank_line')).toEqual([])
  expect(await kept('bank_message')).toMatchObject([{ type: 'unreadable' }])
})

describe('more than we take', () => {
  test('announced: refused before a byte of it is read', async () => {
    const { sending, answer } = begin({ 'content-length': String(MAX_BYTES + 1) })
    sending.flushHeaders()
    const response = await answer
    expect(response.statusCode).toBe(413)
    expect(await problemOf(response)).toMatchObject({
      code: 'BODY_TOO_LARGE',
      detail: `The body is larger than ${MAX_BYTES} bytes`,
    })
    sending.destroy()
  })

  test('not announced: refused as soon as it is too much, though it goes on', async () => {
    const { sending, answer } = begin()
    sending.write(Buffer.alloc(MAX_BYTES, ' '))
    sending.write('more')
    const response = await answer
    expect(response.statusCode).toBe(413)
    expect(response.headers.connection).toBe('close')
    sending.destroy()
    expect(half()).toEqual([])
    expect(await kept('bank_message')).toEqual([])
  })
})

test('whoever is not allowed is refused before the body', async () => {
  headers = { ...headers, authorization: `Bearer ${await office.token({ scope: 'cases:read' })}` }
  const { sending, answer } = begin({ 'content-length': '1000' })
  sending.flushHeaders()
  expect((await answer).statusCode).toBe(403)
  sending.destroy()
})

describe('how a body arrives', () => {
  const limits = { maxBytes: 1_000_000, silenceMs: 10_000 }
  const read = async (body: Readable, changes: Partial<typeof limits> = {}) => {
    let bytes = 0
    for await (const piece of boundedPieces(body, { ...limits, ...changes })) bytes += piece.byteLength
    return bytes
  }

  test('no faster than it is used', async () => {
    let made = 0
    const body = new Readable({
      read() {
        made += 1
        this.push(made > 100 ? null : Buffer.alloc(10_000))
      },
    })
    const pieces = boundedPieces(body, limits)
    await pieces.next()
    await new Promise(setImmediate)
    expect(made).toBeLessThan(15)
    await pieces.return()
    expect(body.destroyed).toBe(false)
    body.destroy()
  })

  test('one that stops moving is not waited for', async () => {
    const body = new PassThrough()
    body.write('half')
    await expect(read(body, { silenceMs: 5 })).rejects.toMatchObject({ code: 'BODY_TOO_SLOW' })
  })

  test('none at all', async () => {
    await expect(read(Readable.from([]))).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  test('where no stream is taken, all of it has its term', async () => {
    const app = Fastify()
    limitArrival(app, 50)
    app.post('/', async () => 'taken')
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const status = new Promise<number | undefined>((resolve, reject) => {
      const sending = request(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '100' },
      })
      sending.once('response', (response) => {
        resolve(response.statusCode)
        response.resume()
      })
      sending.once('error', reject)
      sending.write('{"half":')
    })
    expect(await status).toBe(408)
    const whole = await fetch(address, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await whole.text()).toBe('taken')
    await app.close()
  })
})
