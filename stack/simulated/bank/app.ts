/**
 * The simulated bank: takes payment files by HTTP or from a folder, pays or rejects, and leaves messages to collect.
 * `/accounts`, `/payments` and `/summary` show what was truly paid, `/control` how it behaves.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import { Type, type Static } from 'typebox'
import { openBooks } from './books.ts'
import { openDesk } from './desk.ts'
import { watchFolder } from './folder.ts'
import { addHub } from './hub.ts'
import { Behaviour } from './rules.ts'
import { accountsOf, paymentsJson, summaryOf } from './shown.ts'
import { writeWhole } from './write-whole.ts'

export interface BankOptions {
  /** Where the books are kept over restarts; in a folder that goes with the bank when left out. */
  readonly booksFolder?: string
  /** A folder through which files are exchanged too: see adapters/bank/folder-bank.ts. */
  readonly exchangeFolder?: string
  /** Public key of the payer, PEM: only files with its signature are taken then. */
  readonly payerKey?: string
  /** Sent with the reports of the payment hub (hub.ts). */
  readonly callbackHeaders?: Readonly<Record<string, string>>
  readonly now?: () => Date
}

const FILE_LIMIT_BYTES = 2_000_000_000
const Keyed = Type.Object({ 'idempotency-key': Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,34}$' }) })
const Return = Type.Object(
  { endToEndId: Type.String(), code: Type.String({ pattern: '^[A-Z0-9]{4}$' }) },
  { additionalProperties: false },
)

export function buildBank({
  booksFolder,
  exchangeFolder,
  payerKey,
  callbackHeaders,
  now = () => new Date(),
}: BankOptions = {}) {
  const folder = booksFolder ?? mkdtempSync(join(tmpdir(), 'simulated-bank-'))
  const books = openBooks(folder, now)
  const desk = openDesk({ books, now, payerKey })
  const app: FastifyInstance = Fastify({
    logger: false,
    bodyLimit: FILE_LIMIT_BYTES,
    forceCloseConnections: true,
  })
  const exchange =
    exchangeFolder === undefined ? undefined : watchFolder({ folder: exchangeFolder, books, desk, now })
  app.addHook('onClose', async () => {
    await exchange?.stop()
    if (booksFolder === undefined) rmSync(folder, { recursive: true, force: true })
  })
  app.addContentTypeParser(['application/xml', 'text/xml'], (_request, body, done) => {
    done(null, body)
  })
  app.addHook('onRequest', async (request, reply) => {
    const { failNext } = desk.behaviour()
    if (failNext === 0 || request.url.startsWith('/control')) return
    desk.behave({ failNext: failNext - 1 })
    await reply.code(503).send({ reason: 'out of service' })
  })
  app.addHook('onReady', () => desk.ready())
  addHub(app, {
    behaviour: desk.behaviour,
    now,
    ...(callbackHeaders === undefined ? {} : { callbackHeaders }),
  })

  app.post<{ Headers: Static<typeof Keyed> }>(
    '/files',
    { schema: { headers: Keyed } },
    async (request, reply) => {
      const key = request.headers['idempotency-key']
      const incoming = await receive(
        request.body as AsyncIterable<Buffer>,
        books.pathOf('incoming', randomUUID()),
      )
      const announced = request.headers['x-content-sha256']
      if (announced !== undefined && announced !== incoming.sha256) {
        return reply.code(422).send({ reason: 'the bytes are not those of X-Content-Sha256' })
      }
      const signature = request.headers['x-signature']?.toString()
      const refusal = await desk.take({ ...incoming, messageId: key, signature })
      if (refusal !== undefined) return reply.code(refusal.status).send({ reason: refusal.reason })
      const { loseAnswers } = desk.behaviour()
      if (loseAnswers > 0) {
        desk.behave({ loseAnswers: loseAnswers - 1 })
        request.raw.socket.destroy()
        return reply.hijack()
      }
      return reply.code(202).send({ messageId: key })
    },
  )

  app.get('/messages', () => {
    const at = now().getTime()
    const ready = books.deliveries().filter(({ from }) => from <= at)
    return { messages: ready.slice(0, 500).map(({ id, bytes }) => ({ id, bytes })) }
  })
  app.get<{ Params: { id: string } }>('/messages/:id', (request, reply) => {
    const delivery = books.delivery(request.params.id)
    if (delivery === undefined) return reply.code(404).send({ reason: 'no such message' })
    const { text, bytes } = delivery
    return reply
      .type('application/xml')
      .send(createReadStream(books.pathOf('messages', text), { end: bytes - 1, highWaterMark: 65_536 }))
  })
  app.post<{ Params: { id: string } }>('/messages/:id/ack', (request, reply) => {
    const { id } = request.params
    if (!books.knowsDelivery(id)) return reply.code(404).send({ reason: 'no such message' })
    books.write({ kind: 'acknowledged', id })
    return reply.code(204).send()
  })

  app.get('/accounts', () => accountsOf(books))
  app.get('/payments', (_request, reply) =>
    reply.type('application/json').send(Readable.from(paymentsJson(books))),
  )
  /** For a month of a million payments: how many and how much, and whether one was paid twice. */
  app.get('/summary', () => summaryOf(books))
  app.get('/health', () => ({
    status: 'up',
    files: books.files().length,
    payments: books.paymentCount(),
    waiting: books.deliveries().length,
    // The bank's own time, for a bench to leave out: at work, and of the processor (the whole process).
    busyMs: Math.round(desk.busyMs()),
    cpuMs: Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000),
    rssMiB: Math.round(process.memoryUsage.rss() / 1_048_576),
  }))

  app.get('/control', () => desk.behaviour())
  app.post<{ Body: Partial<Behaviour> }>(
    '/control',
    { schema: { body: Type.Partial(Behaviour) } },
    (request) => desk.behave(request.body),
  )
  app.post('/control/reset', () => desk.reset())
  /** Days later the money comes back: a statement with a credit. */
  app.post<{ Body: Static<typeof Return> }>(
    '/control/return',
    { schema: { body: Return } },
    async (request, reply) =>
      (await desk.giveBack(request.body.endToEndId, request.body.code))
        ? reply.code(204).send()
        : reply.code(404).send({ reason: 'no such payment was made' }),
  )
  return app
}

/** Onto the disk as it comes, hashed on the way. */
async function receive(bytes: AsyncIterable<Buffer>, path: string) {
  const hash = createHash('sha256')
  async function* hashed() {
    for await (const piece of bytes) {
      hash.update(piece)
      yield piece
    }
  }
  const byteCount = await writeWhole(path, hashed())
  return { path, sha256: hash.digest('hex'), byteCount }
}
