/** The runtime's database for tests of the runtime alone: an inbox in memory, and no records. */
import type { Records } from '../../domain/records.ts'
import { StepDone, type StoredOutcome, type UnitOfWork } from '../../adapters/zeebe/unit-of-work.ts'

export interface InMemoryInbox extends UnitOfWork {
  /** Outcomes kept, by step key. */
  readonly outcomes: ReadonlyMap<string, StoredOutcome>
}

const noRecords = {} as Records

export function inMemoryInbox(): InMemoryInbox {
  const outcomes = new Map<string, StoredOutcome>()
  const refuseDone = (stepKey: string) => {
    const done = outcomes.get(stepKey)
    if (done !== undefined) throw new StepDone(done)
  }
  return {
    outcomes,
    findOutcome: async (stepKey) => outcomes.get(stepKey),
    read: async (stepKey, work) => {
      refuseDone(stepKey)
      return work(noRecords)
    },
    withInbox: async ({ stepKey }, work) => {
      refuseDone(stepKey)
      const outcome = await work(noRecords)
      refuseDone(stepKey)
      outcomes.set(stepKey, outcome)
      return outcome
    },
  }
}
