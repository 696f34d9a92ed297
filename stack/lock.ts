/** One at a time: a file that names the process which holds it. A lock whose holder is gone counts as free. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isAlive, ownProcess, type ProcessId } from './processes.ts'

/** @returns a function that gives the lock back, or the living process that holds it */
export function takeLock(file: string): { release: () => void } | { heldBy: ProcessId } {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${file}.${process.pid}`
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
      if (holder !== undefined && isAlive(holder)) return { heldBy: holder }
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function readHolder(file: string): ProcessId | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessId
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
