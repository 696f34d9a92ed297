/** The list of a run's orders for office programs: what is in it, who sees whose account, and that it is never in memory. */
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvOf } from '../../api/payment-run/csv.ts'
import { columnsFor } from '../../api/payment-run/order-columns.ts'
import { xlsxOf } from '../../api/payment-run/xlsx.ts'
import type { RunOrder } from '../../domain/payment-run-view.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { makeEntitlements } from '../bench/payments-data.ts'
import { memoryHeld } from '../support/heap.ts'
import { readWorkbook } from '../support/workbook.ts'
import { openPayOffice, type PayOffice } from './pay-office.ts'

const MANY = 40_000

let office: PayOffice
let run: string
beforeAll(async () => {
  office = await openPayOffice()
  const { run: february, stays } = await office.twoMonths()
  run = february
  await office.runs((port) =>
    port.adjust({
      entitlementId: stays.entitlementId,
      part: 'deduction',
      amountQepik: 100_00,
      fromPeriod: '2027-02',
      reason: 'overpayment-recovery',
      reference: 'recovery-1',
      by: 'dsmf-payment-maker',
    }),
  )
  await office.runs((port) => port.freeze(run))
  await office.runs((port) => port.check(run))
})
afterAll(() => office.close())

const orders = (group: StaffGroup, format: 'csv' | 'xlsx' = 'csv', headers: Record<string, string> = {}) =>
  office.read(group, `/v1/payment-runs/${run}/orders.${format}`, headers)

const linesOf = (csv: string) => csv.replace('\ufeff', '').trimEnd().split('\r\n')

test('as CSV it opens in an office program as it stands: byte order mark, semicolons, decimal commas', async () => {
  const answer = await orders('dsmf-payment-maker')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="${await office.numberOf(run)}-orders.csv"`,
  )
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.body.startsWith('\ufeffFayl / File;İş / Case;Alan / Payee;Hesab / Account;')).toBe(true)
  const lines = linesOf(answer.body)
  expect(lines).toHaveLength(4)
  const kept = lines.find((line) => line.includes(';600,00;'))
  expect(kept).toMatch(
    /^1;UDSY-2026-\d{6};Aygün Məmmədova;AZ\d\d[A-Z]{4}\w{20};2027-02;monthly;600,00;0,00;0,00;100,00;\w+;ordered;$/,
  )
})

describe('payees and accounts are for those whose work it is', () => {
  test.each([
    ['dsmf-payment-maker', /Aygün Məmmədova;AZ\d\d[A-Z]{4}\w{20};/],
    ['dsmf-payment-checker', /Aygün Məmmədova;AZ\d\d[A-Z]{4}\w{20};/],
    ['dsmf-head', /Aygün Məmmədova;AZ\d\d…\w{4};/],
  ] as const)('%s', async (group, shown) => {
    expect((await orders(group)).body).toMatch(shown)
    expect((await office.ledgerOf(run)).at(-1)).toMatchObject({
      actor: `staff:${group}`,
      action: 'payment-orders.listed',
      after: { format: 'csv', payees: group === 'dsmf-head' ? 'masked' : 'whole' },
    })
  })

  test('an auditor sees neither without saying why', async () => {
    const bare = await orders('auditor')
    expect(bare.statusCode).toBe(200)
    expect(bare.body).not.toMatch(/Aygün|AZ\d\d|Payee|Account/)
    const reason = 'Complaint 17 of the ombudsman'
    expect((await orders('auditor', 'csv', { 'x-access-reason': reason })).body).toContain('Aygün')
    expect((await office.ledgerOf(run)).at(-1)).toMatchObject({ reason, after: { payees: 'whole' } })
  })

  test.each(['head-of-unit', 'analyst', 'dsmf-assignment'] as const)('%s gets no list', async (group) => {
    expect((await orders(group)).statusCode).toBe(403)
  })
})

test('a run without orders is a list of headings', async () => {
  const empty = await office.open('2031-01')
  const answer = await office.read('dsmf-payment-maker', `/v1/payment-runs/${empty}/orders.csv`)
  expect(linesOf(answer.body)).toHaveLength(1)
  const missing = await office.read(
    'dsmf-payment-maker',
    '/v1/payment-runs/00000000-0000-4000-8000-000000000000/orders.xlsx',
  )
  expect([missing.statusCode, missing.json<{ code: string }>().code]).toEqual([404, 'CASE_NOT_FOUND'])
})

test('as XLSX it has texts, numbers and headings', async () => {
  const answer = await orders('dsmf-payment-maker', 'xlsx')
  expect(answer.headers['content-type']).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  )
  const [sheet, ...more] = readWorkbook(answer.rawPayload)
  expect(more).toEqual([])
  expect(sheet?.[0]?.slice(0, 4)).toEqual(['Fayl / File', 'İş / Case', 'Alan / Payee', 'Hesab / Account'])
  expect(sheet).toHaveLength(4)
  expect(
    sheet
      ?.map((row) => row[6])
      .slice(1)
      .toSorted(),
  ).toEqual([425, 550, 600])
})

const anOrder = (changes: Partial<RunOrder>): RunOrder => ({
  fileNumber: 1,
  caseNumber: 'UDSY-2027-000001',
  payeeName: 'Aygün Məmmədova',
  iban: 'AZ21NABZ00000000137010001944',
  period: '2027-02',
  orderKind: 'monthly',
  amountQepik: 700_00,
  arrearsQepik: 0,
  additionsQepik: 0,
  deductionsQepik: 0,
  endToEndId: '7K3M9QX2V5B8N4TA',
  state: 'rejected',
  bankReason: '',
  ...changes,
})

async function* inBatches(...all: readonly RunOrder[]) {
  for (const order of all) yield [order]
}

async function textOf(...all: readonly RunOrder[]): Promise<string> {
  let text = ''
  for await (const piece of csvOf(columnsFor('whole'), inBatches(...all))) text += piece
  return text
}

describe('what came from outside', () => {
  test.each([
    ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
    ['+994501234567', "'+994501234567"],
    ['  -2+3', "'  -2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\tx', "'\tx"],
    ['Əliyeva; Gülşən', '"Əliyeva; Gülşən"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['Ə-Ə', 'Ə-Ə'],
  ])('is text and no formula in CSV: %j', async (payeeName, cell) => {
    expect(await textOf(anOrder({ payeeName }))).toContain(`;${cell};AZ21`)
  })

  test('is text in XLSX, whatever signs it has', async () => {
    const bankReason = '=1+1 <b>&"\u0001\ud800 AC04'
    const workbook = xlsxOf(columnsFor('whole'), inBatches(anOrder({ bankReason })))
    const [sheet] = readWorkbook(Buffer.concat(await workbook.toArray()))
    expect(sheet?.[1]?.at(-1)).toBe('=1+1 <b>&" AC04')
  })
})

test('a sheet that is full goes on in another', async () => {
  const all = [1, 2, 3, 4, 5].map((fileNumber) => anOrder({ fileNumber }))
  const workbook = xlsxOf(columnsFor('none'), inBatches(...all), 3)
  const sheets = readWorkbook(Buffer.concat(await workbook.toArray()))
  expect(sheets.map((rows) => rows.slice(1).map(([file]) => file))).toEqual([[1, 2], [3, 4], [5]])
  const fits = xlsxOf(columnsFor('none'), inBatches(...all.slice(0, 4)), 3)
  expect(readWorkbook(Buffer.concat(await fits.toArray()))).toHaveLength(2)
})

test('a list that breaks off is told as broken, not as short', async () => {
  async function* broken() {
    yield [anOrder({})]
    throw new Error('The connection was lost')
  }
  await expect(xlsxOf(columnsFor('whole'), broken()).toArray()).rejects.toThrow('The connection was lost')
  await expect(Readable.from(csvOf(columnsFor('whole'), broken())).toArray()).rejects.toThrow('was lost')
})

describe(`a list of ${MANY} orders`, () => {
  let crowded: PayOffice
  let large: string
  let base: string
  let cookie: string
  beforeAll(async () => {
    crowded = await openPayOffice()
    const owner = new Client({ connectionString: crowded.database.ownerUrl })
    await owner.connect()
    await makeEntitlements(owner, MANY)
    await owner.end()
    large = await crowded.open()
    await crowded.runs((port) => port.freeze(large))
    ;({ cookie } = await crowded.logIn('dsmf-payment-checker'))
    base = await crowded.app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => crowded.close())

  const download = async (format: string): Promise<IncomingMessage> => {
    const [answer] = (await once(
      get(`${base}/v1/payment-runs/${large}/orders.${format}`, { headers: { cookie } }),
      'response',
    )) as [IncomingMessage]
    expect(answer.statusCode).toBe(200)
    return answer
  }

  test.each(['csv', 'xlsx'])('is read as %s without standing in memory', async (format) => {
    const used: number[] = []
    let bytes = 0
    let looked = 0
    for await (const piece of (await download(format)) as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes - looked > (format === 'csv' ? 1_000_000 : 250_000)) {
        looked = bytes
        used.push(memoryHeld())
      }
    }
    expect(used.length).toBeGreaterThan(3)
    expect(Math.max(...used) - Math.min(...used)).toBeLessThan(5_000_000)
  })

  test('is whole', async () => {
    const answer = await crowded.read('dsmf-payment-checker', `/v1/payment-runs/${large}/orders.xlsx`)
    const [sheet] = readWorkbook(answer.rawPayload)
    expect(sheet).toHaveLength(MANY + 1)
    expect(new Set(sheet?.map((row) => row[10]))).toHaveProperty('size', MANY + 1)
  })

  test.each(['csv', 'xlsx'])('that is given up as %s gives its connection back', async (format) => {
    // More often than there are connections: the last one would wait for ever.
    for (let times = 0; times < 4; times += 1) {
      const answer = await download(format)
      await once(answer, 'data')
      answer.destroy()
    }
    const whole = await crowded.read('dsmf-payment-checker', `/v1/payment-runs/${large}/orders.csv`)
    expect(linesOf(whole.body)).toHaveLength(MANY + 1)
  })
})
