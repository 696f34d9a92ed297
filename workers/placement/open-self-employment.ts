/**
 * Job `open-self-employment` — the measure goes on as a case of self-employment, for the same person, with terms of its
 * own. When that cannot be, the adviser sees to it. docs/domain.md 2.2: it is for registered unemployed persons.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { codeOf } from '../../domain/errors.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function openSelfEmployment({
  measureOpeners,
  caseUrl,
}: Pick<WorkerDependencies, 'measureOpeners' | 'caseUrl'>): Worker<'open-self-employment'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('open-self-employment', job, { caseId, action, after }))
      }
      const refuse = (reason: string) => {
        note('self-employment.not-opened', { reason })
        return { kind: 'refused', code: 'CASE_NOT_OPENED', message: reason } as const
      }
      const open = measureOpeners.get('self-employment')
      if (open === undefined) return refuse('no process')
      const placement = await records.cases.get(caseId)
      const registeredOn = dateInBaku(job.now)
      const by = { actor: 'worker:open-self-employment', reason: 'active measure', caseUrl }
      try {
        const opened = await open(records, { placement, registeredOn, by })
        const measure = { measure: 'self-employment', on: registeredOn, dueAt: undefined } as const
        const measureId = await records.jobSeekers.beginMeasure(caseId, measure)
        await records.jobSeekers.endMeasure(measureId, {
          outcome: 'case-opened',
          on: registeredOn,
          openedCaseId: opened.id,
        })
        note('self-employment.opened', { openedCaseNumber: opened.number })
        return completed({ measureOutcome: 'case-opened' })
      } catch (error) {
        const code = codeOf(error)
        if (code === undefined) throw error
        return refuse(code)
      }
    })
}
