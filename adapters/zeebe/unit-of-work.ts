/** The database as the runtime needs it: reads, and the one transaction of a step with its inbox row. */
import type { Records } from '../../domain/records.ts'

/** An outcome as kept in the inbox; `Outcome` of bpmn/contract.ts without the job's type. */
export type StoredOutcome =
  | { readonly kind: 'completed'; readonly variables: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly variables?: Readonly<Record<string, unknown>>
    }

export interface Step {
  /** The same on every delivery of one step in one round. */
  readonly stepKey: string
  readonly jobType: string
}

/** The step was done before: its worker ends here, and the outcome kept then is the answer. */
export class StepDone extends Error {
  override readonly name = 'StepDone'
  readonly outcome: StoredOutcome

  constructor(outcome: StoredOutcome) {
    super('The step was done before')
    this.outcome = outcome
  }
}

export interface UnitOfWork {
  /** The outcome kept for that step, when it was done before. */
  readonly findOutcome: (stepKey: string) => Promise<StoredOutcome | undefined>
  /** Reads on one unchanging picture of the database. @throws StepDone, so that nothing outside is asked twice */
  readonly read: <T>(stepKey: string, work: (records: Records) => Promise<T>) => Promise<T>
  /**
   * Runs `work` and keeps its outcome under the step's key, in one transaction.
   * @throws StepDone when the step was done before, or is done meanwhile by another worker; `work` then leaves nothing
   */
  readonly withInbox: (
    step: Step,
    work: (records: Records) => Promise<StoredOutcome>,
  ) => Promise<StoredOutcome>
}
