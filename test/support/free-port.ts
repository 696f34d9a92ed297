/** A port for a program that is told where to listen. */
import { createServer } from 'node:net'

/** Below the ports that the system hands out to outgoing connections: nobody takes one between question and use. */
const FIRST = 20_000
const LAST = 30_000

/** A port that nobody listens on now, another one each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (!given.has(port) && (await isFree(port))) {
      given.add(port)
      return port
    }
  }
}

const given = new Set<number>()

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}
