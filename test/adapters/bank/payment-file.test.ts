/** The file DSMF hands to the bank: what is ordered is what the bank reads, and always in the bank's form. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkXml } from '../../../adapters/bank/check-xml.ts'
import { pain001Chunks, type PaymentLine } from '../../../adapters/bank/write-pain001.ts'
import { OperatorError } from '../../../domain/errors.ts'
import type { PaymentOrder } from '../../../domain/payment.ts'
import { fileSignatureFits } from '../../../domain/signed-file.ts'
import { transliterate } from '../../../domain/transliteration.ts'
import { readPain001 } from '../../../stack/simulated/bank/read-pain001.ts'
import { createIban, createRandom } from '../../../stack/simulated/registers/numbers.ts'
import { anOrder, debtor, header, openFiles, payerKey, textOf } from './orders.ts'

const { files, folder, outgoing } = openFiles()
const textOfFile = async (messageId: string, ...orders: readonly PaymentOrder[]) =>
  textOf((await outgoing(messageId, ...orders)).open())

test('a first payment names payer, payee, amount, day and purpose', async () => {
  const order = anOrder(1, { payeeName: 'Məmmədova Şəhla "Gül" & <Co>', amountQepik: 700_05 })
  const xml = await textOfFile('UDSY2026000001', order)

  expect(checkXml(xml, 'pain.001.001.09')).toEqual([])
  expect(xml).toContain('<CtgyPurp><Cd>SSBE</Cd></CtgyPurp>')
  expect(readPain001(xml)).toEqual({
    messageId: 'UDSY2026000001',
    announced: { count: 1, sumQepik: 700_05 },
    transfers: [
      {
        blockId: 'UDSY2026000001-1',
        instructionId: order.endToEndId,
        endToEndId: order.endToEndId,
        amountQepik: 700_05,
        currency: 'AZN',
        iban: order.iban,
        name: 'Memmedova Sehla .Gul. + .Co.',
        remittance: `UDSY 2026-11 ${order.endToEndId}`,
        debtorIban: debtor.iban,
        debtorName: 'DSMF 2 nomreli Baki filiali',
        executionDay: '2026-11-27',
      },
    ],
  })
})

test('whatever the names and amounts, the bank reads back what was ordered', async () => {
  const anyOrder = fc
    .record({
      number: fc.nat(1_000_000),
      amountQepik: fc.integer({ min: 1, max: 99_999_999_999 }),
      payeeName: fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.constantFrom('Ə', "O'Şah-Ğalib İıÖöÜüÇç", '<!--', ']]>', '&amp;', '\u0000\u0007', 'Ё Щ'),
      ),
    })
    .map(({ number, ...changes }) => anOrder(number, changes))

  await fc.assert(
    fc.asyncProperty(fc.array(anyOrder, { minLength: 1, maxLength: 20 }), async (orders) => {
      const xml = await textOfFile('RUN-1', ...orders)
      expect(checkXml(xml, 'pain.001.001.09')).toEqual([])
      const read = readPain001(xml)
      expect(read.announced.count).toBe(orders.length)
      expect(read.announced.sumQepik).toBe(orders.reduce((sum, { amountQepik }) => sum + amountQepik, 0))
      expect(
        read.transfers.map(({ endToEndId, amountQepik, iban, name }) => ({
          endToEndId,
          amountQepik,
          iban,
          name,
        })),
      ).toEqual(
        orders.map(({ endToEndId, amountQepik, iban, payeeName }) => ({
          endToEndId,
          amountQepik,
          iban,
          name: transliterate(payeeName),
        })),
      )
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['an account that is none', { iban: 'not an iban' }, /account is no IBAN/],
  ['a reference longer than banks keep', { endToEndId: '12345678901234567' }, /EndToEndId/],
  ['an amount of nothing', { amountQepik: 0 }, /amount/],
  ['half a qəpik', { amountQepik: 100.5 }, /amount/],
])('%s stops the file before it is kept, without telling the account', async (_what, wrong, message) => {
  const orders = [...Array.from({ length: 700 }, (_, number) => anOrder(number + 1)), anOrder(0, wrong)]
  const before = readdirSync(folder)
  const writing = files.write(header('RUN-2', orders), [orders])
  await expect(writing).rejects.toThrow(OperatorError)
  await expect(writing).rejects.toThrow(message)
  await expect(writing).rejects.not.toThrow(/not an iban/)
  expect(readdirSync(folder)).toEqual(before)
})

test('the same orders give the same bytes, and the signature beside the file tells who wrote them', async () => {
  const orders = [anOrder(1), anOrder(2)]
  const first = await files.write(header('RUN-3', orders), [orders])
  expect(await files.write(header('RUN-3', orders), [[anOrder(1)], [anOrder(2)]])).toEqual(first)
  const { signature, ...statement } = { messageId: 'RUN-3', ...first }
  expect(fileSignatureFits(statement, signature, payerKey)).toBe(true)
  expect(fileSignatureFits({ ...statement, controlSumQepik: 1 }, signature, payerKey)).toBe(false)
  const beside = JSON.parse(
    readFileSync(join(folder, `RUN-3-${first.sha256.slice(0, 16)}.xml.sig`), 'utf8'),
  ) as unknown
  expect(beside).toEqual({ ...statement, signature })
})

async function* manyLines(count: number): AsyncGenerator<readonly PaymentLine[]> {
  const random = createRandom(11)
  for (let number = 0; number < count; number += 1) {
    yield [
      {
        endToEndId: String(number).padStart(16, '0'),
        amountQepik: 100_00,
        iban: createIban(random),
        payeeName: 'Quliyeva Ülkər',
        remittance: 'UDSY 2026-11',
      },
    ]
  }
}

const runBlock = (count: number, sumQepik: number) =>
  ({
    blockId: 'RUN-4-1',
    debtor,
    executionDay: '2026-11-27',
    purpose: 'SSBE',
    totals: { count, sumQepik },
    lines: manyLines(2_000),
  }) as const
const runHeader = { messageId: 'RUN-4', createdAt: new Date('2026-11-23T08:00:00Z'), initiatingParty: 'DSMF' }

test('a run is written piece by piece and is one valid file', async () => {
  const chunks: string[] = []
  for await (const chunk of pain001Chunks(runHeader, [runBlock(2_000, 200_000_00)])) chunks.push(chunk)

  expect(chunks.length).toBeGreaterThan(5)
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(100_000)
  const xml = chunks.join('')
  expect(checkXml(xml, 'pain.001.001.09')).toEqual([])
  expect(readPain001(xml).transfers).toHaveLength(2_000)
})

test('a run that does not add up to its control totals never becomes a file', async () => {
  const written = async () => {
    for await (const _chunk of pain001Chunks(runHeader, [runBlock(2_000, 199_999_99)])) continue
  }
  await expect(written()).rejects.toThrow(
    /announces 2000 payments of 199999.99 AZN and holds 2000 of 200000.00 AZN/,
  )
})

test('a file of two accounts and days has a block for each', async () => {
  const chunks: string[] = []
  const block = { ...runBlock(2_000, 200_000_00), executionDay: '2026-11-30', blockId: 'RUN-4-2' }
  const other = { ...debtor, iban: 'AZ21NABZ00000000137010001945' }
  for await (const chunk of pain001Chunks(runHeader, [
    runBlock(2_000, 200_000_00),
    { ...block, debtor: other },
  ])) {
    chunks.push(chunk)
  }
  const xml = chunks.join('')
  expect(checkXml(xml, 'pain.001.001.09')).toEqual([])
  const { announced, transfers } = readPain001(xml)
  expect(announced).toEqual({ count: 4_000, sumQepik: 400_000_00 })
  expect(new Set(transfers.map(({ debtorIban, executionDay }) => `${debtorIban} ${executionDay}`))).toEqual(
    new Set([`${debtor.iban} 2026-11-27`, `${other.iban} 2026-11-30`]),
  )
})
