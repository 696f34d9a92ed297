/** The simulated bank: every message that it writes is valid, and what a seed tells happens the same each time. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkXml } from '../../adapters/bank/check-xml.ts'
import { createHttpBank } from '../../adapters/bank/http-bank.ts'
import { readBankMessage } from '../../adapters/bank/read-bank-message.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Bank, BankLine, BankMessage } from '../../domain/payment.ts'
import { buildBank, type BankOptions } from '../../stack/simulated/bank/app.ts'
import type { Behaviour } from '../../stack/simulated/bank/rules.ts'
import type { Summary } from '../../stack/simulated/bank/shown.ts'
import { anOrder, debtor, openFiles, waitingTexts } from '../adapters/bank/orders.ts'
import { memoryHeld } from '../support/heap.ts'

let folder: string
const running: FastifyInstance[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()))
  rmSync(folder, { recursive: true })
})

async function open(options: BankOptions = {}) {
  const app = buildBank(options)
  running.push(app)
  const bank = createHttpBank({
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    resilience: { retries: 0 },
  })
  return {
    app,
    bank,
    behave: (changes: Partial<Behaviour>) =>
      app.inject({ method: 'POST', url: '/control', payload: changes }),
    summary: async () => (await app.inject('/summary')).json<Summary>(),
  }
}
const { outgoing } = openFiles()
const many = (count: number) => Array.from({ length: count }, (_, number) => anOrder(number + 1))

/** The schema that a message says it follows; of pain.002 the nearest that is kept here. */
function problemsOf(xml: string) {
  const type = /tech:xsd:(pain\.002|camt\.053)\.001\.(\d\d)/.exec(xml)
  if (type?.[1] === 'pain.002')
    return checkXml(xml.replace('pain.002.001.10', 'pain.002.001.12'), 'pain.002.001.12')
  return checkXml(xml, type?.[2] === '02' ? 'camt.053.001.02' : 'camt.053.001.08')
}
const read = (xml: string): BankMessage => readBankMessage(xml, { ourIbans: [debtor.iban] })
async function messagesOf(bank: Bank) {
  const found: BankMessage[] = []
  for (const { id, xml } of await waitingTexts(bank)) {
    expect(problemsOf(xml)).toEqual([])
    found.push(read(xml))
    await bank.acknowledge(id)
  }
  return found
}
const lineStates = (messages: readonly BankMessage[]) =>
  messages.map(({ lines }) =>
    lines.map(({ endToEndId, status, reason, amountQepik }: BankLine) =>
      [endToEndId, status, reason, amountQepik].join(' '),
    ),
  )

describe('told by a seed', () => {
  const eventful = { rejectPerMille: 100, returnPerMille: 100, oddEntryPerMille: 100, returnAfterMs: 0 }

  test.each([
    ['08', 'single'],
    ['08', 'batch'],
    ['02', 'single'],
    ['02', 'batch'],
  ] as const)(
    'it rejects, returns and books oddly, in valid messages that add up: version .%s, %s entries',
    async (statementVersion, bookedAs) => {
      const { bank, behave, summary } = await open()
      await behave({ ...eventful, statementVersion, bookedAs, seed: 5 })
      await bank.send(await outgoing('SEED-1', ...many(300)))
      const [report, account, returns] = await messagesOf(bank)

      expect([report, account, returns].flatMap((message) => message?.problems ?? [])).toEqual([])
      const rejected = report?.lines.filter(({ status }) => status === 'rejected') ?? []
      expect(rejected.length).toBeGreaterThan(10)
      expect(new Set(rejected.map(({ reason }) => reason?.slice(0, 4)))).toEqual(
        new Set(['AC04', 'BE01', 'AM02']),
      )
      // Some are booked twice, and none that was rejected is booked.
      const booked = account?.lines ?? []
      expect(new Set(booked.map(({ status }) => status))).toEqual(new Set(['booked']))
      expect(booked.length).toBeGreaterThan(300 - rejected.length)
      expect(booked.some(({ endToEndId }) => endToEndId === undefined)).toBe(true)
      const referenced = booked.flatMap(({ endToEndId }) => endToEndId ?? [])
      expect(new Set(referenced).size).toBeLessThan(referenced.length)
      expect(rejected.every(({ endToEndId }) => !referenced.includes(endToEndId ?? ''))).toBe(true)
      expect(returns?.lines.length).toBeGreaterThan(10)
      expect(new Set(returns?.lines.map(({ status }) => status))).toEqual(new Set(['returned']))
      const { byStatus } = await summary()
      expect(byStatus['rejected']?.count).toBe(rejected.length)
      expect(byStatus['returned']?.count).toBe(returns?.lines.length)
    },
  )

  test('another bank with the same seed does the same, with another seed something else', async () => {
    const said = async (seed: number) => {
      const { bank, behave } = await open()
      await behave({ ...eventful, seed })
      await bank.send(await outgoing('SEED-2', ...many(100)))
      return lineStates(await messagesOf(bank))
    }
    expect(await said(1)).toEqual(await said(1))
    expect(await said(1)).not.toEqual(await said(2))
  })

  test('its messages come late, twice or cut off, and in the end all are there', async () => {
    let at = new Date('2026-11-27T10:00:00Z')
    const { bank, behave } = await open({ now: () => at })
    await behave({ oddMessagePerMille: 800, seed: 3 })
    for (let file = 0; file < 10; file += 1) {
      await bank.send(await outgoing(`ODD-${file}`, anOrder(file + 1)))
    }
    const ready = (await bank.waiting()).length
    at = new Date('2026-11-27T12:00:00Z')
    const texts = await waitingTexts(bank)
    expect(texts.length).toBeGreaterThan(ready)
    const outcomes = texts.map(({ xml }) => {
      try {
        return read(xml).messageId
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        return String(error.code)
      }
    })
    const whole = outcomes.filter((outcome) => outcome !== 'BANK_MESSAGE_UNREADABLE')
    expect(whole.length).toBeLessThan(outcomes.length)
    expect(new Set(whole).size).toBe(20)
    expect(whole.length).toBeGreaterThan(20)
  })
})

test('a bank that stopped after it had paid writes what is missing when it starts again, once', async () => {
  const booksFolder = join(folder, 'books')
  const before = await open({ booksFolder })
  await before.bank.send(await outgoing('STOP-1', ...many(20)))
  const told = await waitingTexts(before.bank)
  await before.app.close()
  // As the books stand when the power goes between paying and the last message.
  const events = join(booksFolder, 'events.jsonl')
  const [file = '', report = ''] = readFileSync(events, 'utf8').split('\n')
  writeFileSync(events, `${file}\n${report}\n{"kind":"mess`)

  const after = await open({ booksFolder })
  await after.bank.send(await outgoing('STOP-1', ...many(20)))
  const retold = await waitingTexts(after.bank)
  expect(retold.map(({ id }) => id)).toEqual(told.map(({ id }) => id))
  expect(lineStates(retold.map(({ xml }) => read(xml)))).toEqual(lineStates(told.map(({ xml }) => read(xml))))
  expect(await after.summary()).toMatchObject({ files: 1, byStatus: { paid: { count: 20 } }, paidTwice: 0 })
})

test('a file of 20,000 transfers goes through without standing in memory', async () => {
  const { bank, behave, app } = await open()
  await behave({ rejectPerMille: 5 })
  const file = await outgoing('LARGE-1', ...many(20_000))
  // What the schema checker needs for itself, it takes with the first file.
  await bank.send(await outgoing('LARGE-0', ...many(1_000)))
  for (const id of await bank.waiting()) await bank.acknowledge(id)
  const before = memoryHeld()
  await bank.send(file)
  const [report = '', account = ''] = await bank.waiting()
  for (const id of [report, account]) {
    let bytes = 0
    for await (const piece of await bank.fetch(id)) bytes += piece.length
    expect(bytes).toBeGreaterThan(5_000_000)
  }
  expect(memoryHeld() - before).toBeLessThan(5_000_000)
  expect((await app.inject('/health')).json()).toMatchObject({ payments: 21_000, files: 2 })
})
