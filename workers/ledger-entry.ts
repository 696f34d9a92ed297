/** One ledger entry of a worker: who and where come from the job, the rest from what was done. */
import type { Job, JobType } from '../bpmn/contract.ts'
import type { LedgerEntry } from '../domain/ledger.ts'

/** @param entry without personal data: ids, codes, figures of the case */
export const ledgerEntry = <J extends JobType>(
  jobType: J,
  job: Pick<Job<J>, 'processInstanceKey' | 'elementId'>,
  entry: Pick<LedgerEntry, 'caseId' | 'action' | 'reason' | 'before' | 'after'>,
): LedgerEntry => ({
  ...entry,
  actor: `worker:${jobType}`,
  processInstanceKey: job.processInstanceKey,
  elementId: job.elementId,
})
