/** Prometheus metrics of one process: what Node itself does, and room for what the parts count. */
import { collectDefaultMetrics, Registry } from 'prom-client'

/** A registry of its own per process (and per test), so that nothing is counted twice. */
export function createMetrics(service: string): Registry {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  return registry
}
