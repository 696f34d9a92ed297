/** The bank over real HTTP: files are paid once, and what the bank says is collected until it is acknowledged. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { checkXml } from '../../../adapters/bank/check-xml.ts'
import { createHttpBank } from '../../../adapters/bank/http-bank.ts'
import { readBankMessage } from '../../../adapters/bank/read-bank-message.ts'
import { DomainError, OperatorError, RetryableError } from '../../../domain/errors.ts'
import type { Bank } from '../../../domain/payment.ts'
import { buildBank, type BankOptions } from '../../../stack/simulated/bank/app.ts'
import { createIban, createRandom } from '../../../stack/simulated/registers/numbers.ts'
import { anOrder, debtor, fileOfText, openFiles, payerKey, textOf, waitingTexts } from './orders.ts'

const running: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()))
})

async function simulated(options: BankOptions = {}) {
  const app = buildBank(options)
  running.push(app)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const bank = createHttpBank({ url, resilience: { retries: 1, firstDelayMs: 1, maxDelayMs: 2 } })
  const control = (payload: object, path = '') =>
    app.inject({ method: 'POST', url: `/control${path}`, payload })
  const payments = async () =>
    (await app.inject('/payments')).json<{
      payments: { endToEndId: string; status: string; amountQepik: number }[]
    }>().payments
  return { app, bank, control, payments }
}

const { outgoing: fileOf, folder } = openFiles()

async function collectAll(bank: Bank) {
  const raw = await waitingTexts(bank)
  for (const { id } of raw) await bank.acknowledge(id)
  return raw.map(({ xml }) => readBankMessage(xml, { ourIbans: [debtor.iban] }))
}

test('a file is paid, reported and booked, in messages the standard accepts', async () => {
  const { bank, app } = await simulated()
  const order = anOrder(1)
  await bank.send(await fileOf('F1', order))

  const raw = await waitingTexts(bank)
  expect(raw).toHaveLength(2)
  const [report = '', account = ''] = raw.map(({ xml }) => xml)
  expect(checkXml(report.replace('pain.002.001.10', 'pain.002.001.12'), 'pain.002.001.12')).toEqual([])
  expect(checkXml(account, 'camt.053.001.08')).toEqual([])
  const messages = await collectAll(bank)
  expect(messages).toMatchObject([
    {
      type: 'pain.002',
      lines: [{ endToEndId: order.endToEndId, status: 'accepted', originalMessageId: 'F1' }],
    },
    {
      type: 'camt.053',
      lines: [
        {
          endToEndId: order.endToEndId,
          status: 'booked',
          amountQepik: order.amountQepik,
          iban: order.iban,
          bookedOn: '2026-11-27',
        },
      ],
    },
  ])
  expect(messages.flatMap(({ problems = [] }) => problems)).toEqual([])
  expect(await waitingTexts(bank)).toEqual([])
  const { accounts } = (await app.inject('/accounts')).json<{ accounts: unknown[] }>()
  expect(accounts).toContainEqual({
    iban: order.iban,
    name: 'Eliyeva Gulsen',
    balanceQepik: order.amountQepik,
  })
})

test('the same file twice is paid once, also when the first answer was lost', async () => {
  const { bank, control, payments } = await simulated()
  const file = await fileOf('F2', anOrder(1), anOrder(2))
  await control({ loseAnswers: 1 })
  await bank.send(file)
  await bank.send(file)
  expect(await payments()).toHaveLength(2)
  expect(await waitingTexts(bank)).toHaveLength(2)
})

test('another file under the same message id is refused', async () => {
  const { bank, payments } = await simulated()
  await bank.send(await fileOf('F3', anOrder(1)))
  const refused = bank.send(await fileOf('F3', anOrder(2)))
  await expect(refused).rejects.toThrow(DomainError)
  await expect(refused).rejects.toMatchObject({ code: 'BANK_REFUSED_FILE' })
  expect(await payments()).toHaveLength(1)
})

test('a file that is not pain.001 is refused with the place', async () => {
  const { bank } = await simulated()
  const xml = await textOf((await fileOf('F4', anOrder(1))).open())
  const wrong = xml.replace('<PmtMtd>TRF</PmtMtd>', '<PmtMtd>CASH</PmtMtd>')
  await expect(bank.send(fileOfText('F4', wrong))).rejects.toThrow(
    /refused file F4: line 4, column \d+: not a valid/,
  )
})

test('a bank out of service is worth another try, and nothing was paid', async () => {
  const { bank, control, payments } = await simulated()
  await control({ failNext: 2 })
  await expect(bank.send(await fileOf('F5', anOrder(1)))).rejects.toThrow(RetryableError)
  expect(await payments()).toEqual([])
})

test('closed accounts, large amounts and other names are rejected with their codes; the rest is paid', async () => {
  const { bank, control, payments } = await simulated()
  const [good, closed, large, other] = [
    anOrder(1),
    anOrder(2, { iban: createIban(createRandom(1), true) }),
    anOrder(3, { amountQepik: 200_000_00 }),
    anOrder(4, { payeeName: 'Somebody Else' }),
  ]
  await control({ rejections: [{ iban: other.iban, name: 'Somebody Else', code: 'BE01' }] })
  await bank.send(await fileOf('F6', good, closed, large, other))

  const [report, account] = await collectAll(bank)
  expect(
    report?.lines.map(({ endToEndId, status, reason }) => [endToEndId, status, reason?.slice(0, 4)]),
  ).toEqual([
    [good.endToEndId, 'accepted', undefined],
    [closed.endToEndId, 'rejected', 'AC04'],
    [large.endToEndId, 'rejected', 'AM02'],
    [other.endToEndId, 'rejected', 'BE01'],
  ])
  expect(account?.lines.map(({ endToEndId }) => endToEndId)).toEqual([good.endToEndId])
  expect((await payments()).filter(({ status }) => status === 'paid')).toHaveLength(1)
})

test('a wrong control sum rejects the whole file', async () => {
  const { bank, payments } = await simulated()
  const xml = await textOf((await fileOf('F7', anOrder(1))).open())
  const wrong = xml.replace(/<CtrlSum>[\d.]+<\/CtrlSum>/, '<CtrlSum>1.00</CtrlSum>')
  await bank.send(fileOfText('F7', wrong))
  const [report] = await collectAll(bank)
  expect(report?.lines).toMatchObject([
    { scope: 'file', status: 'rejected', originalMessageId: 'F7', reason: 'AM10 control sum differs' },
  ])
  expect(await payments()).toEqual([])
})

test.each([
  ['02', 'end-to-end'],
  ['02', 'servicer'],
  ['08', 'instruction'],
  ['08', 'structured'],
  ['08', 'unstructured'],
] as const)(
  'statements of version .%s with our reference as %s are understood',
  async (statementVersion, referenceIn) => {
    const { bank, control } = await simulated()
    const order = anOrder(1)
    await control({ statementVersion, referenceIn })
    await bank.send(await fileOf('F8', order))
    const raw = await waitingTexts(bank)
    expect(checkXml(raw[1]?.xml ?? '', `camt.053.001.${statementVersion}`)).toEqual([])
    const [, account] = await collectAll(bank)
    expect(account?.lines).toMatchObject([
      { endToEndId: order.endToEndId, foundIn: referenceIn, status: 'booked' },
    ])
  },
)

test('late, twice and cut off: whatever the bank does, whole messages arrive', async () => {
  let at = new Date('2026-11-27T10:00:00Z')
  const { bank, control } = await simulated({ now: () => at })
  await control({ lateMs: 60_000, twice: true, cutOff: 1 })
  await bank.send(await fileOf('F9', anOrder(1)))
  expect(await waitingTexts(bank)).toEqual([])

  at = new Date('2026-11-27T10:02:00Z')
  const raw = await waitingTexts(bank)
  const read = raw.map(({ xml }) => {
    try {
      return readBankMessage(xml).messageId
    } catch (error) {
      return error instanceof DomainError ? String(error.code) : 'something else'
    }
  })
  expect(read).toEqual([
    'BANK_MESSAGE_UNREADABLE',
    'BANK00000001',
    'BANK00000001',
    'BANK00000002',
    'BANK00000002',
  ])
})

test('money that comes back days later is on a statement of its own', async () => {
  const { bank, control, payments } = await simulated()
  const order = anOrder(1)
  await bank.send(await fileOf('F10', order))
  await collectAll(bank)
  await control({ endToEndId: order.endToEndId, code: 'AC06' }, '/return')
  const raw = await waitingTexts(bank)
  expect(checkXml(raw[0]?.xml ?? '', 'camt.053.001.08')).toEqual([])
  const [account] = await collectAll(bank)
  expect(account).not.toHaveProperty('problems')
  expect(account?.lines).toMatchObject([
    { endToEndId: order.endToEndId, status: 'returned', reason: 'AC06 returned', iban: order.iban },
  ])
  expect((await payments()).map(({ status }) => status)).toEqual(['returned'])
})

test('a restarted bank still knows what it has paid', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bank-'))
  const options = { booksFolder: join(folder, 'books') }
  try {
    const file = await fileOf('F11', anOrder(1))
    const before = await simulated(options)
    await before.bank.send(file)
    await before.app.close()
    const after = await simulated(options)
    await after.bank.send(file)
    expect(await after.payments()).toHaveLength(1)
    expect(await after.bank.waiting()).toHaveLength(2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('only files that the payer signed are taken by a bank that knows the key', async () => {
  const { bank, payments } = await simulated({ payerKey })
  const file = await fileOf('F12', anOrder(1))
  const other = await fileOf('F13', anOrder(2))
  await expect(bank.send({ ...file, signature: other.signature })).rejects.toThrow(/signature does not fit/)
  expect(await payments()).toEqual([])
  await bank.send(file)
  expect(await payments()).toHaveLength(1)
})

test('a file that was changed on our disk never reaches the bank whole', async () => {
  const { bank, payments } = await simulated()
  const file = await fileOf('F14', ...Array.from({ length: 1_000 }, (_, number) => anOrder(number + 1)))
  const path = join(folder, readdirSync(folder).find((name) => /^F14-.*xml$/.test(name)) ?? '')
  writeFileSync(path, readFileSync(path, 'utf8').replace('<Nm>Eliyeva', '<Nm>Aliyeva'))
  await expect(bank.send(file)).rejects.toThrow(OperatorError)
  expect(await payments()).toEqual([])
})

test('a bank that stops answering in the middle of a message is an outage', async () => {
  const { app, bank } = await simulated()
  await bank.send(await fileOf('F15', ...Array.from({ length: 2_000 }, (_, number) => anOrder(number + 1))))
  const [id = ''] = await bank.waiting()
  const reading = async () => {
    for await (const _piece of await bank.fetch(id)) app.server.closeAllConnections()
  }
  await expect(reading()).rejects.toThrow(RetryableError)
  expect(readBankMessage((await waitingTexts(bank))[0]?.xml ?? '').lines).toHaveLength(2_000)
})
