/** A wire that can be cut: forwards TCP to the engine until a test drops, freezes or restores it. */
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface TcpProxy {
  /** `127.0.0.1:port`. */
  readonly address: string
  /** Closes every connection and refuses new ones: the gateway has gone. */
  cut(): void
  /** Forwards again. */
  restore(): void
  /** Keeps the connections there are open but carries nothing more on them; new ones work. A firewall's silent drop. */
  freeze(): void
  close(): Promise<void>
}

export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const [host = '127.0.0.1', port = '26500'] = target.split(':')
  const pairs = new Set<readonly [Socket, Socket]>()
  let refusing = false

  const server = createServer((near) => {
    if (refusing) {
      near.destroy()
      return
    }
    const far = connect(Number(port), host)
    const pair = [near, far] as const
    pairs.add(pair)
    near.pipe(far)
    far.pipe(near)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) {
      // A broken connection is what this proxy is for; both ends are closed either way.
      socket.on('error', end)
      socket.on('close', end)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const endAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      refusing = true
      endAll()
    },
    restore: () => {
      refusing = false
    },
    freeze: () => {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        near.pause()
        far.pause()
      }
    },
    close: () =>
      new Promise((resolve) => {
        endAll()
        server.close(() => {
          resolve()
        })
      }),
  }
}
