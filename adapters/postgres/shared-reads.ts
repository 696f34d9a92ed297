/**
 * Reads of steps that begin in the same turn of the event loop share one picture of the database, and what several
 * of them ask alike is asked once: the eight register queries of a case want the same application, and under load
 * steps come several at a time. A read that fails there is done once more alone, for the fault may be another's.
 */
import type { Clock } from '../../domain/clock.ts'
import type { Database, Transaction } from './database.ts'
import { createRead, readOn, type Read } from './records.ts'

interface Reading {
  /** Reads and answers. @throws what the work throws */
  begin(sql: Transaction): Promise<void>
  alone(): void
  reject(error: unknown): void
}

/** Reads as `createRead` does, together with whoever asks in the same turn. */
export function createSharedRead(db: Database, clock: Clock): Read {
  const read = createRead(db, clock)
  let gathered: Reading[] = []

  async function readTogether(readings: readonly Reading[]): Promise<void> {
    const failed = new Map<Reading, unknown>()
    let lost: unknown
    try {
      await db.snapshot(async (sql) => {
        const shared = readings.length === 1 ? sql : askingOnce(sql)
        await Promise.all(
          readings.map((reading) =>
            reading.begin(shared).catch((error: unknown) => failed.set(reading, error)),
          ),
        )
      })
    } catch (error) {
      lost = error
    }
    for (const reading of readings) {
      if (!failed.has(reading))
        reading.reject(lost) // Without effect on those that have their answer.
      else if (readings.length === 1) reading.reject(failed.get(reading))
      else reading.alone()
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      gathered.push({
        begin: async (sql) => {
          resolve(await readOn(db, clock, sql, work))
        },
        alone: () => {
          read(work).then(resolve, reject)
        },
        reject,
      })
      if (gathered.length > 1) return
      setImmediate(() => {
        const readings = gathered
        gathered = []
        void readTogether(readings)
      })
    })
}

/** The picture does not change, so the same question has the same answer. */
function askingOnce(sql: Transaction): Transaction {
  const asked = new Map<string, Map<string, Promise<readonly unknown[]>>>()
  return {
    ...sql,
    rows: <Row>(text: string, values: readonly unknown[] = []) => {
      const ofText = asked.get(text) ?? new Map<string, Promise<readonly unknown[]>>()
      asked.set(text, ofText)
      const key = JSON.stringify(values)
      const answer = ofText.get(key) ?? sql.rows(text, values)
      ofText.set(key, answer)
      return answer as Promise<readonly Row[]>
    },
  }
}
