/**
 * Job `open-due-payment-runs` — of bpmn/payment-calendar.bpmn, every morning once new rates are applied: the monthly run
 * of each kind of aid some working days before its pay day (docs/domain.md 3.3), and a supplementary one for repaired
 * payments when the month's run is over. A morning that was missed is made up for on the next.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Worker } from '../../bpmn/contract.ts'
import { addWorkingDays } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { duePeriods, payDayParameter } from '../../domain/payment-calendar.ts'
import { payingBody, type NewPaymentRun } from '../../domain/payment-run.ts'
import type { Records } from '../../domain/records.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { openPaymentRun } from './open-payment-run.ts'

export function openDuePaymentRuns({
  runUrl,
}: Pick<WorkerDependencies, 'runUrl'>): Worker<'open-due-payment-runs'> {
  return async (_input, job) =>
    job.record(async (records) => {
      let runsOpened = 0
      for (const run of await dueRuns(records, dateInBaku(job.now))) {
        const { created } = await openPaymentRun(records, run, {
          actor: 'worker:open-due-payment-runs',
          runUrl,
        })
        if (created) runsOpened += 1
      }
      return completed({ runsOpened })
    })
}

async function dueRuns(records: Records, today: string): Promise<readonly NewPaymentRun[]> {
  const parameters = await records.parametersOn(today)
  const moves = await records.calendarMoves()
  const lead = parameters.value('payment-run-lead-working-days')
  const runs: NewPaymentRun[] = []
  for (const { kind, period, supplementary } of await records.paymentRuns.toOpen(today)) {
    const common = { kind, period, body: payingBody }
    if (supplementary) {
      runs.push({ ...common, purpose: 'supplementary', payDay: addWorkingDays(today, lead, moves) })
      continue
    }
    const dayOfMonth = parameters.value(payDayParameter(kind))
    const due = duePeriods(today, dayOfMonth, lead, moves).find((candidate) => candidate.period === period)
    if (due !== undefined) runs.push({ ...common, purpose: 'monthly', payDay: due.payDay })
  }
  return runs
}
