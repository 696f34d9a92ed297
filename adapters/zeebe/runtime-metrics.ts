/** What the workers count, per job type. Names as Prometheus wants them: base units, `_total` for counters. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type RuntimeMetrics = ReturnType<typeof createRuntimeMetrics>

export function createRuntimeMetrics(registry: Registry) {
  const registers = [registry]
  const perType = ['type'] as const
  return {
    jobs: new Counter({
      name: 'jobs_total',
      help: 'Jobs answered, by what became of them',
      labelNames: ['type', 'outcome'] as const,
      registers,
    }),
    duration: new Histogram({
      name: 'job_duration_seconds',
      help: 'From the arrival of a job to the answer taken by the engine',
      labelNames: perType,
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    inFlight: new Gauge({
      name: 'jobs_in_flight',
      help: 'Jobs a worker is busy with',
      labelNames: perType,
      registers,
    }),
    gone: new Counter({
      name: 'job_answers_gone_total',
      help: 'Answers for jobs that were no longer ours (NOT_FOUND): timed out, cancelled or answered by another',
      labelNames: perType,
      registers,
    }),
    duplicates: new Counter({
      name: 'jobs_delivered_again_total',
      help: 'Deliveries ignored because the job was in hand already',
      labelNames: perType,
      registers,
    }),
    polled: new Counter({
      name: 'jobs_polled_total',
      help: 'Jobs that no stream brought and the slow poll found',
      labelNames: perType,
      registers,
    }),
    reopened: new Counter({
      name: 'job_stream_reopened_total',
      help: 'Streams opened again after they ended, failed or fell silent',
      labelNames: perType,
      registers,
    }),
    rebuilds: new Counter({
      name: 'engine_connection_rebuilds_total',
      help: 'Connections given up by the watchdog because nothing came through',
      registers,
    }),
  }
}
