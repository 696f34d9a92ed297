/** `/health/live`, `/health/ready` and `/metrics` of a process that serves nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import { readinessFor, type Readiness } from './health.ts'
import type { Log } from './log.ts'
import type { MayWatch } from './watchers.ts'

export interface OpsServer {
  /** The port listened on; another than asked for when 0 was asked for. */
  readonly port: number
  close(): Promise<void>
}

export async function startOpsServer(options: {
  readonly host: string
  readonly port: number
  readonly readiness: () => Promise<Readiness>
  readonly metrics: Registry
  readonly mayWatch: MayWatch
  readonly log: Log
}): Promise<OpsServer> {
  const { readiness, metrics, mayWatch, log } = options
  const answers: Readonly<
    Record<string, (response: ServerResponse, request: IncomingMessage) => Promise<void>>
  > = {
    '/health/live': async (response) => {
      send(response, 200, 'application/json', JSON.stringify({ live: true }))
    },
    '/health/ready': async (response, request) => {
      const answer = readinessFor(await readiness(), mayWatch(request))
      send(response, answer.ready ? 200 : 503, 'application/json', JSON.stringify(answer))
    },
    '/metrics': async (response, request) => {
      if (!mayWatch(request)) {
        send(response, 403, 'text/plain', 'Only for this machine, or with METRICS_TOKEN\n')
        return
      }
      send(response, 200, metrics.contentType, await metrics.metrics())
    },
  }
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? '']
    if (answer === undefined || request.method !== 'GET') {
      send(response, 404, 'text/plain', 'There are /health/live, /health/ready and /metrics\n')
      return
    }
    answer(response, request).catch((error: unknown) => {
      log.error({ err: error, path: request.url }, 'could not answer')
      send(response, 500, 'text/plain', 'See the log\n')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => {
          if (error === undefined) resolve()
          else reject(error)
        })
      }),
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}
