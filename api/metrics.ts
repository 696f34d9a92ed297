/** What the API counts: every request by route and answer. Routes, not addresses: those hold numbers and codes. */
import { Histogram, type Registry } from 'prom-client'
import type { Metrics } from './ports.ts'

export function createApiMetrics(registry: Registry): Metrics {
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: 'Requests by route: how many, how long, answered how',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    observeRequest: ({ method, route, status, seconds }) => {
      requests.observe({ method, route, status: String(status) }, seconds)
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}
