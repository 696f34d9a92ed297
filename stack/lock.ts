/** One at a time: a file that names the process which holds it. A lock whose holder is gone counts as free. */
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isAlive, ownProcess, type ProcessId } from './processes.ts'

/** @returns a function that gives the lock back, or the living process that holds it */
export function takeLock(file: string): { release: () => void } | { heldBy: ProcessId } {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${file}.${randomUUID()}`
  writeFileSync(mine, JSON.stringify(ownProcess()))
  try {
    for (;;) {
      try {
        // A link is made whole or not at all: nobody ever reads a lock that is half written.
        linkSync(mine, file)
        return {
          release: () => {
            rmSync(file, { force: true })
          },
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = readHolder(file)
      if (holder === undefined) continue
      if (isAlive(holder)) return { heldBy: holder }
      const tidier = clearStale(file, holder)
      if (tidier !== undefined) return { heldBy: tidier }
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/**
 * Takes away the lock of a holder that is gone. Two who find it at once must not both: the later one would take away the
 * lock that the earlier one has just been given. So whoever takes it away holds a lock on that, named after the holder.
 * @returns who is at it, when that is somebody else
 */
function clearStale(file: string, { pid, startTime }: ProcessId): ProcessId | undefined {
  const right = takeLock(`${file}.after-${pid}-${startTime.replaceAll(/\W/g, '-')}`)
  if ('heldBy' in right) return right.heldBy
  try {
    const now = readHolder(file)
    if (now?.pid === pid && now.startTime === startTime) rmSync(file)
  } finally {
    right.release()
  }
  return undefined
}

function readHolder(file: string): ProcessId | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessId
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
