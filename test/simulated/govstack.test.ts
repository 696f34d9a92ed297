/**
 * A payment hub where the bank is: the orders of a file go out as bulk requests of GovStack's building block, its report
 * comes back as JSON, and the same matching gives every payment its answer. Sent twice, nothing is paid twice.
 */
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBankInbox } from '../../adapters/bank-inbox.ts'
import { createPaymentFiles } from '../../adapters/bank/payment-files.ts'
import { createFolderStore } from '../../adapters/files/folder-store.ts'
import type { BulkResults } from '../../adapters/govstack/forms.ts'
import { createGovStackBank } from '../../adapters/govstack/govstack-bank.ts'
import { openCopyStreams, type CopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { createFileOrders } from '../../adapters/postgres/file-orders.ts'
import { createPayeeIds } from '../../adapters/postgres/payee-ids.ts'
import { systemClock } from '../../domain/clock.ts'
import type { OutgoingFile } from '../../domain/payment.ts'
import { createEd25519Signer } from '../../domain/signing.ts'
import { buildBank } from '../../stack/simulated/bank/app.ts'
import { createIban, createRandom } from '../../stack/simulated/registers/numbers.ts'
import { receiveBankMessage } from '../../workers/payment/receive-bank-message.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { openPaymentOffice, type PaymentOffice } from '../adapters/postgres/a-payment-run.ts'
import { openReportReceiver, type ReportReceiver } from '../support/report-receiver.ts'
import { secretSettings } from '../support/secret-settings.ts'

let office: PaymentOffice
let copy: CopyStreams
let hub: FastifyInstance
let hubUrl = ''
let receiver: ReportReceiver

const patiently = { timeout: 30_000, interval: 100 }
const folder = `${tmpdir()}/dost-govstack-${randomUUID()}`
const debtor = { name: 'DSMF', iban: 'AZ21NABZ00000000137010001944', bic: 'NABZAZ2X' }
beforeAll(async () => {
  office = await openPaymentOffice()
  copy = openCopyStreams(office.database.url, { maxConnections: 2 })
  const receive = receiveBankMessage({
    transact: office.transact,
    ...createBankInbox({ copy, clock: systemClock, folder, ourIbans: [debtor.iban] }),
    clock: systemClock,
    pages: staffPages('https://dost.example'),
  })
  receiver = await openReportReceiver(receive)
  hub = buildBank()
  hubUrl = await hub.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await hub.close()
  await receiver.close()
  await copy.close()
  await office.close()
})

const bank = () =>
  createGovStackBank({
    url: hubUrl,
    sourceId: 'dsmf-b2-0001',
    callbackUrl: receiver.url,
    payeeIds: createPayeeIds(office.database.db),
    instructionsPerRequest: 2,
    resilience: { retries: 0 },
  })

const files = createPaymentFiles({
  debtorOf: () => debtor,
  initiatingParty: debtor.name,
  store: createFolderStore(folder),
  signer: createEd25519Signer(secretSettings.PAYMENT_SIGNING_KEY),
})

/** A run of its own, released and written: its only file, ready to go out. */
async function writtenFile(run: string): Promise<OutgoingFile> {
  const [file] = await office.runs((runs) => runs.release(run))
  if (file?.messageId === undefined) throw new Error('The run has no file')
  const { messageId, orderCount, controlSumQepik } = file
  const written = await files.write(
    {
      messageId,
      createdAt: new Date('2027-01-26T08:00:00Z'),
      executionDay: '2027-01-28',
      kind: 'targeted-social-assistance',
      orderCount,
      controlSumQepik,
    },
    createFileOrders(copy)(file.id),
  )
  await office.runs((runs) => runs.fileWritten(run, 1, written))
  const { sha256, byteCount, signature } = written
  return { messageId, sha256, byteCount, signature, open: () => files.open({ messageId, sha256 }) }
}
const statesOf = async (run: string) =>
  (await office.ordersOf(run)).map(({ iban, state, bank_reason }) => ({ iban, state, bank_reason }))
const paidByHub = async () =>
  (await hub.inject('/hub/payments')).json<{ payments: { account: string; amountQepik: number }[] }>()
    .payments

describe('a month through a hub', () => {
  let run: string
  let file: OutgoingFile
  const closed = createIban(createRandom(5), true)

  beforeAll(async () => {
    for (let made = 0; made < 4; made += 1) await office.family({ monthlyQepik: 712_34 + made })
    await office.family({ iban: closed })
    run = await office.open()
    await office.approve(run)
    file = await writtenFile(run)
    await bank().send(file)
    await office.runs((runs) => runs.fileSent(run, 1))
    await vi.waitFor(async () => {
      expect((await statesOf(run)).map(({ state }) => state)).not.toContain('sent')
    }, patiently)
  })

  test('what the hub completed is settled, what failed is rejected with its reason', async () => {
    const states = await statesOf(run)
    expect(states.filter(({ state }) => state === 'settled')).toHaveLength(4)
    expect(states.filter(({ state }) => state === 'rejected')).toEqual([
      { iban: closed, state: 'rejected', bank_reason: 'AC04 account closed' },
    ])
    const amounts = (await paidByHub()).map(({ amountQepik }) => amountQepik)
    expect(amounts.toSorted((one, other) => one - other)).toEqual([712_34, 712_35, 712_36, 712_37])
  })

  test('the books balance, and the run can be closed', async () => {
    const books = await office.transact((records) => records.accounting.trialBalance())
    const sides = books.reduce((sum, { debitQepik, creditQepik }) => sum + debitQepik - creditQepik, 0)
    expect(sides).toBe(0)
    expect(await office.runs((runs) => runs.close(run))).toMatchObject({
      closed: true,
      settled: { count: 4 },
      rejected: { count: 1 },
    })
  })

  test('sent again, and every report delivered again: the same answers, nothing paid or booked twice', async () => {
    const [paid, postings] = [await paidByHub(), await office.rows('select from posting')]
    await bank().send(file)
    for (const report of [...receiver.reports]) {
      const again = await fetch(receiver.url, {
        method: 'POST',
        body: new Uint8Array(report),
        headers: { 'content-type': 'application/json' },
      })
      expect(await again.json()).toMatchObject({ isNew: false })
    }
    expect(await paidByHub()).toEqual(paid)
    expect(await office.rows('select from posting')).toHaveLength(postings.length)
  })

  test('validation told of the closed account before anything was paid, as news', async () => {
    const news = await office.rows<{ status: string; reason: string }>(
      `select status, reason from bank_line join bank_message on id = bank_message_id where message_id like '%validation%'`,
    )
    expect(news).toEqual([{ status: 'pending', reason: 'AC04 account closed' }])
  })
})

test('a request id that was used for something else is refused, and the first answer stands', async () => {
  const body = {
    RequestID: 'REQUEST00001',
    SourceBBID: 'dsmf-b2-0001',
    BatchID: 'BATCH0000001',
    CreditInstructions: [
      { InstructionID: 'A000000000000001', PayeeFunctionalID: 'F'.repeat(20), Amount: 10, Currency: 'AZN' },
    ],
  }
  const post = async (payload: object) =>
    (await hub.inject({ method: 'POST', url: '/bulk-payment', payload })).json<object>()
  const first = await post(body)
  expect(first).toEqual({
    ResponseCode: '00',
    ResponseDescription: 'Request successfully received by Pay-BB',
    RequestID: 'REQUEST00001',
  })
  expect(await post({ ...body, BatchID: 'BATCH0000002' })).toMatchObject({ ResponseCode: '01' })
  expect(await post(body)).toEqual(first)
})

test('a payee whom the hub does not know is registered before an update is taken', async () => {
  const body = {
    RequestID: 'REQUEST00009',
    SourceBBID: 'dsmf-b2-0001',
    Beneficiaries: [
      {
        PayeeFunctionalID: 'N'.repeat(20),
        PaymentModality: '00',
        FinancialAddress: createIban(createRandom(9)),
      },
    ],
  }
  const post = async (url: string, payload: object) =>
    (await hub.inject({ method: 'POST', url, payload })).json<object>()
  expect(await post('/update-beneficiary-details', body)).toMatchObject({ ResponseCode: '01' })
  const registered = await post('/register-beneficiary', { ...body, RequestID: 'REQUEST00010' })
  expect(registered).toMatchObject({ ResponseCode: '00' })
  expect(await post('/register-beneficiary', { ...body, RequestID: 'REQUEST00010' })).toEqual(registered)
  expect(await post('/update-beneficiary-details', body)).toMatchObject({ ResponseCode: '00' })
  // The published description calls bulk payment by another path than its published tests.
  const bulk = await hub.inject({ method: 'POST', url: '/batchtransactions', payload: { RequestID: 'X' } })
  expect(bulk.statusCode).toBe(400)
  expect(bulk.json()).toMatchObject({ ResponseCode: '01' })
})

test.each([
  ['without SourceBBID', { SourceBBID: undefined }],
  ['with no instruction', { CreditInstructions: [] }],
  ['with a batch id that is too short', { BatchID: 'invalid' }],
])('a bulk request %s is a bad request in the published form', async (_name, changes) => {
  const payload = {
    RequestID: 'REQUEST00002',
    SourceBBID: 'dsmf-b2-0001',
    BatchID: 'BATCH0000003',
    CreditInstructions: [
      { InstructionID: 'A000000000000002', PayeeFunctionalID: 'F'.repeat(20), Amount: 10, Currency: 'AZN' },
    ],
    ...changes,
  }
  const answer = await hub.inject({ method: 'POST', url: '/bulk-payment', payload })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ ResponseCode: '01', RequestID: 'REQUEST00002' })
})

test('a hub that takes nothing: the file is refused before the first payment', async () => {
  await office.family()
  const run = await office.open('2027-01', { purpose: 'supplementary' })
  await office.approve(run)
  const file = await writtenFile(run)
  const paid = await paidByHub()
  await hub.inject({ method: 'POST', url: '/control', payload: { refuseFiles: true } })
  await expect(bank().send(file)).rejects.toMatchObject({ code: 'BANK_REFUSED_FILE' })
  await hub.inject({ method: 'POST', url: '/control/reset' })
  expect(await paidByHub()).toEqual(paid)
})

describe('reports that do not fit', () => {
  const report = (changes: Partial<BulkResults>) =>
    Buffer.from(
      JSON.stringify({
        requestId: 'REQUEST00003',
        batchId: `ODD-${randomUUID()}`,
        TotalTransactions: 1,
        failed: 0,
        completed: 1,
        resultGeneratedAt: '2027-01-28T09:00:00Z',
        creditInstructions: [
          { instructionID: 'Z000000000000009', status: 'COMPLETED', amount: 1, currency: 'AZN' },
        ],
        ...changes,
      } satisfies BulkResults),
    )
  const deliver = async (body: Buffer) => {
    const answer = await fetch(receiver.url, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': 'application/json' },
    })
    return (await answer.json()) as { readonly exceptions?: number; readonly code?: string }
  }

  test('a payment nobody ordered is for people', async () => {
    expect(await deliver(report({}))).toMatchObject({ exceptions: 1 })
  })
  test('totals that are not those of the instructions are for people too', async () => {
    expect(await deliver(report({ TotalTransactions: 7 }))).toMatchObject({ exceptions: 2 })
  })
  test('a report that is none is refused and kept', async () => {
    expect(await deliver(Buffer.from('{"hello": 1}'))).toMatchObject({ code: 'BANK_MESSAGE_UNREADABLE' })
  })
})
