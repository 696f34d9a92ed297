/**
 * Whoever sends the requests, as a process of its own: another family each time, so many connections side by side.
 * Settings by environment; tells its parent the figures.
 */
import autocannon from 'autocannon'
import { createHouseholds } from '../../stack/simulated/registers/households.ts'

export interface LoadFigures {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>
}

const setting = (name: string): string => process.env[name] ?? ''
const count = Number(setting('BENCH_REQUESTS'))
const from = Number(setting('BENCH_FROM'))

const households = createHouseholds({ count: from + count })
// Made beforehand, so that no time of the sender goes into it.
const bodies = Array.from({ length: count }, (_, index) =>
  JSON.stringify(households.household(from + index).application),
)
let sent = 0
const statuses: Record<string, number> = {}
const times: number[] = []

const began = performance.now()
let lastAnswer = began
const options: autocannon.Options = {
  url: setting('BENCH_URL'),
  amount: count,
  connections: Number(setting('BENCH_CONNECTIONS')),
  timeout: 60,
  requests: [
    {
      method: 'POST',
      path: '/v1/applications',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${setting('BENCH_TOKEN')}` },
      setupRequest: (request) => {
        const body = bodies[sent % bodies.length] ?? ''
        sent += 1
        return {
          ...request,
          body,
          headers: { ...request.headers, 'idempotency-key': `bench-${process.pid}-${sent}` },
        }
      },
    },
  ],
}
await new Promise<void>((resolve, reject) => {
  const run = autocannon(options, (error: Error | null) => {
    if (error === null) resolve()
    else reject(error)
  })
  run.on('response', (_client, status, _bytes, milliseconds) => {
    statuses[status] = (statuses[status] ?? 0) + 1
    times.push(milliseconds)
    lastAnswer = performance.now()
  })
})
// Not when the sender says that it is done: it looks once a second.
const seconds = (lastAnswer - began) / 1_000
times.sort((one, other) => one - other)
const at = (percent: number) =>
  times[Math.max(Math.ceil((percent / 100) * times.length) - 1, 0)] ?? Number.NaN
const figures: LoadFigures = { perSecond: count / seconds, p50: at(50), p95: at(95), p99: at(99), statuses }
process.send?.(figures, () => process.exit(0))
