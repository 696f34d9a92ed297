/** One call to an outside system: what it reuses, what it does not follow, and when it gives up. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { AnswerTooLarge, call } from '../../../adapters/http/call.ts'
import { RetryableError } from '../../../domain/errors.ts'

let server: Server
const connections = new Set<Socket>()
afterEach(() => {
  server.closeAllConnections()
  server.close()
  connections.clear()
})

async function anOutside(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  server.on('connection', (socket) => connections.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ask = (url: string, more: Partial<Parameters<typeof call>[0]> = {}) =>
  call({
    target: 'register income',
    url,
    method: 'POST',
    body: '{"ə":1}',
    timeoutMs: 2_000,
    maxAnswerBytes: 100,
    ...more,
  })

test('question and answer keep every letter, and the next question takes the same connection', async () => {
  const url = await anOutside((request, response) => request.pipe(response))
  expect(await ask(url)).toEqual({ status: 200, text: '{"ə":1}' })
  expect(await ask(url)).toEqual({ status: 200, text: '{"ə":1}' })
  expect(connections.size).toBe(1)
})

test('a connection that the other side closed meanwhile costs nobody an answer', async () => {
  let asked = 0
  const url = await anOutside((request, response) => {
    asked += 1
    if (asked === 2) request.socket.resetAndDestroy()
    else response.end('there')
  })
  await ask(url)
  expect(await ask(url)).toEqual({ status: 200, text: 'there' })
  expect(connections.size).toBe(2)
})

test('a redirect is not followed', async () => {
  const asked: (string | undefined)[] = []
  const url = await anOutside((request, response) => {
    asked.push(request.url)
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  await expect(ask(url)).rejects.toThrow(new RetryableError('register income answered 307'))
  expect(asked).toEqual(['/'])
})

test('an answer that is cut off is none', async () => {
  const url = await anOutside((_request, response) => {
    response.writeHead(200, { 'content-length': '50' })
    response.write('half', () => response.destroy())
  })
  await expect(ask(url)).rejects.toThrow(RetryableError)
})

test('an answer larger than agreed is not read to its end', async () => {
  const url = await anOutside((_request, response) => response.end('x'.repeat(101)))
  await expect(ask(url)).rejects.toThrow(new AnswerTooLarge('register income answered more than 100 bytes'))
})

test('an answer that begins and never ends is given up in time', async () => {
  const url = await anOutside((_request, response) => response.write('a beginning'))
  await expect(ask(url, { timeoutMs: 50 })).rejects.toThrow('register income did not answer within 50 ms')
})
