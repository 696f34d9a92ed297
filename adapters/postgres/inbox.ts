/**
 * The inbox of the worker runtime: a step is done once, and every further delivery of it gets the first
 * outcome back. The step's row, what it wrote and its ledger entries commit together.
 */
import type { Clock } from '../../domain/clock.ts'
import { StepDone, type StoredOutcome, type UnitOfWork } from '../zeebe/unit-of-work.ts'
import { json, type Database, type Sql } from './database.ts'
import { createRecords } from './records.ts'
import { createSharedRead } from './shared-reads.ts'

const select = 'select outcome from inbox where step_key = $1'
const keep = 'select keep_step($1, $2, $3, $4, $5)'

export function createUnitOfWork(db: Database, clock: Clock): UnitOfWork {
  const findOutcome = async (stepKey: string, sql: Sql = db) => {
    const [row] = await sql.rows<{ outcome: StoredOutcome }>(select, [stepKey])
    return row?.outcome
  }
  const read = createSharedRead(db, clock)

  return {
    findOutcome: (stepKey) => findOutcome(stepKey),

    read: (stepKey, work) =>
      read(async (records, sql) => {
        // Asked for together; what the work found counts only when the step is still to be done.
        const [done, found] = await Promise.allSettled([findOutcome(stepKey, sql), work(records)])
        if (done.status === 'fulfilled' && done.value !== undefined) throw new StepDone(done.value)
        if (found.status === 'rejected') throw found.reason
        if (done.status === 'rejected') throw done.reason
        return found.value
      }),

    // The row goes in last, with the commit, and its key lets one delivery of the step through. Whether a step was
    // done before is asked only when it could not be done: that is rare, and most steps are delivered once.
    withInbox: async ({ stepKey, jobType }, work) => {
      try {
        return await db.transaction<StoredOutcome>(async (sql) => {
          const { records, outbox, ledger } = createRecords(db, clock, sql)
          const outcome = await work(records)
          const values = [stepKey, jobType, json(outcome), ledger.pieces(), clock.now().toISOString()]
          return { value: outcome, last: [...outbox.statements(), { text: keep, values }] }
        })
      } catch (error) {
        // A database that is away cannot answer this either: then what went wrong first is what counts.
        const done = await findOutcome(stepKey).catch(() => undefined)
        throw done === undefined ? error : new StepDone(done)
      }
    },
  }
}
