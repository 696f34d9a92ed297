/** What the bench of cases prints: medians of the rounds, times of jobs out of the workers' logs, processor time. */
import { readFileSync } from 'node:fs'
import { median, percentiles, round } from './figures.ts'

/** On the way that the families of the bench take. */
const JOBS_PER_CASE = 24

export type Side = 'ours' | 'noop'
export interface Measured {
  readonly side: Side
  readonly cases: number
  readonly perSecond: number
  /** Processor time by process. */
  readonly cpuMsPerCase: Readonly<Record<string, number>>
  readonly logFile: string
}

/**
 * @param calm rounds with two cases at a time
 * @param measured the full rounds, in their order
 */
export function result(
  options: { readonly cases: number; readonly concurrency: number; readonly rounds: number },
  before: object,
  calm: Readonly<Record<Side, Measured>>,
  measured: readonly Measured[],
) {
  const of = (side: Side) => measured.filter((round) => round.side === side)
  const rates = (side: Side) => of(side).map(({ perSecond }) => perSecond)
  const lastOurs = of('ours').at(-1) ?? calm.ours
  const lastNoop = of('noop').at(-1) ?? calm.noop
  return {
    bench: 'process',
    cases: options.cases,
    concurrency: options.concurrency,
    rounds: options.rounds,
    oursPerSecond: round(median(rates('ours'))),
    noopPerSecond: round(median(rates('noop'))),
    ratio: round(median(rates('ours')) / median(rates('noop'))),
    oursRounds: rates('ours').map((rate) => round(rate)),
    noopRounds: rates('noop').map((rate) => round(rate)),
    // One case at a time: what a job costs when nothing waits. The engine's own part is in both.
    jobMs: { ours: jobTimes(calm.ours).automatic, noop: jobTimes(calm.noop).automatic },
    jobUnderLoadMs: {
      ours: jobTimes(lastOurs).automatic,
      noop: jobTimes(lastNoop).automatic,
    },
    waitForExporterMs: jobTimes(calm.ours).verify,
    cpuMsPerCase: { ours: lastOurs.cpuMsPerCase, noop: lastNoop.cpuMsPerCase },
    machine: before,
  }
}

/** Times of jobs as the workers log them: from the arrival of the job to the answer that the engine took. Without the warm-up. */
function jobTimes({ logFile, cases }: Measured) {
  const times: { readonly jobType: string; readonly durationMs: number }[] = readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"msg":"job"'))
    .slice(-cases * JOBS_PER_CASE)
    .map((line) => JSON.parse(line) as { jobType: string; durationMs: number })
  const of = (wanted: (jobType: string) => boolean) =>
    percentiles(times.filter(({ jobType }) => wanted(jobType)).map(({ durationMs }) => durationMs))
  return {
    automatic: of((jobType) => jobType !== 'verify-completion'),
    // Waits until the exporter has written who completed the task.
    verify: of((jobType) => jobType === 'verify-completion'),
  }
}
