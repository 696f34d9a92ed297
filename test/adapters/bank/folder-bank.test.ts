/** A bank that exchanges files through a folder: whole files only, each taken once, refusals told by a message. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFolderBank } from '../../../adapters/bank/folder-bank.ts'
import { readBankMessage } from '../../../adapters/bank/read-bank-message.ts'
import type { Bank } from '../../../domain/payment.ts'
import { buildBank } from '../../../stack/simulated/bank/app.ts'
import type { Summary } from '../../../stack/simulated/bank/shown.ts'
import { eventually } from '../../support/eventually.ts'
import { anOrder, debtor, fileOfText, openFiles, payerKey, textOf, waitingTexts } from './orders.ts'

let folder: string
const running: FastifyInstance[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bank-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()))
  rmSync(folder, { recursive: true })
})

const { outgoing } = openFiles()
const many = (count: number) => Array.from({ length: count }, (_, number) => anOrder(number + 1))
async function messagesOf(bank: Bank) {
  const texts = await waitingTexts(bank)
  for (const { id } of texts) await bank.acknowledge(id)
  return texts.map(({ xml }) => readBankMessage(xml, { ourIbans: [debtor.iban] }))
}

async function exchange() {
  const exchangeFolder = join(folder, 'exchange')
  const app = buildBank({ exchangeFolder, payerKey })
  running.push(app)
  await app.ready()
  const summary = async () => (await app.inject('/summary')).json<Summary>()
  const bank = createFolderBank(exchangeFolder)
  const waiting = (count: number) =>
    eventually(`${count} messages in the folder`, async () =>
      (await bank.waiting()).length === count ? count : undefined,
    )
  return { bank, summary, waiting, exchangeFolder }
}

test('a file is taken, paid once however often it is put there, and answered', async () => {
  const { bank, summary, waiting, exchangeFolder } = await exchange()
  const file = await outgoing('FOLDER-1', ...many(3))
  await bank.send(file)
  await bank.send(file)
  await waiting(2)
  await bank.send(file)
  expect((await messagesOf(bank)).map(({ type, lines }) => [type, lines.length])).toEqual([
    ['pain.002', 3],
    ['camt.053', 3],
  ])
  await waiting(0)
  expect(await summary()).toMatchObject({ files: 1, byStatus: { paid: { count: 3 } } })
  expect(readdirSync(join(exchangeFolder, 'done'))).toHaveLength(2)
  await expect(bank.send({ ...file, signature: 'another' })).rejects.toMatchObject({
    code: 'BANK_REFUSED_FILE',
  })
})

test('a file that the bank does not take is rejected by a message', async () => {
  const { bank, summary, waiting } = await exchange()
  const file = await outgoing('FOLDER-2', anOrder(1))
  const tampered = (await textOf(file.open())).replace('640.01', '640.02')
  await bank.send({ ...fileOfText('FOLDER-2', tampered), signature: file.signature })
  await waiting(1)
  const [report] = await messagesOf(bank)
  expect(report?.lines).toMatchObject([
    {
      scope: 'file',
      status: 'rejected',
      originalMessageId: 'FOLDER-2',
      reason: expect.stringMatching(/^FF01 /) as string,
    },
  ])
  expect((await summary()).files).toBe(0)
})

test('half a file, or one whose bytes fail, is never seen', async () => {
  const { bank, summary, exchangeFolder } = await exchange()
  const file = await outgoing('FOLDER-3', ...many(2))
  async function* failing() {
    yield Buffer.from('<?xml version="1.0"?><Doc')
    throw new RangeError('the disk went away')
  }
  await expect(bank.send({ ...file, open: failing })).rejects.toThrow('the disk went away')
  expect(existsSync(join(exchangeFolder, 'to-bank', 'FOLDER-3.xml'))).toBe(false)
  await bank.send(file)
  await eventually('the file to be taken', async () => ((await summary()).files === 1 ? true : undefined))
})
