/**
 * Group commit: what arrives while a write is under way is written together by the next one, so that many requests
 * share one round trip and one wait for the disk. A request that comes alone is written at once. Each gets its own
 * result; what makes a batch fail hurts the one item that caused it.
 */
import { OutageError, RetryableError } from '../../domain/errors.ts'

const ATTEMPTS_ALONE = 3

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export interface BatchOptions<Item, Result> {
  /** Writes all or nothing; a result for each, in the same order. Items may come again when a write failed. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>
  /** Two items that share one of these names are not written together but one after the other. */
  readonly namesOf: (item: Item) => readonly string[]
  readonly maxSize: number
  /** So many writes at a time. */
  readonly maxWrites: number
  /** Told when a write failed and its items are tried again, one by one. */
  readonly onFailure: (error: unknown, size: number) => void
}

/** @returns writes one item with whatever else waits; rejects with what `write` threw for this item alone */
export function createBatches<Item, Result>(options: BatchOptions<Item, Result>) {
  const { write, namesOf, maxSize, maxWrites, onFailure } = options
  let queue: Waiting<Item, Result>[] = []
  let writes = 0
  let isStarting = false
  const namesBeingWritten = new Set<string>()

  /** The longest-waiting items that have no name in common, nor with what is being written; the others keep their order. */
  function takeBatch(): Waiting<Item, Result>[] {
    const names = new Set(namesBeingWritten)
    const batch: Waiting<Item, Result>[] = []
    const left: Waiting<Item, Result>[] = []
    for (const [place, waiting] of queue.entries()) {
      if (batch.length === maxSize) {
        left.push(...queue.slice(place))
        break
      }
      const own = namesOf(waiting.item)
      ;(own.some((name) => names.has(name)) ? left : batch).push(waiting)
      // Also of those left behind: who shares a name with them comes after them.
      for (const name of own) names.add(name)
    }
    queue = left
    return batch
  }

  /** Another process may be at the same row: what it has stored is seen by the next attempt. */
  async function writeAlone(item: Item): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return only(await write([item]))
      } catch (error) {
        const passes = error instanceof RetryableError && !(error instanceof OutageError)
        if (!passes || attempt === ATTEMPTS_ALONE) throw error
      }
    }
  }

  async function writeOneByOne(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    let outage: OutageError | undefined
    for (const { item, resolve, reject } of batch) {
      if (outage !== undefined) {
        reject(outage)
        continue
      }
      try {
        resolve(await writeAlone(item))
      } catch (error) {
        // Without a database the others need not wait for theirs to fail as well.
        if (error instanceof OutageError) outage = error
        reject(error)
      }
    }
  }

  async function writeBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await write(batch.map(({ item }) => item))
      if (results.length !== batch.length) throw new Error('A write gave not one result for each item')
      for (const [place, result] of results.entries()) batch[place]?.resolve(result)
    } catch (error) {
      if (batch.length === 1 && error instanceof OutageError) {
        batch[0]?.reject(error)
        return
      }
      onFailure(error, batch.length)
      await writeOneByOne(batch)
    }
  }

  /** One of several that write side by side, until nothing waits that it may write. */
  async function writeAll(): Promise<void> {
    for (let batch = takeBatch(); batch.length > 0; batch = takeBatch()) {
      const names = batch.flatMap(({ item }) => namesOf(item))
      for (const name of names) namesBeingWritten.add(name)
      await writeBatch(batch)
      for (const name of names) namesBeingWritten.delete(name)
    }
    writes -= 1
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (writes === maxWrites || isStarting) return
      isStarting = true
      // After the requests that the same turn of the event loop has read: they go along.
      setImmediate(() => {
        isStarting = false
        writes += 1
        void writeAll()
      })
    })
}

function only<Result>([result]: readonly Result[]): Result {
  if (result === undefined) throw new Error('A write gave no result')
  return result
}
