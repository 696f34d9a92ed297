/**
 * Job `register-self-employment` — an application for the programme begins: which registers are asked, and until when a
 * question about one is settled. docs/domain.md 2.2. Next: the registers are asked side by side.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import type { RegisterName } from '../../domain/registers.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInWorkingDays, joins } from './term.ts'

/** Status, insurance and land share; disability is a ground of priority. */
const asked: RegisterName[] = ['employment', 'disability']

export function registerSelfEmployment(): Worker<'register-self-employment'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { activity } = await records.selfEmployments.get(caseId)
      const questionDueAt = await dueInWorkingDays(records, job.now, 'self-employment-interview-working-days')
      await records.cases.setState(caseId, 'checking')
      await records.cases.setDecisionDueAt(caseId, questionDueAt)
      await joins(records, caseId, job)
      records.ledger.append(
        ledgerEntry('register-self-employment', job, {
          caseId,
          action: 'self-employment.registered',
          after: { activity: activity ?? null, registers: asked },
        }),
      )
      return completed({ registers: [...asked], questionDueAt })
    })
}
