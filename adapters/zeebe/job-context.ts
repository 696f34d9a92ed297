/**
 * What a worker gets beside its input: identity of the step, reads, and the one `record` that makes its outcome
 * count. Whether `record` was called, once, and its result returned, is checked here.
 */
import type { Job, JobType, Recorded } from '../../bpmn/contract.ts'
import type { Clock } from '../../domain/clock.ts'
import type { ActivatedJob } from './gateway.ts'
import type { StoredOutcome, UnitOfWork } from './unit-of-work.ts'

export interface JobContext {
  readonly job: Job<JobType>
  /** The recorded outcome, if `returned` is it. @throws Error when the worker did not record, or returned something else */
  outcomeOf(returned: unknown): StoredOutcome
}

/** The same on every delivery and retry of one step; another round of the same element gets another key. */
export const stepKeyOf = (job: ActivatedJob) => `${job.type}:${job.elementInstanceKey}`

/** `checkOutput` throws for variables the contract does not promise; it runs before the transaction commits. */
export function createJobContext(
  job: ActivatedJob,
  deps: {
    readonly unitOfWork: UnitOfWork
    readonly clock: Clock
    readonly checkOutput: (outcome: StoredOutcome) => void
  },
): JobContext {
  let asked = false
  let recorded: StoredOutcome | undefined
  const step = { stepKey: stepKeyOf(job), jobType: job.type }

  const context: Job<JobType> = {
    key: job.key,
    processInstanceKey: job.processInstanceKey,
    elementId: job.elementId,
    stepKey: step.stepKey,
    processId: job.bpmnProcessId,
    processVersion: job.processDefinitionVersion,
    headers: JSON.parse(job.customHeaders) as Readonly<Record<string, string>>,
    now: deps.clock.now(),
    read: (work) => deps.unitOfWork.read(step.stepKey, work),
    record: async (work) => {
      if (asked) throw new Error(`The worker of ${job.type} calls record more than once`)
      asked = true
      recorded = await deps.unitOfWork.withInbox(step, async (records) => {
        const outcome = (await work(records)) as StoredOutcome
        deps.checkOutput(outcome)
        return outcome
      })
      // The one place where the proof is made: what `withInbox` gave back is committed.
      return recorded as Recorded<JobType>
    },
  }

  return {
    job: context,
    outcomeOf: (returned) => {
      if (recorded === undefined) throw new Error(`The worker of ${job.type} returned without job.record`)
      if (returned !== recorded)
        throw new Error(`The worker of ${job.type} returned another outcome than it recorded`)
      return recorded
    },
  }
}
